package scaffold

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/hclwrite"
)

// edit sets values in a file of HCL and leaves all else as it is, but for the
// spaces that line comments up. A path is an attribute of the file's locals and
// the keys inside it: "regions.primary". A path that is not there is an error.
func edit(file string, src []byte, values map[string]string) ([]byte, error) {
	f, diags := hclsyntax.ParseConfig(src, file, hcl.InitialPos)
	if diags.HasErrors() {
		return nil, diags
	}
	type change struct {
		at   hcl.Range
		text string
	}
	var changes []change
	for path, text := range values {
		at, ok := find(f.Body.(*hclsyntax.Body), strings.Split(path, "."))
		if !ok {
			return nil, fmt.Errorf("%s has no local %s", file, path)
		}
		changes = append(changes, change{at, text})
	}
	slices.SortFunc(changes, func(a, b change) int { return b.at.Start.Byte - a.at.Start.Byte })
	out := bytes.Clone(src)
	for _, c := range changes { // from the end, so that places stay true
		out = slices.Replace(out, c.at.Start.Byte, c.at.End.Byte, []byte(c.text)...)
	}
	return hclwrite.Format(out), nil
}

// find gives the place of a value in the locals of a file.
func find(body *hclsyntax.Body, path []string) (hcl.Range, bool) {
	for _, b := range body.Blocks {
		if b.Type != "locals" {
			continue
		}
		a := b.Body.Attributes[path[0]]
		if a == nil {
			continue
		}
		expr := a.Expr
		for _, key := range path[1:] {
			obj, ok := expr.(*hclsyntax.ObjectConsExpr)
			if !ok {
				return hcl.Range{}, false
			}
			expr = nil
			for _, item := range obj.Items {
				if hcl.ExprAsKeyword(item.KeyExpr) == key {
					expr = item.ValueExpr
				}
			}
			if expr == nil {
				return hcl.Range{}, false
			}
		}
		return expr.Range(), true
	}
	return hcl.Range{}, false
}

// quoted writes a string as HCL does: what would be a template is told apart.
func quoted(s string) string {
	return strings.NewReplacer("${", "$${", "%{", "%%{").Replace(strconv.Quote(s))
}

// list writes a list of strings.
func list(of []string) string {
	out := make([]string, len(of))
	for i, s := range of {
		out[i] = quoted(s)
	}
	return "[" + strings.Join(out, ", ") + "]"
}
