package graph

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

var unknownPath = &rule.Rule{
	ID: "graph-absolute-path", Family: rule.Graph, Severity: diag.Error,
	Protects: "A path of one machine leads nowhere on the next.",
	Fix:      "Write the path relative to the unit, or start it at a folder that is found: dirname(find_in_parent_folders(\"root.hcl\")).",
	Link:     dependencyLink,
	File: func(p *rule.Pass, f *rule.File) {
		if f.Kind != rule.Configuration {
			return
		}
		for _, w := range [][]string{{"dependency", "config_path"}, {"include", "path"}, {"terraform", "source"}} {
			for _, b := range rule.Blocks(f.Body, w[0]) {
				a := b.Body.Attributes[w[1]]
				if a == nil {
					continue
				}
				if t, ok := a.Expr.(*hclsyntax.TemplateExpr); ok && t.IsStringLiteral() {
					v, _ := t.Value(nil)
					if v.Type() == cty.String && filepath.IsAbs(v.AsString()) && !strings.HasPrefix(v.AsString(), "//") {
						p.At(diag.FromRange(a.Expr.Range()), fmt.Sprintf("%s of %s is a path of one machine: %s", w[1], b.Type, v.AsString()))
					}
				}
			}
		}
	},
}
