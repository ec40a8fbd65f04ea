package eval

import (
	"maps"
	"slices"
	"strconv"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// loop is a for expression at one of its elements.
type loop struct {
	in    *stage               // around it
	of    hclsyntax.Expression // the collection
	path  []string             // to the element in the collection; none in a set
	names map[string]bool      // that the expression gives to the key and the element
}

// element gives the place of what a for expression makes at a path, in whose
// stage the names of the expression are known, and what is left of the path; false
// where only a run can tell.
func (p place) element(x *hclsyntax.ForExpr, path []string) (place, []string, bool) {
	all, marks := quiet(p.s.frame, x.CollExpr).Unmark()
	if len(path) == 0 || x.Group && len(path) == 1 || !all.IsKnown() || all.IsNull() || !all.CanIterateElements() {
		return place{}, nil, false
	}
	n := 0
	for it := all.ElementIterator(); it.Next(); {
		k, v := it.Element()
		in := p.s.at(x, k, v.WithMarks(marks))
		if i, ok := asString(k); ok && !all.Type().IsSetType() {
			in.loop.path = []string{i}
		}
		if x.CondExpr != nil {
			switch yes, ok := decided(quiet(in.frame, x.CondExpr)); {
			case !ok:
				return place{}, nil, false
			case !yes:
				continue
			}
		}
		name, part := strconv.Itoa(n), "["+path[0]+"]"
		if x.KeyExpr != nil {
			part = "." + path[0]
			var ok bool
			if name, ok = openly(quiet(in.frame, x.KeyExpr)); !ok {
				return place{}, nil, false
			}
		}
		if x.KeyExpr != nil && name != path[0] {
			continue
		}
		if x.Group {
			name = strconv.Itoa(n) // among those of the key
		}
		n++
		switch to := p.into(in, x.ValExpr, x.ValExpr.Range(), part); {
		case !x.Group && name == path[0]:
			return to, path[1:], true
		case x.Group && name == path[1]:
			return to.into(in, x.ValExpr, x.ValExpr.Range(), "["+path[1]+"]"), path[2:], true
		}
	}
	return place{}, nil, false
}

// at gives the stage in which the names of a for expression are those of an
// element.
func (s *stage) at(x *hclsyntax.ForExpr, k, v cty.Value) *stage {
	ctx := s.frame.context()
	fr := *s.frame
	fr.names = maps.Clone(ctx.Variables)
	if fr.names == nil {
		fr.names = map[string]cty.Value{}
	}
	fr.local, fr.dependency, fr.feature = nil, cty.NilVal, cty.NilVal // they are among the names
	l := &loop{in: s, of: x.CollExpr, names: map[string]bool{x.ValVar: true}}
	fr.names[x.ValVar] = v
	if x.KeyVar != "" {
		fr.names[x.KeyVar], l.names[x.KeyVar] = k, true
	}
	fr.ctx = ctx.NewChild()
	in := *s
	in.frame, in.loop = &fr, l
	return &in
}

// collection follows a part of the element at hand of what a for expression goes
// through, by the name that it has there.
func (o *origins) collection(l *loop, name string, path []string, depth int) []Step {
	p := place{s: l.in, expr: l.of, at: l.of.Range(), name: name, called: len(l.path)}
	path = slices.Concat(l.path, path)
	if in, rest, ok := o.inside(p, path); ok {
		return o.follow(in, rest, depth)
	}
	return o.sources(p, path, depth)
}
