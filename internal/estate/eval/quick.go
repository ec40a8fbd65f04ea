package eval

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// quick evaluates the expressions that configurations are mostly made of:
// literals, texts with locals in them, look-ups, calls on texts, objects and
// lists of these, written out or by `for`. It gives what HCL gives, with less ado, and gives up wherever
// a value is null, sensitive or of another type than it should be: HCL then
// evaluates the whole and finds the words for what is wrong.
func (fr *frame) quick(x hcl.Expression) (cty.Value, bool) {
	switch x := x.(type) {
	case *hclsyntax.LiteralValueExpr:
		return x.Val, true
	case *hclsyntax.ObjectConsKeyExpr:
		return fr.quick(x.Wrapped)
	case *hclsyntax.TemplateWrapExpr:
		return fr.quick(x.Wrapped)
	case *hclsyntax.ParenthesesExpr:
		return fr.quick(x.Expression)
	case *hclsyntax.TemplateExpr:
		return fr.quickText(x)
	case *hclsyntax.ForExpr:
		return fr.quickFor(x)
	case *hclsyntax.ScopeTraversalExpr:
		return fr.quickName(x.Traversal)
	case *hclsyntax.RelativeTraversalExpr:
		v, ok := fr.quick(x.Source)
		if !ok {
			return cty.NilVal, false
		}
		return quickLookUp(v, x.Traversal)
	case *hclsyntax.FunctionCallExpr:
		return fr.quickCall(x)
	case *hclsyntax.TupleConsExpr:
		out := make([]cty.Value, len(x.Exprs))
		for i, e := range x.Exprs {
			var ok bool
			if out[i], ok = fr.quick(e); !ok {
				return cty.NilVal, false
			}
		}
		return cty.TupleVal(out), true
	case *hclsyntax.ObjectConsExpr:
		o := fr.file.object(x)
		if o == nil || !o.whole {
			return cty.NilVal, false
		}
		out := make(map[string]cty.Value, len(o.pairs))
		for _, p := range o.pairs {
			v, ok := fr.quick(p.value)
			if !ok {
				return cty.NilVal, false
			}
			out[p.name] = v
		}
		return cty.ObjectVal(out), true
	}
	return cty.NilVal, false
}

func (fr *frame) quickText(x *hclsyntax.TemplateExpr) (cty.Value, bool) {
	if len(x.Parts) == 1 { // as it is
		if l, ok := x.Parts[0].(*hclsyntax.LiteralValueExpr); ok && l.Val.Type() == cty.String {
			return l.Val, true
		}
	}
	start := len(fr.t.text)
	defer func() { fr.t.text = fr.t.text[:start] }()
	for _, p := range x.Parts {
		s, ok := fr.quickString(p)
		if !ok {
			return cty.NilVal, false
		}
		fr.t.text = append(fr.t.text, s...)
	}
	return cty.StringVal(string(fr.t.text[start:])), true
}

// quickString gives a text that is known and not sensitive.
func (fr *frame) quickString(x hcl.Expression) (string, bool) {
	v, ok := fr.quick(x)
	if !ok || v.IsMarked() || v.Type() != cty.String || !v.IsKnown() || v.IsNull() {
		return "", false
	}
	return v.AsString(), true
}

func (fr *frame) quickName(t hcl.Traversal) (cty.Value, bool) {
	root := t.RootName()
	for i := len(fr.each) - 1; i >= 0; i-- {
		if fr.each[i].name == root {
			return quickLookUp(fr.each[i].value, t[1:])
		}
	}
	if root != "local" && root != "dependency" {
		return cty.NilVal, false
	}
	if name := attrName(t, 1); name != "" && root == "local" && fr.local != nil {
		v, ok := fr.local[name]
		if !ok {
			return cty.NilVal, false
		}
		return quickLookUp(v, t[2:])
	}
	v := fr.dependency
	if root == "local" {
		v = fr.locals()
	}
	return quickLookUp(v, t[1:])
}

