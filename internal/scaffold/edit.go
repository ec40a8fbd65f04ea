package scaffold

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// edit sets values in a file of HCL and leaves every other byte as it is. A
// path is an attribute of the file's locals and the keys inside it:
// "regions.primary". A path that is not there is an error, unless it ends in ?.
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
		optional := strings.HasSuffix(path, "?")
		at, ok := find(f.Body.(*hclsyntax.Body), strings.Split(strings.TrimSuffix(path, "?"), "."))
		if !ok {
			if optional {
				continue
			}
			return nil, fmt.Errorf("%s has no local %s", file, path)
		}
		changes = append(changes, change{at, text})
	}
	out := bytes.Clone(src)
	for len(changes) > 0 { // from the end, so that places stay true
		last := 0
		for i, c := range changes {
			if c.at.Start.Byte > changes[last].at.Start.Byte {
				last = i
			}
		}
		c := changes[last]
		out = append(out[:c.at.Start.Byte:c.at.Start.Byte], append([]byte(c.text), out[c.at.End.Byte:]...)...)
		changes = append(changes[:last], changes[last+1:]...)
	}
	return out, nil
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
