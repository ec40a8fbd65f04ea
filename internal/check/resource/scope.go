package resource

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate/eval/tffunc"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// functions are Terraform's, as far as they need no file.
var functions = map[string]function.Function(tffunc.Pure())

// scope is what the expressions of a module may name.
type scope struct {
	vars   map[string]Value
	locals map[string]*hclsyntax.Attribute
	done   map[string]cty.Value
}

// value evaluates an expression; what is not known, or cannot be evaluated, is
// unknown.
func (s *scope) value(x hcl.Expression) cty.Value {
	ctx := &hcl.EvalContext{Functions: functions, Variables: map[string]cty.Value{}}
	locals, vars := map[string]cty.Value{}, map[string]cty.Value{}
	for _, t := range x.Variables() {
		name := ""
		if len(t) > 1 {
			if a, ok := t[1].(hcl.TraverseAttr); ok {
				name = a.Name
			}
		}
		switch root := t.RootName(); {
		case root == "local" && name != "":
			locals[name] = s.local(name)
			ctx.Variables["local"] = cty.ObjectVal(locals)
		case root == "var" && name != "":
			vars[name] = cty.DynamicVal
			if v, ok := s.vars[name]; ok && v.State == Known {
				vars[name] = v.V
			}
			ctx.Variables["var"] = cty.ObjectVal(vars)
		default:
			ctx.Variables[root] = cty.DynamicVal
		}
	}
	v, ds := x.Value(ctx)
	if ds.HasErrors() {
		return cty.DynamicVal
	}
	v, _ = v.UnmarkDeep()
	return v
}

func (s *scope) local(name string) cty.Value {
	if v, ok := s.done[name]; ok {
		return v
	}
	s.done[name] = cty.DynamicVal // a local that needs itself stays unknown
	if a, ok := s.locals[name]; ok {
		s.done[name] = s.value(a.Expr)
	}
	return s.done[name]
}

// origin gives where a value comes from: for a plain name of a variable, where
// the variable is given.
func (s *scope) origin(x hcl.Expression) diag.Pos {
	if t, ok := x.(*hclsyntax.ScopeTraversalExpr); ok && t.Traversal.RootName() == "var" && len(t.Traversal) == 2 {
		if a, ok := t.Traversal[1].(hcl.TraverseAttr); ok {
			if v := s.vars[a.Name]; !v.Pos.IsZero() {
				return v.Pos
			}
		}
	}
	return diag.FromRange(x.Range())
}

// get gives an argument of a body; at is where the body stands.
func (s *scope) get(b *hclsyntax.Body, path []string, at diag.Pos) Value {
	if a, ok := b.Attributes[path[0]]; ok {
		return within(s.value(a.Expr), path[1:], s.origin(a.Expr))
	}
	for _, bl := range b.Blocks {
		switch {
		case bl.Type == "dynamic" && len(bl.Labels) == 1 && bl.Labels[0] == path[0]:
			return Value{State: Unknown, Pos: diag.FromRange(bl.TypeRange)}
		case bl.Type != path[0]:
		case len(path) == 1:
			return Value{State: Known, V: cty.EmptyObjectVal, Pos: diag.FromRange(bl.TypeRange), Block: true}
		default:
			return s.get(bl.Body, path[1:], diag.FromRange(bl.TypeRange))
		}
	}
	return Value{Pos: at}
}

// absent tells whether count or for_each say that there is none, or leave it
// to the run.
func (s *scope) absent(b *hclsyntax.Body) bool {
	if a, ok := b.Attributes["count"]; ok {
		v := s.value(a.Expr)
		return !v.IsKnown() || v.IsNull() || v.Type() != cty.Number || v.AsBigFloat().Sign() <= 0
	}
	if a, ok := b.Attributes["for_each"]; ok {
		v := s.value(a.Expr)
		return !v.IsKnown() || v.IsNull() || !v.CanIterateElements() || v.LengthInt() == 0
	}
	return false
}

// Blocks gives the blocks of a type inside the instance; known is false when
// some of them only a run can tell.
func (i *Instance) Blocks(typ string) (out []*Instance, known bool) {
	known = true
	if i.body == nil {
		return nil, true
	}
	for _, bl := range i.body.Blocks {
		switch {
		case bl.Type == "dynamic" && len(bl.Labels) == 1 && bl.Labels[0] == typ:
			known = false
		case bl.Type == typ:
			out = append(out, &Instance{Type: i.Type, Name: i.Name, Pos: diag.FromRange(bl.TypeRange), body: bl.Body, scope: i.scope})
		}
	}
	return out, known
}
