package idioms

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var doubleSlash = &rule.Rule{
	ID: "source-double-slash", Family: rule.Idioms, Severity: diag.Error,
	Protects: "Terragrunt copies only the folder of the source: a module that calls one beside it is not found there.",
	Fix:      "Write a double slash where the folder begins that is to be copied: ../../modules//app.",
	Link:     "https://docs.terragrunt.com/reference/hcl/blocks/#a-note-about-using-modules-from-the-registry",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		dir, local := u.Module()
		if !local || u.Source.Raw == "" || dir == u.Dir || strings.Contains(strings.TrimPrefix(u.Source.Raw, "file://"), "//") {
			return
		}
		for _, path := range u.Reads {
			f := p.File(path)
			if f == nil || f.Kind != rule.Terraform || filepath.Dir(path) != dir {
				continue
			}
			for _, b := range rule.Blocks(f.Body, "module") {
				if a := b.Body.Attributes["source"]; a != nil && strings.HasPrefix(literal(a), "../") {
					p.At(u.Source.Pos, fmt.Sprintf("the module calls %s, which is not copied with it", literal(a))).Also = []diag.Pos{diag.FromRange(a.Expr.Range())}
					return
				}
			}
		}
	},
}

func literal(a *hclsyntax.Attribute) string { return text(a.Expr) }
