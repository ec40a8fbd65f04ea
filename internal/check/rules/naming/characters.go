package naming

import (
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var characters = &rule.Rule{
	ID: "name-characters", Family: rule.Naming, Severity: diag.Error, Link: refS3,
	Protects: "AWS refuses a name with other characters than it knows in the middle of an apply.",
	Fix:      "Use the characters that the service allows.",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		for _, n := range names(p, u) {
			if !n.allowed.MatchString(n.name) {
				p.At(n.at, fmt.Sprintf("%q has characters, or an order of them, that no %s may have", n.name, n.kind)).Detail = n.source
			}
		}
	},
}
