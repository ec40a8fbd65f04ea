package eval

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// place is an expression, where it is written and what it is called.
type place struct {
	s    *stage
	expr hcl.Expression
	at   hcl.Range // of the name that it is given to
	name string

	called int // so many steps of the path does the name hold already
}

// into gives the place of a part: its expression, where that is given a name, and
// what is added to the name of the whole.
func (p place) into(s *stage, x hcl.Expression, at hcl.Range, part string) place {
	in := place{s: s, expr: x, at: at, name: p.name + part}
	if p.called > 0 {
		in.name, in.called = p.name, p.called-1
	}
	return in
}

// follow gives the steps that lead to the part of a place's value at a path,
// the place itself last.
func (o *origins) follow(p place, path []string, depth int) []Step {
	pos := p.s.file.pos(p.at)
	if depth > 50 || o.seen[pos] && depth > 0 {
		return nil
	}
	if in, rest, ok := o.inside(p, path); ok {
		return o.follow(in, rest, depth)
	}
	o.seen[pos] = true
	step := Step{Pos: pos, Name: p.name, Expr: o.text(p.expr.Range()), Depth: depth}
	step.Value, step.Sensitive = part(quiet(p.s.frame, p.expr), path)
	return append(o.sources(p, path, depth+1), step)
}

// inside goes into what is written out at the place: an object, a list, the
// branch that is taken, what a for expression makes of an element. It gives
// false where the value comes from elsewhere.
func (o *origins) inside(p place, path []string) (place, []string, bool) {
	to := func(x hcl.Expression) (place, []string, bool) {
		return place{p.s, x, x.Range(), p.name, p.called}, path, true
	}
	switch x := p.expr.(type) {
	case *hclsyntax.ParenthesesExpr:
		return place{p.s, x.Expression, p.at, p.name, p.called}, path, true
	case *hclsyntax.TemplateWrapExpr:
		return place{p.s, x.Wrapped, p.at, p.name, p.called}, path, true
	case *hclsyntax.ForExpr:
		return p.element(x, path)
	case *hclsyntax.SplatExpr:
		return p.spread(x, path)
	case *hclsyntax.ConditionalExpr:
		if yes, ok := decided(quiet(p.s.frame, x.Condition)); ok && yes {
			return to(x.TrueResult)
		} else if ok {
			return to(x.FalseResult)
		}
	case *hclsyntax.FunctionCallExpr:
		if x.Name == "try" && !x.ExpandFinal {
			if arg := p.tried(x.Args); arg != nil {
				return to(arg)
			}
		} else if hand := passes[x.Name]; hand != nil {
			if args, ok := p.arguments(x); ok {
				return hand(p, args, path)
			}
		}
	case *hclsyntax.RelativeTraversalExpr:
		if ns, ok := looked(x.Traversal); ok && p.built(x.Source) {
			return p.from(argument{expr: x.Source}, "", path, nil, ns)
		}
	case *hclsyntax.IndexExpr:
		if k, ok := openly(quiet(p.s.frame, x.Key)); ok && p.built(x.Collection) {
			return p.from(argument{expr: x.Collection}, "", path, nil, []string{k})
		}
	case *hclsyntax.TupleConsExpr:
		if len(path) > 0 {
			if i, err := strconv.Atoi(path[0]); err == nil && i >= 0 && i < len(x.Exprs) {
				return p.into(p.s, x.Exprs[i], x.Exprs[i].Range(), "["+path[0]+"]"), path[1:], true
			}
		}
	default:
		if kvs, ds := hcl.ExprMap(p.expr); !ds.HasErrors() && len(path) > 0 {
			for _, kv := range slices.Backward(kvs) {
				k, ok := openly(quiet(p.s.frame, kv.Key))
				if !ok { // it may be the one
					break
				}
				if k == path[0] {
					return p.into(p.s, kv.Value, kv.Key.Range(), "."+k), path[1:], true
				}
			}
		}
	}
	return place{}, nil, false
}

// built tells that what is looked up in is put together where it is looked up,
// rather than named or read: see [base].
func (p place) built(x hclsyntax.Expression) bool {
	_, _, named := base(p.s.frame, x)
	return !named
}

