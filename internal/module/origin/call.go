package origin

import (
	"slices"

	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// share is an expression and the part of its value that takes part in another.
type share struct {
	expr hclsyntax.Expression
	path []string
}

// passes are the functions whose result has the shape of an argument: which
// arguments the part of the result at path comes from. Functions that are not
// here mix their arguments: all of each takes part.
var passes = map[string]func(args []hclsyntax.Expression, s *scope, path []string) []share{
	"merge":           merged,
	"try":             same,
	"coalesce":        same,
	"coalescelist":    same,
	"sensitive":       same,
	"nonsensitive":    same,
	"ephemeralasnull": same,
	"tostring":        same,
	"tonumber":        same,
	"tobool":          same,
	"tomap":           same,
	"tolist":          same,
	"toset":           element,
	"distinct":        element,
	"compact":         element,
	"sort":            element,
	"reverse":         element,
	"values":          element,
	"concat":          element,
	"setunion":        element,
	"slice":           sliced,
	"flatten":         flattened,
	"one":             single,
	"element":         chosen,
	"lookup":          lookedUp,
	"zipmap":          zipped,
	"keys":            keysOf,
}

// call follows the arguments of a function.
func (t *tracer) call(e *hclsyntax.FunctionCallExpr, s *scope, path []string) {
	pass := passes[e.Name]
	switch n := len(e.Args); {
	case pass == nil || n == 0:
		t.all(e.Args, s, nil)
	case e.ExpandFinal:
		// merge(list...): the last list holds arguments.
		t.follow(e.Args[n-1], s, prepend([]string{Any}, path))
		t.shares(pass(e.Args[:n-1], s, path), s)
	default:
		t.shares(pass(e.Args, s, path), s)
	}
}

func (t *tracer) shares(l []share, s *scope) {
	for _, p := range l {
		t.follow(p.expr, s, p.path)
	}
}

func same(args []hclsyntax.Expression, _ *scope, path []string) []share {
	out := make([]share, len(args))
	for i, a := range args {
		out[i] = share{a, path}
	}
	return out
}

// merged: the last map that has the key gives the value.
func merged(args []hclsyntax.Expression, _ *scope, path []string) []share {
	key, rest := cut(path)
	var out []share
	for _, a := range slices.Backward(args) {
		o, written := a.(*hclsyntax.ObjectConsExpr)
		if key == "" || key == Any || !written {
			out = append(out, share{a, path})
			continue
		}
		if item, ok := itemOf(o, key); ok {
			return append(out, share{item, rest})
		}
		if slices.ContainsFunc(o.Items, func(i hclsyntax.ObjectConsItem) bool { _, ok := keyOf(i); return !ok }) {
			out = append(out, share{a, path})
		}
	}
	return out
}

// element: some element of the list, its place is not kept.
func element(args []hclsyntax.Expression, s *scope, path []string) []share {
	if len(path) > 0 {
		path = prepend([]string{Any}, path[1:])
	}
	return same(args, s, path)
}

func sliced(args []hclsyntax.Expression, s *scope, path []string) []share {
	return append(element(args[:min(1, len(args))], s, path), same(args[min(1, len(args)):], s, nil)...)
}

func flattened(args []hclsyntax.Expression, s *scope, path []string) []share {
	if len(path) > 0 {
		path = prepend([]string{Any, Any}, path[1:])
	}
	return same(args, s, path)
}

func single(args []hclsyntax.Expression, s *scope, path []string) []share {
	return same(args, s, prepend([]string{Any}, path))
}

// chosen: the element that the second argument names.
func chosen(args []hclsyntax.Expression, s *scope, path []string) []share {
	if len(args) < 2 {
		return single(args, s, path)
	}
	return []share{{args[0], prepend([]string{s.index(args[1])}, path)}, {args[1], nil}}
}

// lookedUp: the element, else what follows.
func lookedUp(args []hclsyntax.Expression, s *scope, path []string) []share {
	out := chosen(args, s, path)
	if len(args) > 2 {
		out = append(out, same(args[2:], s, path)...)
	}
	return out
}

func zipped(args []hclsyntax.Expression, s *scope, path []string) []share {
	if len(args) != 2 {
		return same(args, s, nil)
	}
	return append(element(args[1:], s, path), share{args[0], nil})
}

func keysOf(args []hclsyntax.Expression, s *scope, _ []string) []share {
	return same(args, s, []string{Any})
}
