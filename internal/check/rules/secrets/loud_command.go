package secrets

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// sources are the words of commands that print a secret.
var sources = []string{"get-secret-value", "get-parameter", "get-parameters", "vault read", "vault kv get", "sops -d", "sops --decrypt", "sops decrypt", "op read", "gopass show", "kms decrypt", "secrets versions access"}

var loudCommand = &rule.Rule{
	ID: "secret-loud-command", Family: rule.Secrets, Severity: diag.Warning,
	Protects: "Terragrunt prints what run_cmd gives: the secret stands in the log of every run.",
	Fix:      "Write \"--terragrunt-quiet\" as the first argument of run_cmd.",
	Link:     "https://docs.terragrunt.com/reference/hcl/functions/#run_cmd",
	File: func(p *rule.Pass, f *rule.File) {
		f.Walk(func(n hclsyntax.Node) {
			c, ok := n.(*hclsyntax.FunctionCallExpr)
			if !ok || c.Name != "run_cmd" || len(c.Args) == 0 {
				return
			}
			words := make([]string, len(c.Args))
			for i, a := range c.Args {
				words[i] = text(a)
			}
			line := strings.Join(words, " ")
			for _, s := range sources {
				if strings.Contains(line, s) && !strings.Contains(line, "--terragrunt-quiet") {
					found := p.At(diag.FromRange(c.NameRange), "run_cmd prints the secret that it reads")
					at := c.OpenParenRange.End.Byte
					found.Edits = []rule.Edit{{File: f.Path, Start: at, End: at, Text: `"--terragrunt-quiet", `}}
					return
				}
			}
		})
	},
}

func visit(f func(hclsyntax.Node)) hclsyntax.VisitFunc {
	return func(n hclsyntax.Node) hcl.Diagnostics {
		f(n)
		return nil
	}
}