func quickLookUp(v cty.Value, path hcl.Traversal) (cty.Value, bool) {
	for _, step := range path {
		attr, ok := step.(hcl.TraverseAttr)
		if ok && v == cty.DynamicVal { // an output that only a run can tell
			continue
		}
		if !ok || v == cty.NilVal || v.IsMarked() || !v.Type().IsObjectType() || !v.IsKnown() || v.IsNull() || !v.Type().HasAttribute(attr.Name) {
			return cty.NilVal, false
		}
		v = v.GetAttr(attr.Name)
	}
	return v, v != cty.NilVal
}

// quickCall calls a function: one of Terragrunt's with texts, one of Terraform's
// with values of the very types that it takes.
func (fr *frame) quickCall(x *hclsyntax.FunctionCallExpr) (cty.Value, bool) {
	n, native := nativeByName[x.Name]
	if x.ExpandFinal || native && n.run == nil && x.Name != "read_terragrunt_config" {
		return cty.NilVal, false
	}
	if !native {
		return fr.quickPure(x)
	}
	start := len(fr.t.args)
	defer func() { fr.t.args = fr.t.args[:start] }()
	for _, a := range x.Args {
		s, ok := fr.quickString(a)
		if !ok {
			return cty.NilVal, false
		}
		fr.t.args = append(fr.t.args, s)
	}
	args := fr.t.args[start:]
	if n.run == nil {
		if len(args) != 1 {
			return cty.NilVal, false
		}
		return fr.remembered(fr.abs(args[0]))
	}
	v, err := n.run(fr, args)
	return v, err == nil
}

func (fr *frame) quickPure(x *hclsyntax.FunctionCallExpr) (cty.Value, bool) {
	f, ok := pureByName[x.Name]
	if !ok {
		return cty.NilVal, false
	}
	params, more := f.params, f.more
	if len(x.Args) < len(params) || len(x.Args) > len(params) && more == nil {
		return cty.NilVal, false
	}
	args := make([]cty.Value, len(x.Args))
	for i, a := range x.Args {
		p := more
		if i < len(params) {
			p = &params[i]
		}
		if args[i], ok = fr.quick(a); !ok || p.Type != cty.DynamicPseudoType && !p.Type.Equals(args[i].Type()) {
			return cty.NilVal, false
		}
	}
	v, err := f.Call(args)
	return v, err == nil
}

// each is a name that a `for` gives the element at hand, or its key.
type each struct {
	name  string
	value cty.Value
}

// quickFor makes a list or an object of what is known; conditions and groups
// are left to HCL.
func (fr *frame) quickFor(x *hclsyntax.ForExpr) (cty.Value, bool) {
	if x.CondExpr != nil || x.Group {
		return cty.NilVal, false
	}
	all, ok := fr.quick(x.CollExpr)
	if !ok || all.IsMarked() || !all.IsKnown() || all.IsNull() || !all.CanIterateElements() {
		return cty.NilVal, false
	}
	start := len(fr.each)
	defer func() { fr.each = fr.each[:start] }()
	var values []cty.Value
	var named map[string]cty.Value
	if x.KeyExpr != nil {
		named = map[string]cty.Value{}
	}
	for it := all.ElementIterator(); it.Next(); {
		k, v := it.Element()
		fr.each = append(fr.each[:start], each{x.KeyVar, k}, each{x.ValVar, v})
		out, ok := fr.quick(x.ValExpr)
		if !ok {
			return cty.NilVal, false
		}
		if x.KeyExpr == nil {
			values = append(values, out)
			continue
		}
		name, ok := fr.quickString(x.KeyExpr)
		if _, twice := named[name]; !ok || twice {
			return cty.NilVal, false
		}
		named[name] = out
	}
	if x.KeyExpr == nil {
		return cty.TupleVal(values), true
	}
	return cty.ObjectVal(named), true
}

// pureFunction is a function of Terraform with its parameters at hand.
type pureFunction struct {
	function.Function
	params []function.Parameter
	more   *function.Parameter // nil unless it takes any number of them
}

var pureByName = func() map[string]pureFunction {
	out := map[string]pureFunction{}
	for name, f := range pure.Functions {
		out[name] = pureFunction{f, f.Params(), f.VarParam()}
	}
	return out
}()
