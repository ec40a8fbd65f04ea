package secrets

import (
	"fmt"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var generated = &rule.Rule{
	ID: "secret-generated", Family: rule.Secrets, Severity: diag.Warning,
	Protects: "What is put into a generated file stands in plain text on the disk of every machine that runs the unit.",
	Fix:      "Hand it over as an input (TF_VAR_…) or by the environment of the provider.",
	Link:     "https://docs.terragrunt.com/reference/hcl/blocks/#generate",
	File: func(p *rule.Pass, f *rule.File) {
		for _, b := range rule.Blocks(f.Body, "generate") {
			a := b.Body.Attributes["contents"]
			if a == nil {
				continue
			}
			_ = hclsyntax.VisitAll(a.Expr, visit(func(n hclsyntax.Node) {
				c, ok := n.(*hclsyntax.FunctionCallExpr)
				switch {
				case !ok:
				case c.Name == "sops_decrypt_file":
					p.At(diag.FromRange(c.NameRange), "a decrypted secret is written into a generated file")
				case c.Name == "get_env" && len(c.Args) > 0 && secretName(text(c.Args[0])):
					p.At(diag.FromRange(c.NameRange), fmt.Sprintf("%s is written into a generated file", text(c.Args[0])))
				}
			}))
		}
	},
}
