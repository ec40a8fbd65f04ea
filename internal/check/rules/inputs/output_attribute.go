package inputs

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

var outputAttribute = &rule.Rule{
	ID: "output-attribute", Family: rule.Inputs, Severity: diag.Error,
	Protects: "Terragrunt stops at an attribute or index that an output of the other unit does not have; inside of try() the fallback is taken, unseen.",
	Fix:      "Correct the name, or take the output as it is.",
	Link:     outputsLink,
	Unit: func(p *rule.Pass, u *estate.Unit) {
		for _, f := range own(p, u) {
			for _, r := range rule.Once(p.Input, reads{f.Path}, func() []read { return outputsRead(f) }) {
				m, target := behind(p, u, r.dependency)
				if m == nil || m.Outputs[r.output] == nil {
					continue
				}
				t := p.Contracts.Types(m)[r.output]
				for i, s := range r.steps {
					next, ok := inside(t, s)
					if ok {
						t = next
						continue
					}
					f := p.At(diag.FromRange(s.SourceRange()), fmt.Sprintf("%s cannot be looked up in the output %q of %s", said(s), r.output, target))
					f.Detail = fmt.Sprintf("What it is looked up in is %s.", short(friendly(t)))
					if i == 0 && t.IsObjectType() {
						f.Detail += nearest(step(s), t.AttributeTypes())
					}
					break
				}
			}
		}
	},
}

// inside gives the type of what a step leads to; false where no value of the
// type has it. What is any may have all.
func inside(t cty.Type, s hcl.Traverser) (cty.Type, bool) {
	if t == cty.DynamicPseudoType {
		return t, true
	}
	name, number := step(s), -1
	if x, ok := s.(hcl.TraverseIndex); ok && x.Key.Type() == cty.Number {
		n, _ := x.Key.AsBigFloat().Int64()
		number = int(n)
	}
	switch {
	case t.IsMapType() && name != "":
		return t.ElementType(), true
	case t.IsObjectType() && name != "":
		if !t.HasAttribute(name) {
			return t, false
		}
		return t.AttributeType(name), true
	case t.IsListType() && number >= 0:
		return t.ElementType(), true
	case t.IsTupleType() && number >= 0 && number < t.Length():
		return t.TupleElementType(number), true
	case t.IsMapType() || t.IsObjectType(): // a number is taken as a key
		return cty.DynamicPseudoType, number >= 0
	}
	return t, false
}

// said gives a step as it is written.
func said(s hcl.Traverser) string {
	if x, ok := s.(hcl.TraverseIndex); ok && x.Key.Type() == cty.Number {
		return fmt.Sprintf("[%s]", x.Key.AsBigFloat().Text('f', -1))
	}
	return fmt.Sprintf("%q", step(s))
}

// friendly names a type with its article.
func friendly(t cty.Type) string {
	switch {
	case t.IsObjectType():
		return "an object with other attributes"
	case t.IsTupleType():
		return fmt.Sprintf("a list of %d", t.Length())
	}
	return "a " + t.FriendlyName()
}
