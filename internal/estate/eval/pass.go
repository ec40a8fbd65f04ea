package eval

import (
	"slices"
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// Functions and operators that hand on a part of what they are given, as it is:
// which part that is, by the values at hand. Where only a run can tell which, or
// what is handed on is made anew, nothing is said here: the chain then names all
// that the expression refers to.

// pass finds the expression and the path under which a part of a place's value is
// found in what the place is made of.
type pass func(p place, args []argument, path []string) (place, []string, bool)

// passes are the functions that hand on.
var passes map[string]pass

func init() { // they reach themselves
	passes = map[string]pass{"concat": concatenated, "flatten": flattened, "merge": mergedFrom, "lookup": lookedUp, "coalesce": coalesced,
		"tomap": same, "tolist": listed}
}

// argument is what a function is given: an expression, or an element of the last
// one, that is expanded.
type argument struct {
	expr  hclsyntax.Expression
	path  []string // to the element; none for the expression itself
	value cty.Value
}

// arguments gives those of a call; false where only a run can tell how many there
// are.
func (p place) arguments(x *hclsyntax.FunctionCallExpr) (out []argument, ok bool) {
	for i, a := range x.Args {
		v := quiet(p.s.frame, a)
		if !x.ExpandFinal || i < len(x.Args)-1 {
			out = append(out, argument{a, nil, v})
			continue
		}
		u, marks := v.Unmark()
		if !isList(u) || u.Type().IsSetType() {
			return nil, false
		}
		for j, e := range u.AsValueSlice() {
			out = append(out, argument{a, []string{strconv.Itoa(j)}, e.WithMarks(marks)})
		}
	}
	return out, true
}

// from gives the place of an argument in which a part of p has another path:
// taken, of 0 or 1 steps, are replaced by given.
func (p place) from(a argument, part string, path, taken, given []string) (place, []string, bool) {
	given = slices.Concat(a.path, given)
	in := place{s: p.s, expr: a.expr, at: a.expr.Range(), name: p.name, called: p.called}
	if len(taken) > 0 {
		in = p.into(p.s, a.expr, a.expr.Range(), part)
	}
	in.called += len(given)
	return in, append(given, path[len(taken):]...), true
}

func unmarked(v cty.Value) cty.Value {
	v, _ = v.Unmark()
	return v
}

// openly gives a key that is known and no secret: which part a secret chooses is
// one as well.
func openly(v cty.Value) (string, bool) {
	if v.IsMarked() {
		return "", false
	}
	return asString(v)
}

// decided gives a condition that is known and no secret.
func decided(v cty.Value) (yes, ok bool) {
	if v.IsMarked() {
		return false, false
	}
	return asBool(v)
}

// number gives the first step of a path as the number of an element.
func number(path []string) (int, bool) {
	if len(path) == 0 {
		return 0, false
	}
	i, err := strconv.Atoi(path[0])
	return i, err == nil && i >= 0
}

// concatenated finds the list that an element of the whole comes from.
func concatenated(p place, args []argument, path []string) (place, []string, bool) {
	i, ok := number(path)
	for _, a := range args {
		v := unmarked(a.value)
		if !ok || !isList(v) || v.Type().IsSetType() {
			return place{}, nil, false
		}
		if n := v.LengthInt(); i >= n {
			i -= n
			continue
		}
		return p.from(a, "["+path[0]+"]", path, path[:1], []string{strconv.Itoa(i)})
	}
	return place{}, nil, false
}

// flattened finds the element that is a list no more.
func flattened(p place, args []argument, path []string) (place, []string, bool) {
	i, ok := number(path)
	if !ok || len(args) != 1 {
		return place{}, nil, false
	}
	leaf, ok := leafOf(args[0].value, &i)
	if !ok || leaf == nil {
		return place{}, nil, false
	}
	return p.from(args[0], "["+path[0]+"]", path, path[:1], leaf)
}

// leafOf gives the path to leaf i of a list of lists, nil where it has fewer,
// whose number is then taken off; false where only a run can tell, and where the
// elements of a set have no path.
func leafOf(v cty.Value, i *int) ([]string, bool) {
	v = unmarked(v)
	if !isList(v) || v.Type().IsSetType() {
		return nil, false
	}
	for n, e := range v.AsValueSlice() {
		switch e = unmarked(e); {
		case !e.IsKnown():
			return nil, false
		case isList(e):
			switch in, ok := leafOf(e, i); {
			case !ok:
				return nil, false
			case in != nil:
				return append([]string{strconv.Itoa(n)}, in...), true
			}
		case *i == 0:
			return []string{strconv.Itoa(n)}, true
		default:
			*i--
		}
	}
	return nil, true
}

// mergedFrom finds the last argument that has a key.
func mergedFrom(p place, args []argument, path []string) (place, []string, bool) {
	if len(path) == 0 {
		return place{}, nil, false
	}
	for _, a := range slices.Backward(args) {
		v := unmarked(a.value)
		if !v.IsKnown() {
			return place{}, nil, false // it may have it
		}
		if isObject(v) && at(v, path[:1]) != cty.NilVal {
			return p.from(a, "", path, nil, nil)
		}
	}
	return place{}, nil, false
}

// lookedUp finds the element, or what stands in where there is none.
func lookedUp(p place, args []argument, path []string) (place, []string, bool) {
	if len(args) < 2 {
		return place{}, nil, false
	}
	v := unmarked(args[0].value)
	key, ok := openly(args[1].value)
	switch {
	case !ok || !isObject(v):
	case at(v, []string{key}) != cty.NilVal:
		return p.from(args[0], "", path, nil, []string{key})
	case len(args) == 3:
		return p.from(args[2], "", path, nil, nil)
	}
	return place{}, nil, false
}

// coalesced finds the first argument that is neither null nor empty.
func coalesced(p place, args []argument, path []string) (place, []string, bool) {
	for _, a := range args {
		v := unmarked(a.value)
		if !v.IsKnown() {
			break
		}
		if s, text := asString(v); !v.IsNull() && !(text && s == "") {
			return p.from(a, "", path, nil, nil)
		}
	}
	return place{}, nil, false
}

// same hands on its argument; keys stay what they are.
func same(p place, args []argument, path []string) (place, []string, bool) {
	if len(args) != 1 {
		return place{}, nil, false
	}
	return p.from(args[0], "", path, nil, nil)
}

// listed hands on the elements of a list; those of a set get numbers anew.
func listed(p place, args []argument, path []string) (place, []string, bool) {
	if len(args) != 1 || !isList(unmarked(args[0].value)) || unmarked(args[0].value).Type().IsSetType() {
		return place{}, nil, false
	}
	return same(p, args, path)
}

// tried finds the argument of try that counts: the first without an error, as
// long as nothing in it waits for a run, which may end in an error.
func (p place) tried(args []hclsyntax.Expression) hclsyntax.Expression {
	for _, a := range args {
		if v, ds := a.Value(p.s.frame.context()); !ds.HasErrors() {
			if v, _ = v.UnmarkDeep(); v.IsWhollyKnown() {
				return a
			}
			return nil
		}
	}
	return nil
}

// spread finds the part of a splat's source that an element of it comes from.
func (p place) spread(x *hclsyntax.SplatExpr, path []string) (place, []string, bool) {
	v := quiet(p.s.frame, x.Source)
	to, ok := splat(p.s.frame, x, v, path)
	if !ok {
		return place{}, nil, false
	}
	taken := 0
	for next := hclsyntax.Expression(x); ; taken++ { // one step by each splat within
		inner, ok := next.(*hclsyntax.SplatExpr)
		if !ok {
			break
		}
		p, next = p.into(p.s, x.Source, x.Source.Range(), "["+path[taken]+"]"), inner.Each
	}
	p.called += len(to) - (len(path) - taken)
	return p, to, true
}

// splat gives the path in the source to what a splat has at a path. What is no
// list is an element by itself.
func splat(fr *frame, x *hclsyntax.SplatExpr, source cty.Value, path []string) ([]string, bool) {
	i, ok := number(path)
	v := unmarked(source)
	switch {
	case !ok || !v.IsKnown() || v.IsNull() || v.Type().IsSetType():
		return nil, false
	case isList(v):
		e := at(v, path[:1])
		if e == cty.NilVal {
			return nil, false
		}
		rest, ok := ofEach(fr, x.Each, x.Item, e, path[1:])
		return append([]string{path[0]}, rest...), ok
	case i > 0:
		return nil, false
	}
	return ofEach(fr, x.Each, x.Item, v, path[1:])
}

// ofEach gives the path in an element to what a splat makes of it at a path.
func ofEach(fr *frame, x hclsyntax.Expression, item *hclsyntax.AnonSymbolExpr, v cty.Value, path []string) ([]string, bool) {
	switch x := x.(type) {
	case *hclsyntax.AnonSymbolExpr:
		return path, x == item
	case *hclsyntax.RelativeTraversalExpr:
		ns, ok := looked(x.Traversal)
		if !ok {
			return nil, false
		}
		return ofEach(fr, x.Source, item, v, append(ns, path...))
	case *hclsyntax.IndexExpr:
		k, ok := openly(quiet(fr, x.Key))
		if !ok {
			return nil, false
		}
		return ofEach(fr, x.Collection, item, v, append([]string{k}, path...))
	case *hclsyntax.SplatExpr:
		to, ok := ofEach(fr, x.Source, item, v, nil)
		in := at(v, to)
		if !ok || in == cty.NilVal {
			return nil, false
		}
		rest, ok := splat(fr, x, in, path)
		return append(to, rest...), ok
	}
	return nil, false
}

// looked gives what a traversal looks up; false where a step is no name.
func looked(t hcl.Traversal) ([]string, bool) {
	ns := names(t)
	return ns, !slices.Contains(ns, "")
}
