package inuse

import (
	"bytes"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
)

// Blocks tells which blocks of a resource type the configuration writes, and
// which it reads: what of it can be seen from outside must look as ever. Where
// that cannot be told for certain, all is in use.
func (s *Source) Blocks(typ string) *tfwire.Uses {
	r := &reader{typ: typ, uses: &tfwire.Uses{}}
	for path, b := range s.files {
		if !bytes.Contains(b, []byte(typ)) {
			continue
		}
		if strings.HasSuffix(path, ".json") {
			return &tfwire.Uses{All: true}
		}
		f, ds := hclsyntax.ParseConfig(b, path, hcl.InitialPos)
		if ds.HasErrors() {
			return &tfwire.Uses{All: true}
		}
		hclsyntax.Walk(f.Body.(*hclsyntax.Body), r)
	}
	return r.uses
}

// write notes the blocks that the body of a resource, or of a block in one, has.
func write(body *hclsyntax.Body, u *tfwire.Uses) {
	for _, b := range body.Blocks {
		switch {
		case b.Type == "lifecycle":
			ignored(b.Body, u)
		case b.Type == "dynamic" && len(b.Labels) == 1:
			for _, c := range b.Body.Blocks {
				write(c.Body, u.At(b.Labels[0]))
			}
		default:
			write(b.Body, u.At(b.Type))
		}
	}
}

// ignored notes what a resource names in ignore_changes.
func ignored(body *hclsyntax.Body, u *tfwire.Uses) {
	a := body.Attributes["ignore_changes"]
	if a == nil {
		return
	}
	list, _ := hcl.ExprList(a.Expr) // or the word "all"
	for _, x := range list {
		if t, ds := hcl.RelTraversalForExpr(x); !ds.HasErrors() {
			u.At(names(t)...).All = true
		}
	}
}

// names gives the attributes that a traversal goes through.
func names(t hcl.Traversal) (out []string) {
	for _, step := range t {
		if a, ok := step.(hcl.TraverseAttr); ok {
			out = append(out, a.Name)
		}
	}
	return out
}
