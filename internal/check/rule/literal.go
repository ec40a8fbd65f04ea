package rule

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

// Literal is a text that is written in a file.
type Literal struct {
	Text  string
	At    diag.Pos
	Range hcl.Range // of the expression, with its quotes
	Path  []string  // blocks, attributes and keys that it stands in, outermost first: inputs, tags, Owner
	Whole bool      // the expression is this text and nothing else
	In    string    // function that it is an argument of, "" for none
}

// Under tells whether the literal stands in one of these blocks or attributes.
func (l Literal) Under(names ...string) bool {
	for _, p := range l.Path {
		for _, n := range names {
			if p == n {
				return true
			}
		}
	}
	return false
}

// Key is the innermost name that the literal is given to, "" for none.
func (l Literal) Key() string {
	if len(l.Path) == 0 {
		return ""
	}
	return l.Path[len(l.Path)-1]
}

// Literals lists the texts of a file, with what they are given to.
func (f *File) Literals() []Literal {
	if f.Body == nil {
		return nil
	}
	r := &literals{}
	r.body(f.Body, nil)
	return r.out
}

type literals struct{ out []Literal }

func (r *literals) body(b *hclsyntax.Body, path []string) {
	for name, a := range b.Attributes {
		r.expr(a.Expr, join(path, name), "")
	}
	for _, bl := range b.Blocks {
		p := join(path, bl.Type)
		for _, l := range bl.Labels {
			p = join(p, l)
		}
		r.body(bl.Body, p)
	}
}

func join(path []string, name string) []string { return append(path[:len(path):len(path)], name) }

func (r *literals) expr(x hclsyntax.Expression, path []string, in string) {
	switch x := x.(type) {
	case *hclsyntax.ObjectConsExpr:
		for _, it := range x.Items {
			name := ""
			if k, ds := it.KeyExpr.Value(nil); !ds.HasErrors() && k.Type() == cty.String && k.IsKnown() && !k.IsNull() {
				name = k.AsString()
			}
			r.expr(it.ValueExpr, join(path, name), "")
		}
	case *hclsyntax.TupleConsExpr:
		for _, e := range x.Exprs {
			r.expr(e, path, in)
		}
	case *hclsyntax.ParenthesesExpr:
		r.expr(x.Expression, path, in)
	case *hclsyntax.ConditionalExpr:
		r.expr(x.TrueResult, path, in)
		r.expr(x.FalseResult, path, in)
	case *hclsyntax.FunctionCallExpr:
		for _, e := range x.Args {
			r.expr(e, path, x.Name)
		}
	case *hclsyntax.TemplateWrapExpr:
		r.expr(x.Wrapped, path, in)
	case *hclsyntax.TemplateExpr:
		for _, p := range x.Parts {
			l, ok := p.(*hclsyntax.LiteralValueExpr)
			if !ok {
				r.expr(p, path, in)
				continue
			}
			if l.Val.Type() == cty.String && l.Val.IsKnown() && !l.Val.IsNull() {
				at := diag.FromRange(l.SrcRange)
				r.out = append(r.out, Literal{Text: l.Val.AsString(), At: at, Range: x.SrcRange, Path: path, Whole: len(x.Parts) == 1, In: in})
			}
		}
	case *hclsyntax.ForExpr:
		r.expr(x.CollExpr, path, in)
		r.expr(x.ValExpr, path, in)
	case *hclsyntax.BinaryOpExpr: // comparing with a text is not giving it
	}
}
