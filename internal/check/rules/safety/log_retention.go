package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var logRetention = made("log-retention", diag.Warning,
	"A log group without retention keeps every line, and its cost, for ever.",
	"Set the retention in days, and archive what must live longer.",
	"https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
	each([]subject.Kind{subject.LogGroup}, func(p *rule.Pass, s *subject.Subject) {
		a, ok := s.Ask(subject.LogRetention)
		if !ok {
			return
		}
		if n, isInt := subject.Int(a.V); isInt && n == 0 {
			p.At(a.Pos, s.Title()+" keeps its logs for ever")
		}
	}))
