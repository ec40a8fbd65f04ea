package origin

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// tracer follows values from where they are used to where they are given.
type tracer struct {
	finder  *Finder
	origins []Origin
	seen    map[string]bool
	via     []diag.Pos
	steps   int
}

// maxSteps bounds the work on configuration that refers to itself in ever new
// ways.
const maxSteps = 20_000

// from starts at a spot.
func (t *tracer) from(at spot) {
	t.via = []diag.Pos{diag.FromRange(at.expr.Range())}
	t.follow(at.expr, at.scope, at.path)
}

// hop follows an expression that stands elsewhere; places on one line count
// once.
func (t *tracer) hop(e hclsyntax.Expression, s *scope, path []string) {
	n, p := len(t.via), diag.FromRange(e.Range())
	if n == 0 || t.via[n-1].File != p.File || t.via[n-1].Line != p.Line {
		t.via = append(t.via, p)
	}
	t.follow(e, s, path)
	t.via = t.via[:n]
}

// follow goes on with the part of e's value that path names; a path shorter
// than the value is deep means all that is below.
func (t *tracer) follow(e hclsyntax.Expression, s *scope, path []string) {
	id := fmt.Sprintf("%p %p %q", e, s, path)
	if t.steps++; e == nil || t.steps > maxSteps || len(t.via) > 100 || len(path) > 32 || t.seen[id] {
		return
	}
	t.seen[id] = true
	switch e := e.(type) {
	case *hclsyntax.ScopeTraversalExpr:
		t.reference(e.Traversal, s, path)
	case *hclsyntax.RelativeTraversalExpr:
		t.follow(e.Source, s, prepend(keys(e.Traversal), path))
	case *hclsyntax.IndexExpr:
		t.follow(e.Collection, s, prepend([]string{s.index(e.Key)}, path))
		t.follow(e.Key, s, nil)
	case *hclsyntax.SplatExpr:
		key, rest := cut(path)
		t.follow(e.Each, overSplat(e, s, key), rest)
	case *hclsyntax.AnonSymbolExpr:
		for o := s; o != nil; o = o.outer {
			if o.item == e {
				t.element(o.over, path)
				return
			}
		}
	case *hclsyntax.ParenthesesExpr:
		t.follow(e.Expression, s, path)
	case *hclsyntax.TemplateWrapExpr:
		t.follow(e.Wrapped, s, path)
	case *hclsyntax.TemplateExpr:
		t.all(e.Parts, s, nil)
	case *hclsyntax.TemplateJoinExpr:
		t.follow(e.Tuple, s, nil)
	case *hclsyntax.ConditionalExpr:
		t.all([]hclsyntax.Expression{e.TrueResult, e.FalseResult}, s, path)
		t.follow(e.Condition, s, nil)
	case *hclsyntax.BinaryOpExpr:
		t.all([]hclsyntax.Expression{e.LHS, e.RHS}, s, nil)
	case *hclsyntax.UnaryOpExpr:
		t.follow(e.Val, s, nil)
	case *hclsyntax.ObjectConsExpr:
		t.object(e, s, path)
	case *hclsyntax.ObjectConsKeyExpr:
		if hcl.ExprAsKeyword(e) == "" {
			t.follow(e.Wrapped, s, nil)
		}
	case *hclsyntax.TupleConsExpr:
		key, rest := cut(path)
		if i := atoi(key); number.MatchString(key) && i < len(e.Exprs) {
			t.follow(e.Exprs[i], s, rest)
			return
		}
		t.all(e.Exprs, s, rest)
	case *hclsyntax.ForExpr:
		t.forExpr(e, s, path)
	case *hclsyntax.FunctionCallExpr:
		t.call(e, s, path)
	}
}

func (t *tracer) all(l []hclsyntax.Expression, s *scope, path []string) {
	for _, e := range l {
		t.follow(e, s, path)
	}
}

// object chooses the item by its key; a key that is computed may be any.
func (t *tracer) object(e *hclsyntax.ObjectConsExpr, s *scope, path []string) {
	key, rest := cut(path)
	if item, ok := itemOf(e, key); ok {
		t.follow(item, s, rest)
		return
	}
	for _, i := range e.Items {
		if k, constant := keyOf(i); key == "" || key == Any || !constant || k == key {
			t.follow(i.ValueExpr, s, rest)
			t.follow(i.KeyExpr, s, nil)
		}
	}
}

func itemOf(e *hclsyntax.ObjectConsExpr, key string) (hclsyntax.Expression, bool) {
	for _, i := range e.Items {
		if k, constant := keyOf(i); constant && k == key {
			return i.ValueExpr, true
		}
	}
	return nil, false
}

func keyOf(i hclsyntax.ObjectConsItem) (string, bool) {
	if k := hcl.ExprAsKeyword(i.KeyExpr); k != "" {
		return k, true
	}
	return text(i.KeyExpr)
}

