package pins

import (
	"context"
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var productionAhead = &rule.Rule{
	ID: "module-production-ahead", Family: rule.Pins, Severity: diag.Error,
	Protects: "A version that production runs before any other environment is tried by its users.",
	Fix:      "Take the version to the lower environments first; or say why not in a comment at the source.",
	Link:     rule.Docs,
	Estate: func(_ context.Context, p *rule.Pass) {
		for _, group := range roles(p) {
			for _, x := range group {
				for _, lower := range group {
					if !ahead(x, lower) || tried(group, x) || reasoned(p, x.at) {
						continue
					}
					f := p.At(x.at, fmt.Sprintf("%s is %s in %s, and %s in %s", x.quoted(), x.text, x.facts.Environment, lower.text, lower.facts.Environment))
					f.Unit, f.Also = x.unit.Path, []diag.Pos{lower.at}
					break
				}
			}
		}
	},
}

// tried tells whether some lower environment has the version of production.
func tried(group []placed, production placed) bool {
	for _, x := range group {
		if x.facts.Stage == rule.Lower && x.v != nil && !production.v.GreaterThan(x.v) {
			return true
		}
	}
	return false
}
