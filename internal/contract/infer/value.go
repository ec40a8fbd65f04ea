package infer

import (
	"maps"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// value evaluates an expression. HCL gives up the type where it cannot tell how
// many there are of something, or whether something fails: there, the parts are
// looked at. All else is HCL's own, with the values of the parts put in. What
// cannot be evaluated is not known.
func (s *scope) value(x hcl.Expression) (v cty.Value) {
	defer func() {
		if recover() != nil { // a library that does not expect such a value
			v = cty.DynamicVal
		}
	}()
	node, ok := x.(hclsyntax.Expression)
	if s.steps++; !ok || s.steps > most { // JSON, or too much
		return cty.DynamicVal
	}
	v, _ = s.node(node).UnmarkDeep()
	return v
}

func (s *scope) node(x hclsyntax.Expression) cty.Value {
	switch x := x.(type) {
	case *hclsyntax.LiteralValueExpr:
		return x.Val
	case *hclsyntax.ParenthesesExpr:
		return s.value(x.Expression)
	case *hclsyntax.TemplateWrapExpr:
		return s.value(x.Wrapped)
	case *hclsyntax.ScopeTraversalExpr:
		return s.name(x.Traversal)
	case *hclsyntax.RelativeTraversalExpr:
		return follow(s.value(x.Source), x.Traversal)
	case *hclsyntax.AnonSymbolExpr:
		return s.items[x]
	case *hclsyntax.FunctionCallExpr:
		return s.apply(x)
	case *hclsyntax.ForExpr:
		return s.loop(x)
	case *hclsyntax.SplatExpr:
		return s.splat(x)
	case *hclsyntax.TemplateJoinExpr:
		return cty.UnknownVal(cty.String)
	case *hclsyntax.IndexExpr:
		v, ds := hcl.Index(s.value(x.Collection), s.value(x.Key), nil)
		return orUnknown(v, ds)
	case *hclsyntax.ObjectConsExpr:
		return s.object(x)
	case *hclsyntax.TupleConsExpr:
		return evaluated(&hclsyntax.TupleConsExpr{Exprs: s.literals(x.Exprs)})
	case *hclsyntax.TemplateExpr:
		return evaluated(&hclsyntax.TemplateExpr{Parts: s.literals(x.Parts)})
	case *hclsyntax.UnaryOpExpr:
		return evaluated(&hclsyntax.UnaryOpExpr{Op: x.Op, Val: s.literal(x.Val)})
	case *hclsyntax.BinaryOpExpr:
		return evaluated(&hclsyntax.BinaryOpExpr{LHS: s.literal(x.LHS), Op: x.Op, RHS: s.literal(x.RHS)})
	case *hclsyntax.ConditionalExpr:
		return evaluated(&hclsyntax.ConditionalExpr{Condition: s.literal(x.Condition), TrueResult: s.literal(x.TrueResult), FalseResult: s.literal(x.FalseResult)})
	}
	return cty.DynamicVal
}

// literal gives an expression that is the value of another.
func (s *scope) literal(x hclsyntax.Expression) hclsyntax.Expression {
	return &hclsyntax.LiteralValueExpr{Val: s.value(x)}
}

func (s *scope) literals(all []hclsyntax.Expression) []hclsyntax.Expression {
	out := make([]hclsyntax.Expression, len(all))
	for i, x := range all {
		out[i] = s.literal(x)
	}
	return out
}

func evaluated(x hclsyntax.Expression) cty.Value { return orUnknown(x.Value(nil)) }

func orUnknown(v cty.Value, ds hcl.Diagnostics) cty.Value {
	if ds.HasErrors() || v == cty.NilVal {
		return cty.DynamicVal
	}
	return v
}

func follow(v cty.Value, t hcl.Traversal) cty.Value {
	if len(t) == 0 {
		return v
	}
	return orUnknown(t.TraverseRel(v))
}

// name gives what a name with its path leads to.
func (s *scope) name(t hcl.Traversal) cty.Value {
	if v, ok := s.names[t.RootName()]; ok {
		return follow(v, t[1:])
	}
	step := func(i int) string {
		if i < len(t) {
			if a, ok := t[i].(hcl.TraverseAttr); ok {
				return a.Name
			}
		}
		return ""
	}
	first, second := step(1), step(2)
	switch root := t.RootName(); {
	case root == "path" || root == "terraform":
		return cty.UnknownVal(cty.String)
	case first == "":
	case root == "var":
		return follow(s.variable(first), t[2:])
	case root == "local":
		return follow(s.local(first), t[2:])
	case root == "module":
		return follow(s.block("module."+first), t[2:])
	case root == "data" && second != "":
		return follow(s.block("data."+first+"."+second), t[3:])
	case root != "each" && root != "count" && root != "self" && root != "data":
		return follow(s.block(root+"."+first), t[2:])
	}
	return cty.DynamicVal
}

// object gives a literal object: a map of something where a key is not known.
func (s *scope) object(x *hclsyntax.ObjectConsExpr) cty.Value {
	out := make(map[string]cty.Value, len(x.Items))
	all, open := make([]cty.Type, 0, len(x.Items)), false
	for _, item := range x.Items {
		v := s.value(item.ValueExpr)
		all = append(all, v.Type())
		if key, ok := s.key(item.KeyExpr); ok {
			out[key] = v
		} else {
			open = true
		}
	}
	if open {
		return cty.UnknownVal(cty.Map(join(all...)))
	}
	return cty.ObjectVal(out)
}

func (s *scope) key(x hclsyntax.Expression) (string, bool) {
	var v cty.Value
	if k, ok := x.(*hclsyntax.ObjectConsKeyExpr); ok {
		if word := hcl.ExprAsKeyword(k.Wrapped); word != "" && !k.ForceNonLiteral {
			return word, true
		}
		v = s.value(k.Wrapped)
	} else {
		v = s.value(x)
	}
	return text(v)
}

// with evaluates an expression under names of a for expression.
func (s *scope) with(names map[string]cty.Value, x hclsyntax.Expression) cty.Value {
	outer := s.names
	s.names = maps.Clone(outer)
	if s.names == nil {
		s.names = map[string]cty.Value{}
	}
	maps.Copy(s.names, names)
	defer func() { s.names = outer }()
	return s.value(x)
}
