package infer

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/estate/eval/tffunc"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// special are the functions of which the library gives up the type where it
// cannot tell which argument counts, or how many elements there are.
var special map[string]func(args []cty.Value) cty.Value

func init() { // a table that reaches itself
	special = map[string]func([]cty.Value) cty.Value{
		"can": func([]cty.Value) cty.Value { return cty.UnknownVal(cty.Bool) }, "try": first, "coalescelist": first,
		"merge": merge, "concat": concat, "flatten": flatten, "one": one, "nonsensitive": same, "sensitive": same, "ephemeralasnull": same,
	}
}

// newer are functions that Terraform has and package tffunc, which has those of
// Terragrunt, has not; and those that read files.
var newer = map[string]cty.Type{
	"startswith": cty.Bool, "endswith": cty.Bool, "strcontains": cty.Bool, "fileexists": cty.Bool, "issensitive": cty.Bool,
	"timecmp": cty.Number, "plantimestamp": cty.String, "base64gunzip": cty.String,
	"file": cty.String, "templatefile": cty.String, "templatestring": cty.String, "filebase64": cty.String,
	"filebase64sha256": cty.String, "filebase64sha512": cty.String, "filemd5": cty.String, "filesha1": cty.String, "filesha256": cty.String, "filesha512": cty.String,
	"fileset": cty.Set(cty.String),
}

// library are Terraform's functions.
var library = func() map[string]function.Function {
	out := tffunc.Pure()
	for name, t := range newer {
		out[name] = tffunc.Unknown(t)
	}
	return out
}()

// apply calls a function.
func (s *scope) apply(x *hclsyntax.FunctionCallExpr) cty.Value {
	args := make([]cty.Value, len(x.Args))
	for i, a := range x.Args {
		args[i] = s.value(a)
	}
	if x.ExpandFinal && len(args) > 0 {
		last := len(args) - 1
		all, _, ok := elements(args[last])
		if !ok {
			return cty.DynamicVal
		}
		args = args[:last]
		for _, p := range all {
			args = append(args, p.value)
		}
	}
	if f := special[x.Name]; f != nil {
		return f(args)
	}
	call := &hclsyntax.FunctionCallExpr{Name: x.Name}
	for _, a := range args {
		call.Args = append(call.Args, &hclsyntax.LiteralValueExpr{Val: a})
	}
	return orUnknown(call.Value(&hcl.EvalContext{Functions: library}))
}

func null(v cty.Value) bool { return v.IsKnown() && v.IsNull() }

func same(args []cty.Value) cty.Value {
	if len(args) != 1 {
		return cty.DynamicVal
	}
	return args[0]
}

// first gives what one of the arguments is, only a run can tell which; null says
// nothing of the type.
func first(args []cty.Value) cty.Value {
	if len(args) > 0 && args[0].IsWhollyKnown() && !null(args[0]) {
		return args[0]
	}
	args = slices.DeleteFunc(args, null)
	if len(args) == 0 {
		return cty.NullVal(cty.DynamicPseudoType)
	}
	return cty.UnknownVal(join(typesOf(args)...))
}

func typesOf(args []cty.Value) []cty.Type {
	out := make([]cty.Type, len(args))
	for i, a := range args {
		out[i] = a.Type()
	}
	return out
}

// merge gives an object where all arguments are there and their attributes are
// known, else a map.
func merge(args []cty.Value) cty.Value {
	args = slices.DeleteFunc(args, null)
	objects, out := true, map[string]cty.Value{}
	for _, a := range args {
		if !keyed(a.Type()) {
			return cty.DynamicVal
		}
		if objects = objects && a.Type().IsObjectType() && a.IsKnown(); objects {
			for name := range a.Type().AttributeTypes() {
				out[name] = a.GetAttr(name)
			}
		}
	}
	if objects {
		return cty.ObjectVal(out)
	}
	return cty.UnknownVal(mapOf(typesOf(args)...))
}

func concat(args []cty.Value) cty.Value {
	tuples, out := true, []cty.Value{}
	for _, a := range args {
		if !sequence(a.Type()) {
			return cty.DynamicVal
		}
		if tuples = tuples && a.Type().IsTupleType(); tuples {
			all, _, _ := elements(a)
			for _, p := range all {
				out = append(out, p.value)
			}
		}
	}
	if tuples {
		return cty.TupleVal(out)
	}
	return cty.UnknownVal(listOf(typesOf(args)...))
}

// flatten gives a list of what lies in lists in one another.
func flatten(args []cty.Value) cty.Value {
	if len(args) != 1 {
		return cty.DynamicVal
	}
	t := args[0].Type()
	if !sequence(t) && !t.IsSetType() {
		return cty.DynamicVal
	}
	return cty.UnknownVal(cty.List(join(leaves(t)...)))
}

func leaves(t cty.Type) (out []cty.Type) {
	for _, p := range parts(t) {
		if sequence(p) || p.IsSetType() {
			out = append(out, leaves(p)...)
		} else {
			out = append(out, p)
		}
	}
	return out
}

func one(args []cty.Value) cty.Value {
	if len(args) != 1 {
		return cty.DynamicVal
	}
	all, exact, ok := elements(args[0])
	switch {
	case !ok || keyed(args[0].Type()):
		return cty.DynamicVal
	case exact && len(all) == 1:
		return all[0].value
	case len(all) == 0:
		return cty.NullVal(cty.DynamicPseudoType)
	}
	return cty.UnknownVal(join(parts(args[0].Type())...))
}
