package graph

import (
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var excludedDependency = &rule.Rule{
	ID: "graph-excluded-dependency", Family: rule.Graph, Severity: diag.Error,
	Protects: "A unit that needs one that is excluded stops the run: \"detected no outputs\".",
	Fix:      "Write enabled = … in the dependency, with the condition of the exclude block, and read it as try(dependency.NAME.outputs.X, null).",
	Link:     "https://docs.terragrunt.com/reference/hcl/blocks/#exclude",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		if u.Excluded() {
			return
		}
		for _, d := range u.Dependencies {
			t := p.Estate.Unit(d.Target)
			if t == nil || !d.Enabled || d.SkipOutputs || d.Name == "" || !t.Excluded() || d.Mocked {
				continue
			}
			p.At(d.Pos, fmt.Sprintf("%s leads to %s, which is excluded", edge(d), t.Path)).Also = []diag.Pos{t.Exclude.Pos}
		}
	},
}
