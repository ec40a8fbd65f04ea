package idioms

import (
	"context"
	"path/filepath"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var rootName = &rule.Rule{
	ID: "root-terragrunt-hcl", Family: rule.Idioms, Severity: diag.Warning,
	Protects: "What is included and named terragrunt.hcl is taken for a unit by run --all, and strict mode refuses a root of that name.",
	Fix:      "Rename it to root.hcl and include it with find_in_parent_folders(\"root.hcl\").",
	Link:     migration,
	Estate: func(_ context.Context, p *rule.Pass) {
		seen, units := map[string]bool{}, map[string]bool{}
		for _, u := range p.Estate.Units {
			units[u.File] = true
		}
		for _, u := range p.Estate.Units {
			for _, in := range u.Includes {
				// An included file of that name beside or above the unit is a root.
				if filepath.Base(in.Path) == "terragrunt.hcl" && !seen[in.Path] && !units[in.Path] {
					seen[in.Path] = true
					p.At(diag.Pos{File: in.Path, Line: 1, Column: 1}, "what units include is named terragrunt.hcl").Unit = u.Path
				}
			}
		}
	},
}
