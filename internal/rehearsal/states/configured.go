package states

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/terrace-cloud/terrace/internal/module"
	"github.com/zclconf/go-cty/cty"
)

var (
	rootSchema      = &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "terraform"}}}
	terraformSchema = &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "backend", LabelNames: []string{"type"}}, {Type: "cloud"}}}
)

// Configured gives the place of a module's states as its backend block says it;
// without a block Terraform keeps them beside the module. What is no literal
// cannot be told, nor what does not parse.
//
// The configuration is read in source, the module runs in dir: the same folder,
// or its copy.
func Configured(dir, source string) Place {
	out := local(dir, "", "")
	files, err := module.ConfigFiles(source)
	if err != nil {
		return out
	}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			return Place{}
		}
		parse := hclparse.NewParser().ParseHCL
		if strings.HasSuffix(f, ".json") {
			parse = hclparse.NewParser().ParseJSON
		}
		file, ds := parse(src, filepath.Base(f))
		if ds.HasErrors() {
			return Place{} // Terraform will say so
		}
		top, _, _ := file.Body.PartialContent(rootSchema)
		for _, t := range top.Blocks {
			inner, _, _ := t.Body.PartialContent(terraformSchema)
			for _, b := range inner.Blocks {
				if b.Type == "cloud" {
					return Place{}
				}
				out = placed(dir, b.Labels[0], literals(b.Body))
			}
		}
	}
	return out
}

// literals gives the texts that a block's arguments are written as.
func literals(b hcl.Body) func(string) string {
	attrs, _ := b.JustAttributes() // a block among them is not one of these arguments
	return func(name string) string {
		a := attrs[name]
		if a == nil {
			return ""
		}
		v, ds := a.Expr.Value(nil)
		if ds.HasErrors() || v.IsNull() || !v.IsKnown() || v.Type() != cty.String {
			return ""
		}
		return v.AsString()
	}
}
