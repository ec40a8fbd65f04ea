package idioms

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var localUnused = &rule.Rule{
	ID: "local-unused", Family: rule.Idioms, Severity: diag.Note,
	Protects: "Who changes a local that nothing reads believes that something changed.",
	Fix:      "Take it away.",
	Link:     "https://docs.terragrunt.com/features/units/locals/",
	Estate: func(_ context.Context, p *rule.Pass) {
		for _, f := range p.Files {
			// What others read or include can be used there.
			if f.Kind != rule.Configuration || f.Facts() || !slices.ContainsFunc(f.Units, func(u *estate.Unit) bool { return u.File == f.Path }) || seenByOthers(f) {
				continue
			}
			used := map[string]bool{}
			for _, r := range roots(f) {
				if r[0] == "local" {
					used[r[1]] = true
				}
			}
			if used[""] {
				continue
			}
			for _, b := range rule.Blocks(f.Body, "locals") {
				for _, a := range sorted(b.Body) {
					if !used[a.Name] && !acts(a.Expr) {
						f := p.At(diag.FromRange(a.NameRange), fmt.Sprintf("nothing reads local.%s", a.Name))
						f.Edits = removal(p.File(a.SrcRange.Filename), a)
					}
				}
			}
		}
	},
}

// acting are the functions that are called for what they do.
var acting = map[string]bool{"run_cmd": true, "mark_as_read": true, "mark_glob_as_read": true}

func acts(x hclsyntax.Expression) (yes bool) {
	_ = hclsyntax.VisitAll(x, func(n hclsyntax.Node) hcl.Diagnostics {
		c, ok := n.(*hclsyntax.FunctionCallExpr)
		yes = yes || ok && acting[c.Name]
		return nil
	})
	return yes
}

// seenByOthers tells whether a unit other than its own reads the file, or a
// file that the unit reads names it.
func seenByOthers(f *rule.File) bool {
	return slices.ContainsFunc(f.Units, func(u *estate.Unit) bool { return u.File != f.Path })
}

func sorted(b *hclsyntax.Body) []*hclsyntax.Attribute {
	out := make([]*hclsyntax.Attribute, 0, len(b.Attributes))
	for _, a := range b.Attributes {
		out = append(out, a)
	}
	slices.SortFunc(out, func(a, b *hclsyntax.Attribute) int { return strings.Compare(a.Name, b.Name) })
	return out
}
