package alerts

import (
	"context"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var unknownKey = &rule.Rule{
	ID: "alert-unknown-key", Family: rule.Alerts, Severity: diag.Error, Link: link,
	Protects: "A key that nobody reads changes nothing: the alert rings as if it were not there, or the apply is refused.",
	Fix:      "Write one of the keys that docs/schema/alerts.json has.",
	Estate:   tell(func(s shape) []fault { return s.unknown }),
}

var missingField = &rule.Rule{
	ID: "alert-missing-field", Family: rule.Alerts, Severity: diag.Error, Link: link,
	Protects: "An alert without its metric, threshold, periods, severity or runbook stops every unit that makes alarms.",
	Fix:      "Add the field.",
	Estate:   tell(func(s shape) []fault { return s.missing }),
}

var wrongValue = &rule.Rule{
	ID: "alert-value", Family: rule.Alerts, Severity: diag.Error, Link: link,
	Protects: "A value of the wrong kind is refused at the apply, when others wait for their alarms.",
	Fix:      "Write a value that docs/schema/alerts.json allows.",
	Estate:   tell(func(s shape) []fault { return s.wrong }),
}

// tell reports one part of what the schema refuses.
func tell(part func(shape) []fault) func(context.Context, *rule.Pass) {
	return func(_ context.Context, p *rule.Pass) {
		for _, f := range part(shapeOf(p.Input)) {
			p.At(f.at, f.say)
		}
	}
}
