package inputs

import (
	"errors"
	"fmt"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

var wrongType = &rule.Rule{
	ID: "input-type", Family: rule.Inputs, Severity: diag.Error,
	Protects: "Terraform refuses an input that does not fit the type of its variable, when the run has begun.",
	Fix:      "Give a value that fits.",
	Link:     "https://developer.hashicorp.com/terraform/language/expressions/type-constraints",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		for _, g := range givens(p, u) {
			if g.input.Value == cty.NilVal {
				continue
			}
			_, err := g.to.Input(g.input.Value)
			if err == nil {
				continue
			}
			at, path, why := g.input.Pos, []string{g.name}, err
			var deep cty.PathError
			if errors.As(err, &deep) {
				path = append(path, names(deep.Path)...)
				why = errors.New(deep.Error())
				if p := u.InputPos(path...); !p.IsZero() {
					at = p
				}
			}
			f := p.At(at, fmt.Sprintf("%s does not fit the type of its variable: %s", strings.Join(path, "."), why))
			f.Detail = fmt.Sprintf("The variable is a %s.", short(g.to.TypeExpr))
			if g.to.Type == cty.String {
				f.Detail = "The variable is a string: it gets the value as JSON text."
			}
		}
	},
}

// names gives the steps of a path that can be written: attributes, keys and
// numbers.
func names(path cty.Path) (out []string) {
	for _, step := range path {
		switch s := step.(type) {
		case cty.GetAttrStep:
			out = append(out, s.Name)
		case cty.IndexStep:
			switch k := s.Key; {
			case !k.IsKnown() || k.IsNull():
				return out
			case k.Type() == cty.String:
				out = append(out, k.AsString())
			case k.Type() == cty.Number:
				out = append(out, k.AsBigFloat().Text('f', -1))
			default:
				return out
			}
		}
	}
	return out
}
