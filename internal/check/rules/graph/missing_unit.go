package graph

import (
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var missingUnit = &rule.Rule{
	ID: "graph-missing-unit", Family: rule.Graph, Severity: diag.Error,
	Protects: "Terragrunt stops when a dependency leads to a folder that has no unit.",
	Fix:      "Correct the path, or switch the edge off with enabled = false.",
	Link:     "https://docs.terragrunt.com/reference/hcl/blocks/#dependency",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		for _, d := range u.Dependencies {
			if d.Enabled && d.ConfigPath != "" && d.Target == "" {
				p.At(d.Pos, fmt.Sprintf("%s leads to %s, which has no unit", edge(d), p.Rel(d.ConfigPath)))
			}
		}
	},
}

// edge names a dependency.
func edge(d estate.Dependency) string {
	if d.Name == "" {
		return "dependencies"
	}
	return fmt.Sprintf("dependency %q", d.Name)
}
