package safety

import (
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// fewestDays is how long production's databases keep their backups, in days.
const fewestDays = 30

var databaseBackups = made("database-backups", diag.Warning,
	"A fault that is noticed after three weeks can only be undone with a backup that is older.",
	"Keep the backups of production for 30 days or more (RDS allows 35).",
	"https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_WorkingWithAutomatedBackups.BackupRetention.html",
	each([]subject.Kind{subject.Database}, func(p *rule.Pass, s *subject.Subject) {
		if n, at, ok := s.Number(subject.Backups); ok && n < fewestDays {
			p.At(at, fmt.Sprintf("%s keeps backups for %d days", s.Title(), n))
		}
	}, production))
