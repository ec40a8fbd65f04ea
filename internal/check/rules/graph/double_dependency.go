package graph

import (
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var doubleDependency = &rule.Rule{
	ID: "graph-double-dependency", Family: rule.Graph, Severity: diag.Note,
	Protects: "Two edges to one unit read its outputs twice, and the next change is made in one of them only.",
	Fix:      "Keep one of the two.",
	Link:     dependencyLink,
	Unit: func(p *rule.Pass, u *estate.Unit) {
		first := map[string]estate.Dependency{}
		for _, d := range u.Dependencies {
			if d.Target == "" {
				continue
			}
			if f, twice := first[d.Target]; twice {
				p.At(d.Pos, fmt.Sprintf("%s leads to %s, as does %s", edge(d), d.Target, edge(f))).Also = []diag.Pos{f.Pos}
				continue
			}
			first[d.Target] = d
		}
	},
}
