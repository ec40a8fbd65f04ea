package inuse

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
)

// reader walks a file and notes what its expressions read of resources of a type.
type reader struct {
	typ   string
	uses  *tfwire.Uses
	above []hclsyntax.Node // from the file down to the node in hand
	scope []variable       // the innermost last
	point int              // how deep in places that name a resource and read nothing of it
}

// variable stands for a resource of the type, or for a block in one.
type variable struct {
	name string
	path []string
	in   hclsyntax.Node // where it holds
}

var (
	// pointing are the blocks and arguments that name resources only.
	pointingBlocks = []string{"moved", "import", "removed"}
	pointingArgs   = []string{"depends_on", "replace_triggered_by"}
)

func (r *reader) Enter(n hclsyntax.Node) hcl.Diagnostics {
	r.above = append(r.above, n)
	r.pointing(n, 1)
	switch n := n.(type) {
	case *hclsyntax.Block:
		if r.is(n) {
			write(n.Body, r.uses)
			r.scope = append(r.scope, variable{"self", nil, n})
		}
	case *hclsyntax.ScopeTraversalExpr:
		r.read(n)
	}
	return nil
}

func (r *reader) Exit(n hclsyntax.Node) hcl.Diagnostics {
	r.above = r.above[:len(r.above)-1]
	r.pointing(n, -1)
	for len(r.scope) > 0 && r.scope[len(r.scope)-1].in == n {
		r.scope = r.scope[:len(r.scope)-1]
	}
	return nil
}

// find gives the path that a name in scope stands for.
func (r *reader) find(name string) ([]string, bool) {
	for _, v := range slices.Backward(r.scope) {
		if v.name == name {
			return v.path, true
		}
	}
	return nil, false
}

// is tells whether a block is a resource of the type.
func (r *reader) is(b *hclsyntax.Block) bool {
	return b.Type == "resource" && len(b.Labels) == 2 && b.Labels[0] == r.typ
}

func (r *reader) pointing(n hclsyntax.Node, by int) {
	switch n := n.(type) {
	case *hclsyntax.Block:
		if slices.Contains(pointingBlocks, n.Type) {
			r.point += by
		}
	case *hclsyntax.Attribute:
		if slices.Contains(pointingArgs, n.Name) {
			r.point += by
		}
	}
}

// read notes what a reference, and the expressions around it, take of the type.
func (r *reader) read(n *hclsyntax.ScopeTraversalExpr) {
	root := n.Traversal.RootName()
	path, known := r.find(root)
	rest := n.Traversal[1:]
	if root == r.typ {
		path, known = nil, true
		rest = rest[min(1, len(rest)):] // the resource's name
	}
	if !known {
		return
	}
	path = append(slices.Clone(path), names(rest)...)
	element := len(rest) > 0 && isIndex(rest[len(rest)-1])
	var last hclsyntax.Node = n
	for i := len(r.above) - 2; i >= 0; i-- {
		switch p := r.above[i].(type) {
		case *hclsyntax.ParenthesesExpr:
			last = p
			continue
		case *hclsyntax.IndexExpr:
			if p.Collection == last {
				last, element = p, true
				continue
			}
		case *hclsyntax.RelativeTraversalExpr:
			path, last = append(path, names(p.Traversal)...), p
			element = isIndex(p.Traversal[len(p.Traversal)-1])
			continue
		case *hclsyntax.SplatExpr:
			if p.Source == last {
				path, last, element = append(path, each(p.Each)...), p, false
				continue
			}
		case *hclsyntax.ForExpr: // its variable stands for one of the blocks
			if p.CollExpr == last && len(path) > 0 && !element {
				r.uses.At(path...)
				r.scope = append(r.scope, variable{p.ValVar, path, p})
				return
			}
		}
		break
	}
	if len(path) > 0 || r.point == 0 {
		r.uses.At(path...).All = true
	}
}

// each gives the attributes that a splat takes of every element.
func each(x hclsyntax.Expression) []string {
	switch x := x.(type) {
	case *hclsyntax.RelativeTraversalExpr:
		return append(each(x.Source), names(x.Traversal)...)
	case *hclsyntax.IndexExpr:
		return each(x.Collection)
	case *hclsyntax.SplatExpr:
		return append(each(x.Source), each(x.Each)...)
	}
	return nil
}

func isIndex(t hcl.Traverser) bool {
	_, ok := t.(hcl.TraverseIndex)
	return ok
}
