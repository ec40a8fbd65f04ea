package graph

import (
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// A note: the hub of a network, or of an organisation, needs every environment.
var productionOnLower = &rule.Rule{
	ID: "graph-production-on-lower", Family: rule.Graph, Severity: diag.Note,
	Protects: "What production needs from an environment for tests can be destroyed by a test.",
	Fix:      "Give production a unit of its own, or move the shared one to an environment that both may need.",
	Link:     rule.Docs,
	Unit: func(p *rule.Pass, u *estate.Unit) {
		for _, d := range u.Dependencies {
			t := p.Estate.Unit(d.Target)
			if t != nil && d.Enabled && p.Facts(u).Stage == rule.Production && p.Facts(t).Stage == rule.Lower {
				p.At(d.Pos, fmt.Sprintf("production needs %s of %s", t.Path, p.Facts(t).Environment))
			}
		}
	},
}
