package docs

import (
	"fmt"
	"os"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// settings lists values of the environments' env.hcl beside one another, as
// they are written there: words are names of locals, with dots into objects.
func settings(_ *platform, words []string) (string, error) {
	t := newTable(append([]string{"in `env.hcl`"}, environments...)...)
	for _, path := range words {
		cells := []string{code(path)}
		for _, env := range environments {
			value, err := setting(root+"/"+env+"/env.hcl", strings.Split(path, "."))
			if err != nil {
				return "", err
			}
			cells = append(cells, value)
		}
		t.row(cells...)
	}
	return t.String(), nil
}

// setting gives the text of a local of a file.
func setting(file string, path []string) (string, error) {
	src, err := os.ReadFile(file)
	if err != nil {
		return "", err
	}
	parsed, diags := hclsyntax.ParseConfig(src, file, hcl.InitialPos)
	if diags.HasErrors() {
		return "", diags
	}
	for _, block := range parsed.Body.(*hclsyntax.Body).Blocks {
		if block.Type != "locals" {
			continue
		}
		a, ok := block.Body.Attributes[path[0]]
		if !ok {
			continue
		}
		if expr := into(a.Expr, path[1:]); expr != nil {
			return plain(string(expr.Range().SliceBytes(src))), nil
		}
		return "-", nil // one has it and another does not
	}
	return "", fmt.Errorf("%s has no local %s", file, path[0])
}

// into goes down literal objects.
func into(expr hclsyntax.Expression, path []string) hclsyntax.Expression {
	for _, key := range path {
		object, ok := expr.(*hclsyntax.ObjectConsExpr)
		if !ok {
			return nil
		}
		expr = nil
		for _, item := range object.Items {
			if k, _ := item.KeyExpr.Value(nil); k.Type() == cty.String && k.AsString() == key {
				expr = item.ValueExpr
			}
		}
		if expr == nil {
			return nil
		}
	}
	return expr
}

// plain folds an expression into a cell, without quotes.
func plain(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.NewReplacer(`"`, "", "[ ", "", ", ]", "", "[", "", "]", "", "{ ", "", " }", "", "{}", "none", " = ", " ", "|", `\|`).Replace(s)
}
