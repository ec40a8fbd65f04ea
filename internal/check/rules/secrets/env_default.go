package secrets

import (
	"fmt"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

var envDefault = &rule.Rule{
	ID: "secret-default", Family: rule.Secrets, Severity: diag.Error, Hides: true,
	Protects: "The default of a secret is used, unseen, wherever the variable is not set; and everybody who reads the file knows it.",
	Fix:      "Leave the default out, so that a run without the variable fails.",
	Link:     "https://docs.terragrunt.com/reference/hcl/functions/#get_env",
	File: func(p *rule.Pass, f *rule.File) {
		f.Walk(func(n hclsyntax.Node) {
			c, ok := n.(*hclsyntax.FunctionCallExpr)
			if !ok || c.Name != "get_env" || len(c.Args) != 2 {
				return
			}
			name, given := text(c.Args[0]), text(c.Args[1])
			if secretName(name) && valueLike(given) {
				p.At(diag.FromRange(c.Args[1].Range()), fmt.Sprintf("%s has a default", name))
			}
		})
	},
}

// text gives the text of a literal, "" for anything else.
func text(x hclsyntax.Expression) string {
	t, ok := x.(*hclsyntax.TemplateExpr)
	if !ok || !t.IsStringLiteral() {
		return ""
	}
	v, ds := t.Value(nil)
	if ds.HasErrors() || v.Type() != cty.String {
		return ""
	}
	return v.AsString()
}
