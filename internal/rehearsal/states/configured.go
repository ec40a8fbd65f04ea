package states

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/module"
	"github.com/zclconf/go-cty/cty"
)

var (
	rootSchema      = &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "terraform"}}}
	terraformSchema = &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "backend", LabelNames: []string{"type"}}, {Type: "cloud"}}}
)

// Block is the block that says where a module keeps its states.
type Block struct {
	Type  string // "cloud" for a cloud block
	Where diag.Pos
	arg   func(string) string // what an argument is written as
}

// NewBlock makes the block of a backend whose arguments are known by name.
func NewBlock(typ string, where diag.Pos, arg func(string) string) Block {
	return Block{Type: typ, Where: where, arg: arg}
}

// Away tells whether states would be kept outside of a folder that the module in
// dir runs in, and not in S3: in a service, or in a file elsewhere.
func (b Block) Away(dir, within string) bool {
	p := placed(dir, b.Type, b.arg)
	switch {
	case p.File != "":
		return !inside(p.File, within) || !inside(p.Folder, within)
	case b.Type == "s3":
		return false
	}
	return true
}

func inside(path, dir string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// Backend gives the backend block, or the cloud block, in a module's folder; ok is
// false where it has none, and the error tells that a file does not parse.
func Backend(source string) (block Block, ok bool, err error) {
	files, err := module.ConfigFiles(source)
	if err != nil {
		return Block{}, false, nil
	}
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			return Block{}, false, err
		}
		found, there, err := BackendIn(src, f)
		if err != nil {
			return Block{}, false, err
		}
		if there {
			block, ok = found, true
		}
	}
	return block, ok, nil
}

// BackendIn is [Backend] for the text of one file.
func BackendIn(src []byte, name string) (block Block, ok bool, err error) {
	parse := hclparse.NewParser().ParseHCL
	if strings.HasSuffix(name, ".json") {
		parse = hclparse.NewParser().ParseJSON
	}
	file, ds := parse(src, name)
	if ds.HasErrors() {
		return Block{}, false, ds
	}
	top, _, _ := file.Body.PartialContent(rootSchema)
	for _, t := range top.Blocks {
		inner, _, _ := t.Body.PartialContent(terraformSchema)
		for _, b := range inner.Blocks {
			block, ok = Block{Type: "cloud", Where: diag.FromRange(b.DefRange), arg: literals(b.Body)}, true
			if b.Type != "cloud" {
				block.Type = b.Labels[0]
			}
		}
	}
	return block, ok, nil
}

// Configured gives the place of a module's states as its backend block says it;
// without a block Terraform keeps them beside the module. What is no literal
// cannot be told, nor what does not parse.
//
// The configuration is read in source, the module runs in dir: the same folder,
// or its copy.
func Configured(dir, source string) Place {
	b, ok, err := Backend(source)
	switch {
	case err != nil: // Terraform will say so
		return Place{}
	case !ok:
		return local(dir, "", "")
	}
	return placed(dir, b.Type, b.arg)
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
