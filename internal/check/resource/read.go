package resource

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/module"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// deepest is how far calls of local modules are followed.
const deepest = 6

// reader gathers what a local module makes.
type reader struct {
	in  *rule.Input
	out []*Instance
}

// module reads the files of one folder. open: variables that are not given may
// be given by something that is not known.
func (r *reader) module(dir string, given map[string]Value, open bool, depth int) {
	if depth > deepest {
		return
	}
	bodies := r.bodies(dir)
	s := scopeOf(bodies, given, open)
	for _, b := range bodies {
		for _, bl := range b.Blocks {
			switch {
			case (bl.Type == "resource" || bl.Type == "data") && len(bl.Labels) == 2:
				if s.absent(bl.Body) {
					continue
				}
				typ := bl.Labels[0]
				if bl.Type == "data" {
					typ = "data." + typ
				}
				r.out = append(r.out, &Instance{Type: typ, Name: bl.Labels[1], Pos: diag.FromRange(bl.TypeRange), Refs: refs(bl.Body), body: bl.Body, scope: s})
			case bl.Type == "module" && len(bl.Labels) == 1:
				r.call(dir, bl, s, depth)
			}
		}
	}
}

// scopeOf gives what the expressions of a module may name.
func scopeOf(bodies []*hclsyntax.Body, given map[string]Value, open bool) *scope {
	s := &scope{vars: map[string]Value{}, locals: map[string]*hclsyntax.Attribute{}, done: map[string]cty.Value{}}
	for _, b := range bodies {
		for _, bl := range b.Blocks {
			switch {
			case bl.Type == "variable" && len(bl.Labels) == 1:
				s.vars[bl.Labels[0]] = variable(bl, given, open)
			case bl.Type == "locals":
				for name, a := range bl.Body.Attributes {
					s.locals[name] = a
				}
			}
		}
	}
	return s
}

// Local gives a local value of a module, whoever runs it: what depends on its
// variables is unknown.
func Local(in *rule.Input, dir, name string) cty.Value {
	r := &reader{in: in}
	return scopeOf(r.bodies(dir), nil, true).local(name)
}

// bodies gives the parsed files of a folder, in the order of their names.
func (r *reader) bodies(dir string) (out []*hclsyntax.Body) {
	es, _ := os.ReadDir(dir)
	for _, e := range es {
		if f := r.in.File(filepath.Join(dir, e.Name())); f != nil && f.Kind == rule.Terraform && f.Body != nil {
			out = append(out, f.Body)
		}
	}
	return out
}

// variable gives what a variable is worth: what is given, else its default, in
// its type.
func variable(bl *hclsyntax.Block, given map[string]Value, open bool) Value {
	v, ok := given[bl.Labels[0]]
	if !ok {
		v = Value{State: Unknown}
		if a, has := bl.Body.Attributes["default"]; has && !open {
			if d, ds := a.Expr.Value(nil); !ds.HasErrors() {
				v = Value{State: Known, V: d, Pos: diag.FromRange(a.SrcRange)}
			}
		} else if has {
			// Nobody gave a value that we know of: most keep the default, but
			// a finding on a guess is no finding.
			v = Value{State: Unknown, Pos: diag.FromRange(a.SrcRange)}
		}
	}
	a, typed := bl.Body.Attributes["type"]
	if v.State != Known || !typed || v.V == cty.NilVal {
		return v
	}
	t, defaults, ds := typeexpr.TypeConstraintWithDefaults(a.Expr)
	if ds.HasErrors() {
		return v
	}
	x := v.V
	if defaults != nil && !x.IsNull() {
		x = defaults.Apply(x)
	}
	if c, err := convert.Convert(x, t); err == nil {
		v.V = c
	}
	return v
}

// call follows the call of a module.
func (r *reader) call(dir string, bl *hclsyntax.Block, s *scope, depth int) {
	a, ok := bl.Body.Attributes["source"]
	if !ok || s.absent(bl.Body) {
		return
	}
	v := s.value(a.Expr)
	if !v.IsKnown() || v.IsNull() || v.Type() != cty.String {
		return
	}
	src := v.AsString()
	if strings.HasPrefix(src, "./") || strings.HasPrefix(src, "../") {
		given := map[string]Value{}
		for name, a := range bl.Body.Attributes {
			given[name] = Value{State: Known, V: s.value(a.Expr), Pos: s.origin(a.Expr)}
		}
		r.module(filepath.Join(dir, src), given, false, depth+1)
		return
	}
	parsed, err := module.ParseCall(src, "")
	if err != nil {
		return
	}
	if name := address(parsed); name != "" {
		r.out = append(r.out, &Instance{Type: name, Name: bl.Labels[0], Pos: diag.FromRange(bl.TypeRange), Refs: refs(bl.Body), body: bl.Body, scope: s})
	}
}

// refs lists the resources that a body names.
func refs(b *hclsyntax.Body) (out []string) {
	_ = hclsyntax.VisitAll(b, func(n hclsyntax.Node) hcl.Diagnostics {
		if t, ok := n.(*hclsyntax.ScopeTraversalExpr); ok && len(t.Traversal) > 1 {
			if a, ok := t.Traversal[1].(hcl.TraverseAttr); ok {
				out = append(out, t.Traversal.RootName()+"."+a.Name)
			}
		}
		return nil
	})
	return out
}
