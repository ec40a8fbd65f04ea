package idioms

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var noConstraint = &rule.Rule{
	ID: "no-version-constraint", Family: rule.Idioms, Severity: diag.Note,
	Protects: "Without constraints a state is written by whatever version somebody has, and older ones cannot read it afterwards.",
	Fix:      "Set terraform_version_constraint and terragrunt_version_constraint in the root.",
	Link:     "https://docs.terragrunt.com/reference/hcl/attributes/#terraform_version_constraint",
	Estate: func(_ context.Context, p *rule.Pass) {
		if slices.ContainsFunc(versionFiles, func(name string) bool { _, err := os.Stat(filepath.Join(p.Top, name)); return err == nil }) {
			return
		}
		without, first := 0, ""
		at := diag.Pos{}
		for _, u := range p.Estate.Units {
			if u.Plain() || u.Findings.HasErrors() || u.TerraformVersion.Text != "" || u.TerragruntVersion.Text != "" || required(p, u) {
				continue
			}
			if without++; first == "" {
				first, at = u.Path, diag.Pos{File: u.Written(), Line: 1, Column: 1}
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

// versionFiles are what version managers (tenv, tfenv, tgenv, asdf, mise) read.
var versionFiles = []string{".terraform-version", ".opentofu-version", ".terragrunt-version", ".tool-versions", "mise.toml", ".mise.toml"}

// required tells whether the module, or what is generated beside it, bounds the
// version that Terraform may have.
func required(p *rule.Pass, u *estate.Unit) bool {
	return slices.ContainsFunc(u.Generate, func(g estate.Generate) bool { return g.Unknown || strings.Contains(g.Contents, "required_version") }) ||
		slices.ContainsFunc(u.Reads, func(path string) bool {
			f := p.File(path)
			return f != nil && f.Kind == rule.Terraform && bytes.Contains(f.Src, []byte("required_version"))
		})
}
