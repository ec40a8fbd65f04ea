package origin

import (
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

func sorted[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// scope is what names mean at a place: the module, the block whose each and
// count they are, and the variables of dynamic blocks and for expressions.
type scope struct {
	*frame
	block *hclsyntax.Block // resource, data or module block; nil outside
	key   string           // its instance key, "" when not known
	vars  map[string]binding
	outer *scope
	item  *hclsyntax.AnonSymbolExpr // what a splat goes over
	over  binding
}

// binding is what a variable of an iteration goes over.
type binding struct {
	expr  hclsyntax.Expression
	scope *scope
	key   string // of the element, "" when not known
	isKey bool   // the variable holds the key
	whole bool   // the variable is an iterator with .key and .value
}

func (s *scope) with(vars map[string]binding) *scope {
	return &scope{frame: s.frame, block: s.block, key: s.key, vars: vars, outer: s}
}

func (s *scope) lookup(name string) (binding, bool) {
	for ; s != nil; s = s.outer {
		if b, ok := s.vars[name]; ok {
			return b, true
		}
	}
	return binding{}, false
}

// spot is an expression in its scope, and the part of its value in question.
type spot struct {
	expr  hclsyntax.Expression
	scope *scope
	path  []string
}

// declares tells whether a place is in the declaration of a variable: its
// type, its validation.
func (fr *frame) declares(file string, p Place) (string, bool) {
	body := fr.files[file]
	if body == nil {
		return "", false
	}
	for _, b := range body.Blocks {
		if r := b.Range(); b.Type == "variable" && len(b.Labels) == 1 && r.Start.Line <= p.Line && p.Line <= r.End.Line {
			return b.Labels[0], true
		}
	}
	return "", false
}

// locate finds the expression that a diagnostic is about.
func (fr *frame) locate(file string, p Place) (spot, bool) {
	body := fr.files[file]
	if body == nil {
		return spot{}, false
	}
	want := hcl.Range{Filename: file, Start: hcl.Pos{Line: p.Line, Column: max(p.Column, 1)}, End: hcl.Pos{Line: p.EndLine, Column: p.EndColumn}}
	if want.End.Line == 0 {
		want.End = want.Start
	}
	for _, b := range body.Blocks {
		if !contains(b.Range(), want) {
			continue
		}
		_, resource := parseAddress(p.Address)
		s := fr.scope(b, resource.key)
		if len(p.Attribute) > 0 {
			if at, ok := byPath(b.Body, s, p.Attribute); ok {
				return at, true
			}
		}
		return byRange(b.Body, s, want)
	}
	return spot{}, false
}

// byRange goes down through blocks to the attribute, and in it to the smallest
// expression that holds the range. A range of no width means the attribute.
func byRange(body *hclsyntax.Body, s *scope, want hcl.Range) (spot, bool) {
	for _, name := range sorted(body.Attributes) {
		a := body.Attributes[name]
		if !contains(a.SrcRange, want) {
			continue
		}
		if want.Start == want.End || !contains(a.Expr.Range(), want) {
			return spot{expr: a.Expr, scope: s}, true
		}
		return narrow(a.Expr, s, want), true
	}
	for _, b := range body.Blocks {
		if contains(b.Range(), want) {
			return byRange(b.Body, inside(b, s), want)
		}
	}
	return spot{}, false
}

// byPath follows an attribute path. Blocks, also generated ones, are entered by
// their name; an index chooses among written blocks of that name.
func byPath(body *hclsyntax.Body, s *scope, path []string) (spot, bool) {
	if len(path) == 0 {
		return spot{}, false
	}
	if a := body.Attributes[path[0]]; a != nil {
		return spot{expr: a.Expr, scope: s, path: path[1:]}, true
	}
	rest := path[1:]
	index := -1
	if len(rest) > 0 && number.MatchString(rest[0]) {
		index, rest = atoi(rest[0]), rest[1:]
	}
	n := 0
	for _, b := range body.Blocks {
		switch {
		case b.Type == path[0]:
			if n++; index < 0 || n-1 == index {
				return byPath(b.Body, s, rest)
			}
		case b.Type == "dynamic" && len(b.Labels) == 1 && b.Labels[0] == path[0]:
			inner := inside(b, s)
			for _, content := range b.Body.Blocks {
				if content.Type == "content" {
					return byPath(content.Body, inner, rest)
				}
			}
		}
	}
	return spot{}, false
}

// inside gives the scope of a block: a dynamic one brings its iterator.
func inside(b *hclsyntax.Block, s *scope) *scope {
	each := b.Body.Attributes["for_each"]
	if b.Type != "dynamic" || len(b.Labels) != 1 || each == nil {
		return s
	}
	name := b.Labels[0]
	if a := b.Body.Attributes["iterator"]; a != nil {
		if k := hcl.ExprAsKeyword(a.Expr); k != "" {
			name = k
		}
	}
	return s.with(map[string]binding{name: {expr: each.Expr, scope: s, whole: true}})
}

// narrow finds the smallest expression that holds the range, in the scope of
// the iterations around it.
func narrow(e hclsyntax.Expression, s *scope, want hcl.Range) spot {
	w := &narrowing{want: want, at: spot{expr: e, scope: s}}
	_ = hclsyntax.Walk(e, w)
	return w.at
}

type narrowing struct {
	want hcl.Range
	at   spot
}

func (w *narrowing) Enter(n hclsyntax.Node) hcl.Diagnostics {
	e, ok := n.(hclsyntax.Expression)
	if !ok || !contains(e.Range(), w.want) {
		return nil
	}
	if _, symbol := e.(*hclsyntax.AnonSymbolExpr); symbol {
		return nil
	}
	w.at.expr = e
	switch e := e.(type) {
	case *hclsyntax.ForExpr:
		if !contains(e.CollExpr.Range(), w.want) {
			w.at.scope = overFor(e, w.at.scope, "")
		}
	case *hclsyntax.SplatExpr:
		if !contains(e.Source.Range(), w.want) {
			w.at.scope = overSplat(e, w.at.scope, "")
		}
	}
	return nil
}

func (w *narrowing) Exit(hclsyntax.Node) hcl.Diagnostics { return nil }

func overFor(e *hclsyntax.ForExpr, s *scope, key string) *scope {
	vars := map[string]binding{e.ValVar: {expr: e.CollExpr, scope: s, key: key}}
	if e.KeyVar != "" {
		vars[e.KeyVar] = binding{expr: e.CollExpr, scope: s, key: key, isKey: true}
	}
	return s.with(vars)
}

func overSplat(e *hclsyntax.SplatExpr, s *scope, key string) *scope {
	in := s.with(nil)
	in.item, in.over = e.Item, binding{expr: e.Source, scope: s, key: key}
	return in
}

// contains compares lines and columns: bytes are not in every diagnostic.
func contains(outer, inner hcl.Range) bool {
	return !before(inner.Start, outer.Start) && !before(outer.End, inner.End)
}

func before(a, b hcl.Pos) bool {
	return a.Line < b.Line || a.Line == b.Line && a.Column < b.Column
}

func atoi(s string) int {
	n := 0
	for _, c := range s {
		if n = n*10 + int(c-'0'); n > 1<<20 {
			return 1 << 20
		}
	}
	return n
}
