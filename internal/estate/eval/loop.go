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

// element gives the place of what a for expression makes under a key, in whose
// stage the names of the expression are known; false where only a run can tell,
// and for groups.
func (p place) element(x *hclsyntax.ForExpr, key string) (place, bool) {
	all, marks := quiet(p.s.frame, x.CollExpr).Unmark()
	if x.Group || !all.IsKnown() || all.IsNull() || !all.CanIterateElements() {
		return place{}, false
	}
	n := 0
	for it := all.ElementIterator(); it.Next(); {
		k, v := it.Element()
		in := p.s.at(x, k, v.WithMarks(marks))
		if i, ok := asString(k); ok && !all.Type().IsSetType() {
			in.loop.path = []string{i}
		}
		if x.CondExpr != nil {
			switch yes, ok := asBool(quiet(in.frame, x.CondExpr)); {
			case !ok:
				return place{}, false
			case !yes:
				continue
			}
		}
		name, part := strconv.Itoa(n), "["+key+"]"
		if n++; x.KeyExpr != nil {
			part = "." + key
			var ok bool
			if name, ok = asString(quiet(in.frame, x.KeyExpr)); !ok {
				return place{}, false
			}
		}
		if name == key {
			return p.into(in, x.ValExpr, x.ValExpr.Range(), part), true
		}
	}
	return place{}, false
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
	p := place{s: l.in, expr: l.of, at: l.of.Range(), name: name, called: len(l.path) > 0}
	path = slices.Concat(l.path, path)
	if in, rest, ok := o.inside(p, path); ok {
		return o.follow(in, rest, depth)
	}
	return o.sources(p, path, depth)
}

// joined finds the argument of concat that an element of the whole comes from.
func (p place) joined(args []hclsyntax.Expression, path []string) (place, []string, bool) {
	if len(path) == 0 {
		return place{}, nil, false
	}
	i, err := strconv.Atoi(path[0])
	if err != nil || i < 0 {
		return place{}, nil, false
	}
	for _, a := range args {
		v, _ := quiet(p.s.frame, a).Unmark()
		if !isList(v) {
			return place{}, nil, false
		}
		if n := v.LengthInt(); i >= n {
			i -= n
			continue
		}
		in := p.into(p.s, a, a.Range(), "["+path[0]+"]")
		in.called = true
		return in, append([]string{strconv.Itoa(i)}, path[1:]...), true
	}
	return place{}, nil, false
}
