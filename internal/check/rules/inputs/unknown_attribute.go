package inputs

import (
	"fmt"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

var unknownAttribute = &rule.Rule{
	ID: "input-unknown-attribute", Family: rule.Inputs, Severity: diag.Warning,
	Protects: "Terraform drops an attribute that the type of a variable does not have: the setting has no effect, and nobody says so.",
	Fix:      "Correct the name, or take the attribute away.",
	Link:     "https://developer.hashicorp.com/terraform/language/expressions/type-constraints#conversion-of-complex-types",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		for _, g := range givens(p, u) {
			dropped(g.input.Value, g.to.Type, []string{g.name}, func(path []string, v cty.Value, t cty.Type) {
				at := u.InputPos(path...)
				if at.IsZero() || !v.IsKnown() && at == unwritten(u, path[:len(path)-1]) { // all that another unit gives, handed over as it is
					return
				}
				name := path[len(path)-1]
				f := p.At(at, fmt.Sprintf("%s has no attribute %q", strings.Join(path[:len(path)-1], "."), name))
				f.Detail = "Terraform drops it." + nearest(name, t.AttributeTypes())
			})
		}
	},
}

// unwritten gives the place that is told for an attribute which is written
// nowhere by itself.
func unwritten(u *estate.Unit, path []string) diag.Pos {
	return u.InputPos(append(slices.Clone(path), "")...)
}

// dropped visits the attributes of a value that its type does not have.
func dropped(v cty.Value, t cty.Type, path []string, visit func(path []string, v cty.Value, t cty.Type)) {
	if v == cty.NilVal {
		return
	}
	v, _ = v.Unmark()
	if !v.IsKnown() || v.IsNull() || !v.CanIterateElements() {
		return
	}
	down := func(key string) []string { return append(path[:len(path):len(path)], key) }
	object := v.Type().IsObjectType() || v.Type().IsMapType()
	switch {
	case t.IsObjectType() && object:
		for it := v.ElementIterator(); it.Next(); {
			k, x := it.Element()
			name := k.AsString()
			if !t.HasAttribute(name) {
				visit(down(name), x, t)
				continue
			}
			dropped(x, t.AttributeType(name), down(name), visit)
		}
	case t.IsMapType() && object:
		for it := v.ElementIterator(); it.Next(); {
			k, x := it.Element()
			dropped(x, t.ElementType(), down(k.AsString()), visit)
		}
	case (t.IsListType() || t.IsSetType()) && !object:
		for i, x := range v.AsValueSlice() {
			dropped(x, t.ElementType(), down(fmt.Sprint(i)), visit)
		}
	}
}
