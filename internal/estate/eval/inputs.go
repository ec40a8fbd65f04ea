package eval

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

func (s *stage) inputs(b *body, c *Config) {
	a, ok := b.attrs["inputs"]
	if !ok {
		return
	}
	if o := s.file.object(a.expr); o != nil && o.whole {
		s.writtenOut(o, c)
		return
	}
	c.Inputs = map[string]Input{}
	v := s.value(a.expr)
	if known, marks := v.Unmark(); !known.IsKnown() {
		c.InputsUnknown = true
		s.inputParts(a.expr, c)
		return
	} else if known.IsNull() {
		return
	} else if !isObject(known) {
		s.fail(a.expr.Range(), "inputs is no object but "+known.Type().FriendlyName(), "Write inputs = { name = value, … }.")
		return
	} else {
		v = known.WithMarks(marks)
	}
	s.putInputs(a.expr, v, c)
}

// writtenOut adds the inputs of a literal object one by one, which makes no
// object that is taken apart again.
func (s *stage) writtenOut(o *literalObject, c *Config) {
	c.Inputs = make(map[string]Input, len(o.pairs))
	at := s.file.places(o)
	for i, p := range o.pairs {
		v, sensitive := carried(s.value(p.value))
		c.Inputs[p.name] = Input{v, sensitive, at[i]}
	}
}

// places gives where the inputs of the file are written, found once for all
// units that include it.
func (f *file) places(inputs *literalObject) []*Written {
	f.placed.Do(func() {
		f.inputs = make([]*Written, len(inputs.pairs))
		for i, p := range inputs.pairs {
			f.inputs[i] = writtenAt(f.pos(p.at), expression{p.value, f})
		}
	})
	return f.inputs
}

// putInputs adds the attributes of an object as inputs.
func (s *stage) putInputs(x hcl.Expression, v cty.Value, c *Config) {
	v, outer := v.Unmark()
	for it := v.ElementIterator(); it.Next(); {
		k, val := it.Element()
		k, _ = k.Unmark()
		plainVal, sensitive := carried(val)
		name := k.AsString()
		w, pos := locate(expression{x, s.file}, name)
		c.Inputs[name] = Input{plainVal, sensitive || len(outer) > 0, writtenAt(pos, w)}
	}
}

// inputParts reads what is known of `inputs = merge(…)` when an argument is
// not: its keys may be overridden by later arguments that are unknown.
func (s *stage) inputParts(x hcl.Expression, c *Config) {
	call, ok := x.(*hclsyntax.FunctionCallExpr)
	if !ok || call.Name != "merge" || call.ExpandFinal {
		return
	}
	for _, arg := range call.Args {
		v := s.value(arg)
		known, _ := v.Unmark()
		switch {
		case !known.IsKnown():
			for name, in := range c.Inputs {
				in.Value = cty.DynamicVal
				c.Inputs[name] = in
			}
		case !known.IsNull() && isObject(known):
			s.putInputs(arg, v, c)
		}
	}
}

// locate finds where a key of an object is written: in a literal object, in an
// argument of merge(), or in the local that the expression names. Where it is
// in none of them, it gives the place of the expression itself.
func locate(w expression, key string) (expression, diag.Pos) {
	if v, pos, ok := literal(w, key, 0); ok {
		return v, pos
	}
	return expression{}, w.file.pos(w.expr.Range())
}

func literal(w expression, key string, depth int) (expression, diag.Pos, bool) {
	if w.expr == nil || depth > 20 {
		return expression{}, diag.Pos{}, false
	}
	switch x := w.expr.(type) {
	case *hclsyntax.ParenthesesExpr:
		return literal(expression{x.Expression, w.file}, key, depth+1)
	case *hclsyntax.FunctionCallExpr:
		if x.Name != "merge" {
			return expression{}, diag.Pos{}, false
		}
		for i := len(x.Args) - 1; i >= 0; i-- {
			if v, pos, ok := literal(expression{x.Args[i], w.file}, key, depth+1); ok {
				return v, pos, true
			}
		}
	case *hclsyntax.ScopeTraversalExpr:
		if local, rest, ok := w.file.local(x.Traversal); ok {
			for _, step := range rest {
				if local, _, ok = literal(local, step, depth+1); !ok {
					return expression{}, diag.Pos{}, false
				}
			}
			return literal(local, key, depth+1)
		}
	default:
		if pairs, ok := w.file.pairs(w.expr); ok {
			if p, ok := pairs[key]; ok {
				return expression{p.value, w.file}, w.file.pos(p.at), true
			}
		}
	}
	return expression{}, diag.Pos{}, false
}

// local gives the expression of the local that a traversal starts at, and the
// names that it looks up from there.
func (f *file) local(t hcl.Traversal) (expression, []string, bool) {
	if t.RootName() != "local" || len(t) < 2 {
		return expression{}, nil, false
	}
	for b := range f.body.of("locals") {
		a, ok := b.attrs[attrName(t, 1)]
		if !ok {
			continue
		}
		var rest []string
		for i := 2; i < len(t); i++ {
			name := attrName(t, i)
			if name == "" {
				return expression{}, nil, false
			}
			rest = append(rest, name)
		}
		return expression{a.expr, f}, rest, true
	}
	return expression{}, nil, false
}

// Place gives where a key inside the input is written, down to the deepest
// step that stands in a literal object, else where its parent does.
func (in Input) Place(path ...string) diag.Pos {
	for i := len(in.exprs) - 1; i >= 0; i-- {
		w, pos, deep := in.exprs[i], in.Chain[i], 0
		for _, step := range path {
			v, p, ok := literal(w, step, 0)
			if !ok {
				break
			}
			w, pos = v, p
			deep++
		}
		if deep == len(path) || deep > 0 || i == 0 || len(in.exprs) == 1 {
			return pos
		}
	}
	return in.Pos
}

// elementPos gives where element i of a list is written.
func (s *stage) elementPos(x hcl.Expression, i int) diag.Pos {
	if xs, ds := hcl.ExprList(x); !ds.HasErrors() && i < len(xs) {
		return s.file.pos(xs[i].Range())
	}
	return s.file.pos(x.Range())
}
