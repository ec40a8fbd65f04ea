package inputs

import (
	"fmt"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

var sensitive = &rule.Rule{
	ID: "input-sensitive-literal", Family: rule.Inputs, Severity: diag.Error,
	Protects: "The module says that the input is a secret: written in a file, everybody who can read the repository knows it, for ever.",
	Fix:      "Read it from Secrets Manager, SSM or SOPS at run time, and replace the secret that stood here.",
	Link:     "https://developer.hashicorp.com/terraform/language/manage-sensitive-data",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		for _, g := range givens(p, u) {
			if g.to.Sensitive && literal(p, g.input) {
				p.At(g.input.Pos, fmt.Sprintf("the sensitive input %q is given as a literal", g.name))
			}
		}
	},
}

// literal tells whether the text of an input stands in the file that gives it.
func literal(p *rule.Pass, in estate.Input) bool {
	if in.Value == cty.NilVal {
		return false
	}
	v, _ := in.Value.Unmark()
	if !v.IsKnown() || v.IsNull() || v.Type() != cty.String || v.AsString() == "" {
		return false
	}
	f := p.File(in.Pos.File)
	return f != nil && strings.Contains(f.Line(in.Pos.Line), `"`+v.AsString()+`"`)
}
