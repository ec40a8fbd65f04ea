package idioms

import (
	"path/filepath"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var parentFolders = made("find-in-parent-folders", diag.Warning,
	"find_in_parent_folders() without a name looks for a root named terragrunt.hcl, and is refused by strict mode.",
	"Name the file: find_in_parent_folders(\"root.hcl\").", migration,
	func(p *rule.Pass, f *rule.File) {
		if f.Kind != rule.Configuration {
			return
		}
		f.Walk(func(n hclsyntax.Node) {
			c, ok := n.(*hclsyntax.FunctionCallExpr)
			if !ok || c.Name != "find_in_parent_folders" || len(c.Args) > 0 {
				return
			}
			found := p.At(diag.FromRange(c.NameRange), "find_in_parent_folders() names no file")
			if above(p, f.Path, "root.hcl") && !above(p, f.Path, "terragrunt.hcl") {
				at := c.OpenParenRange.End.Byte
				found.Edits = []rule.Edit{{File: f.Path, Start: at, End: at, Text: `"root.hcl"`}}
			}
		})
	})

// above tells whether a folder above that of a file has a file of a name.
func above(p *rule.Pass, path, name string) bool {
	for d := filepath.Dir(filepath.Dir(path)); ; d = filepath.Dir(d) {
		if p.File(filepath.Join(d, name)) != nil {
			return true
		}
		if d == filepath.Dir(d) || d == p.Top {
			return false
		}
	}
}
