package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var cacheBackups = made("cache-backups", diag.Note,
	"A cache that keeps sessions or jobs starts empty after a fault when it has no snapshots.",
	"Set snapshot_retention_limit to one day or more where losing the content hurts.",
	"https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups.html",
	each([]subject.Kind{subject.Cache}, func(p *rule.Pass, s *subject.Subject) {
		if n, at, ok := s.Number(subject.Backups); ok && n == 0 {
			p.At(at, s.Title()+" has no snapshots")
		}
	}, production))
