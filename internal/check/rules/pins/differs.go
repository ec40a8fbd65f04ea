package pins

import (
	"context"
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var differs = &rule.Rule{
	ID: "module-version-differs", Family: rule.Pins, Severity: diag.Warning,
	Protects: "Environments that run different versions of a module are not alike: what was tried in one was not tried for the other.",
	Fix:      "Take the same version, or say why not in a comment at the source.",
	Link:     rule.Docs,
	Estate: func(_ context.Context, p *rule.Pass) {
		for _, group := range roles(p) {
			// The version of the highest environment is what the others are held to.
			last := group[0]
			for _, x := range group {
				if x.facts.Stage > last.facts.Stage {
					last = x
				}
			}
			for _, x := range group {
				if x.facts.Environment == last.facts.Environment || x.text == last.text || ahead(last, x) && !tried(group, last) || reasoned(p, x.at) || reasoned(p, last.at) {
					continue
				}
				f := p.At(x.at, fmt.Sprintf("%s is %s in %s and %s in %s", x.quoted(), x.text, x.facts.Environment, last.text, last.facts.Environment))
				f.Unit, f.Also = x.unit.Path, []diag.Pos{last.at}
			}
		}
	},
}

// ahead tells whether production has a newer version than an environment where
// it should have been tried before.
func ahead(production, lower placed) bool {
	return production.facts.Stage == rule.Production && lower.facts.Stage == rule.Lower &&
		production.v != nil && lower.v != nil && production.v.GreaterThan(lower.v)
}
