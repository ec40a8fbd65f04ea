package idioms

import (
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var overwrite = made("generate-overwrite", diag.Note,
	"With if_exists = \"overwrite\" a file that somebody wrote is lost when it has the name of a generated one.",
	"Write if_exists = \"overwrite_terragrunt\": it replaces only what Terragrunt wrote.",
	"https://docs.terragrunt.com/reference/hcl/blocks/#generate",
	func(p *rule.Pass, f *rule.File) {
		if f.Kind != rule.Configuration {
			return
		}
		for _, b := range rule.Blocks(f.Body, "generate") {
			a := b.Body.Attributes["if_exists"]
			if a == nil || text(a.Expr) != "overwrite" {
				continue
			}
			found := p.At(diag.FromRange(a.NameRange), fmt.Sprintf("generate %q overwrites what others wrote", label(b)))
			r := a.Expr.Range()
			found.Edits = []rule.Edit{{File: f.Path, Start: r.Start.Byte, End: r.End.Byte, Text: `"overwrite_terragrunt"`}}
		}
	})