// forExpr keeps the key of an element where the expression keeps it.
func (t *tracer) forExpr(e *hclsyntax.ForExpr, s *scope, path []string) {
	key, rest := cut(path)
	same := e.KeyExpr != nil && e.KeyVar != "" && hcl.ExprAsKeyword(e.KeyExpr) == e.KeyVar
	if !same {
		key = ""
	}
	if e.Group && len(rest) > 0 {
		rest = rest[1:]
	}
	in := overFor(e, s, key)
	t.follow(e.ValExpr, in, rest)
	if e.KeyExpr != nil && len(path) == 0 {
		t.follow(e.KeyExpr, in, nil)
	}
}

// element follows what an iteration goes over, below the element at hand.
func (t *tracer) element(b binding, path []string) {
	key := b.key
	if key == "" {
		key = Any
	}
	t.hop(b.expr, b.scope, prepend([]string{key}, path))
}

// reference follows a name.
func (t *tracer) reference(tr hcl.Traversal, s *scope, path []string) {
	root, below := cut(keys(tr))
	rest := prepend(below, path)
	if b, ok := s.lookup(root); ok {
		switch {
		case b.isKey || b.whole && len(rest) > 0 && rest[0] == "key":
			t.element(b, nil)
		case b.whole:
			_, rest = cut(rest) // .value
			t.element(b, rest)
		default:
			t.element(b, rest)
		}
		return
	}
	if len(rest) == 0 {
		return
	}
	name, below := cut(rest)
	switch root {
	case "var":
		t.variable(name, s.frame, below)
	case "local":
		if a := s.locals[name]; a != nil {
			t.hop(a.Expr, s.plain(), below)
		}
	case "each", "count":
		t.instance(root, name, s, below)
	case "module":
		t.output(name, s.frame, below)
	case "data", "ephemeral", "path", "terraform", "self":
		// What these hold is no input's.
	default:
		t.resource(root+"."+name, s.frame, below)
	}
}

// variable ends in the root module, and goes on to the caller elsewhere.
func (t *tracer) variable(name string, fr *frame, path []string) {
	if fr.parent == nil {
		if fr.variables[name] {
			t.add(name, path, t.via)
		}
		return
	}
	if a := fr.call.Body.Attributes[name]; a != nil {
		t.hop(a.Expr, fr.parent.scope(fr.call, fr.key), path)
	}
}

// instance follows each and count to the block's for_each and count.
func (t *tracer) instance(root, name string, s *scope, path []string) {
	if s.block == nil {
		return
	}
	argument := map[string]string{"each": "for_each", "count": "count"}[root]
	a := s.block.Body.Attributes[argument]
	switch {
	case a == nil:
	case root == "count":
		t.hop(a.Expr, s.plain(), nil)
	case name == "value":
		t.element(binding{expr: a.Expr, scope: s.plain(), key: s.key}, path)
	default:
		t.element(binding{expr: a.Expr, scope: s.plain(), key: s.key}, nil)
	}
}

// output follows a call's output into the module; a key after the call's name
// is its instance.
func (t *tracer) output(name string, fr *frame, path []string) {
	call := fr.blocks["module."+name]
	if call == nil {
		return
	}
	key := ""
	if call.Body.Attributes["for_each"] != nil || call.Body.Attributes["count"] != nil {
		key, path = cut(path)
	}
	child := fr.child(name, strings.TrimPrefix(key, Any))
	if child == nil || len(path) == 0 {
		return
	}
	if a := child.outputs[path[0]]; a != nil {
		t.hop(a.Expr, child.plain(), path[1:])
	}
}

// resource follows an argument of another resource; what the provider computes
// is no input's.
func (t *tracer) resource(name string, fr *frame, path []string) {
	b := fr.blocks[name]
	if b == nil {
		return
	}
	key := ""
	if b.Body.Attributes["for_each"] != nil || b.Body.Attributes["count"] != nil {
		key, path = cut(path)
	}
	s := fr.scope(b, strings.TrimPrefix(key, Any))
	if at, ok := byPath(b.Body, s, path); ok {
		t.hop(at.expr, at.scope, at.path)
	}
}

// index gives the key that an index expression names, Any when only a run can
// tell.
func (s *scope) index(e hclsyntax.Expression) string {
	if k, ok := text(e); ok {
		return k
	}
	if tr, ok := e.(*hclsyntax.ScopeTraversalExpr); ok && s.key != "" {
		if ks := keys(tr.Traversal); slices.Equal(ks, []string{"each", "key"}) || slices.Equal(ks, []string{"count", "index"}) {
			return s.key
		}
	}
	return Any
}

// keys gives the names and keys of a traversal.
func keys(t hcl.Traversal) []string {
	out := make([]string, 0, len(t))
	for _, e := range t {
		k := Any
		switch e := e.(type) {
		case hcl.TraverseRoot:
			k = e.Name
		case hcl.TraverseAttr:
			k = e.Name
		case hcl.TraverseIndex:
			if k = keyText(e.Key); k == "" {
				k = Any
			}
		}
		out = append(out, k)
	}
	return out
}

func prepend(head, tail []string) []string { return slices.Concat(head, tail) }

func cut(path []string) (head string, rest []string) {
	if len(path) == 0 {
		return "", nil
	}
	return path[0], path[1:]
}
