package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
)

func publicly(p *rule.Pass, s *subject.Subject) {
	if at, yes := s.Is(subject.Public, true); yes {
		p.At(at, s.Title()+" has a public address")
	}
}
