// Package idioms holds the rules about how Terragrunt 1.x is written.
package idioms

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

// Rules lists the rules of the family.
var Rules = []*rule.Rule{rootName, bareInclude, parentFolders, removed, oldCommand, oldArgument, oldVariable, mocksApplied, mocks, exposeUnused, localUnused,
	overwrite, doubleSlash, noConstraint, providerVersion}

const migration = "https://docs.terragrunt.com/migrate/"

func made(id string, s diag.Severity, protects, fix, link string, file func(*rule.Pass, *rule.File)) *rule.Rule {
	return &rule.Rule{ID: id, Family: rule.Idioms, Severity: s, Protects: protects, Fix: fix, Link: link, File: file}
}

// text gives the text of a literal, "" for anything else.
func text(x hclsyntax.Expression) string {
	t, ok := x.(*hclsyntax.TemplateExpr)
	if !ok || !t.IsStringLiteral() {
		return ""
	}
	v, ds := t.Value(nil)
	if ds.HasErrors() || v.Type() != cty.String {
		return ""
	}
	return v.AsString()
}

// roots lists the names that the expressions of a file start at, with the name
// after it: "include" "root".
func roots(f *rule.File) (out [][2]string) {
	f.Walk(func(n hclsyntax.Node) {
		if x, ok := n.(*hclsyntax.ScopeTraversalExpr); ok {
			second := ""
			if len(x.Traversal) > 1 {
				second = step(x.Traversal[1])
			}
			out = append(out, [2]string{x.Traversal.RootName(), second})
		}
	})
	return out
}