// sources gives the steps of all that the expression of a place refers to.
func (o *origins) sources(p place, path []string, depth int) (out []Step) {
	if root, rest, ok := base(p.s.frame, p.expr); ok {
		return o.refer(p.s, root, append(rest, path...), depth)
	}
	x, ok := p.expr.(hclsyntax.Expression)
	if !ok { // of JSON
		for _, t := range p.expr.Variables() {
			out = append(out, o.refer(p.s, &hclsyntax.ScopeTraversalExpr{Traversal: t[:1]}, names(t[1:]), depth)...)
		}
		return out
	}
	w := &references{enter: func(n hclsyntax.Node) bool {
		x, ok := n.(hclsyntax.Expression)
		if !ok {
			return false
		}
		root, rest, ok := base(p.s.frame, x)
		if ok {
			out = append(out, o.refer(p.s, root, rest, depth)...)
		}
		return ok
	}}
	_ = hclsyntax.Walk(x, w)
	return out
}

// base takes the look-ups off an expression: what is looked up in, and the
// names; false where it is no reference and no call that reads a file.
func base(fr *frame, x hcl.Expression) (hclsyntax.Expression, []string, bool) {
	switch x := x.(type) {
	case *hclsyntax.ScopeTraversalExpr:
		return &hclsyntax.ScopeTraversalExpr{Traversal: x.Traversal[:1], SrcRange: x.SrcRange}, names(x.Traversal[1:]), true
	case *hclsyntax.RelativeTraversalExpr:
		root, path, ok := base(fr, x.Source)
		return root, append(path, names(x.Traversal)...), ok
	case *hclsyntax.IndexExpr:
		root, path, ok := base(fr, x.Collection)
		k, known := openly(quiet(fr, x.Key))
		return root, append(path, k), ok && known
	case *hclsyntax.ParenthesesExpr:
		return base(fr, x.Expression)
	case *hclsyntax.FunctionCallExpr:
		if x.Name == "lookup" && len(x.Args) >= 2 {
			k, known := openly(quiet(fr, x.Args[1]))
			if v := unmarked(quiet(fr, x.Args[0])); !isObject(v) || at(v, []string{k}) == cty.NilVal {
				return nil, nil, false // what stands in for it may count
			}
			root, path, ok := base(fr, x.Args[0])
			return root, append(path, k), ok && known
		}
		return x, nil, readers[x.Name] != nil && len(x.Args) > 0
	}
	return nil, nil, false
}

// names gives what a traversal looks up; "" for what is no name.
func names(t hcl.Traversal) []string {
	out := make([]string, 0, len(t)+4)
	for i := range t {
		out = append(out, attrName(t, i))
	}
	return out
}

// references walks an expression; what enter takes is not gone into.
type references struct {
	enter func(hclsyntax.Node) bool
	skip  int
}

func (r *references) Enter(n hclsyntax.Node) hcl.Diagnostics {
	if r.skip > 0 || r.enter(n) {
		r.skip++
	}
	return nil
}

func (r *references) Exit(hclsyntax.Node) hcl.Diagnostics {
	if r.skip > 0 {
		r.skip--
	}
	return nil
}

// part gives the part of a value at a path, and whether it is sensitive.
func part(v cty.Value, path []string) (cty.Value, bool) {
	if v = at(v, path); v == cty.NilVal {
		return cty.DynamicVal, false
	}
	v, marks := v.UnmarkDeep()
	return v, len(marks) > 0
}

// text gives what is written in a range.
func (o *origins) text(r hcl.Range) string {
	b, err := o.e.view.ReadFile(r.Filename)
	if err != nil || !r.CanSliceBytes(b) {
		return ""
	}
	return strings.TrimSpace(string(r.SliceBytes(b)))
}

// relative names a file as seen from the unit.
func (o *origins) relative(path string) string {
	if r, err := filepath.Rel(filepath.Dir(o.t.unit), path); err == nil {
		return filepath.ToSlash(r)
	}
	return path
}
