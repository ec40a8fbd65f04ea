package naming

import (
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var tooLong = &rule.Rule{
	ID: "name-too-long", Family: rule.Naming, Severity: diag.Error, Link: refELB + "API_CreateLoadBalancer.html",
	Protects: "AWS refuses a name that is too long in the middle of an apply.",
	Fix:      "Shorten a part of the name.",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		for _, n := range names(p, u) {
			if len(n.name) > n.longest {
				p.At(n.at, fmt.Sprintf("%q has %d characters; a %s may have %d", n.name, len(n.name), n.kind, n.longest)).Detail = n.source
			}
		}
	},
}
