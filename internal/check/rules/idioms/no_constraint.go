package idioms

import (
	"context"
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var noConstraint = &rule.Rule{
	ID: "no-version-constraint", Family: rule.Idioms, Severity: diag.Note,
	Protects: "Without constraints a state is written by whatever version somebody has, and older ones cannot read it afterwards.",
	Fix:      "Set terraform_version_constraint and terragrunt_version_constraint in the root.",
	Link:     "https://docs.terragrunt.com/reference/hcl/attributes/#terraform_version_constraint",
	Estate: func(_ context.Context, p *rule.Pass) {
		without, first := 0, ""
		at := diag.Pos{}
		for _, u := range p.Estate.Units {
			if u.Plain() || u.TerraformVersion.Text != "" || u.TerragruntVersion.Text != "" {
				continue
			}
			if without++; first == "" {
				first, at = u.Path, diag.Pos{File: u.File, Line: 1, Column: 1}
				if len(u.Includes) > 0 {
					at.File = u.Includes[0].Path
				}
			}
		}
		if without > 0 {
			p.At(at, fmt.Sprintf("%d unit(s) run with any version of Terraform and Terragrunt", without)).Unit = first
		}
	},
}
