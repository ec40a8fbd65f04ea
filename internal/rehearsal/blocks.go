package rehearsal

import (
	"os"
	"regexp"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/module"
)

// quoted is a text in quotes, as tools name things.
var quoted = regexp.MustCompile(`"([^"]+)"`)

// placed gives a finding the places that Terraform leaves out: of the blocks in a
// cycle, of the import that leads to nothing, of a backend.
func (u *unitRun) placed(f *diag.Finding) {
	if !f.Where.IsZero() {
		return
	}
	var is func(*hclsyntax.Block) bool
	switch names, cycle := strings.CutPrefix(f.Summary, "Cycle: "); {
	case cycle:
		in := map[string]bool{}
		for _, name := range strings.Split(names, ", ") {
			name, _, _ = strings.Cut(name, " (")
			in[strings.TrimPrefix(name, "data.")] = true
		}
		is = func(b *hclsyntax.Block) bool {
			return len(b.Labels) == 2 && in[strings.Join(b.Labels, ".")] || len(b.Labels) == 1 && (in[b.Type+"."+b.Labels[0]] || in["var."+b.Labels[0]])
		}
		f.Fix = "Let one of them be known without the other: cut one of the references between them."
	case f.Summary == noImport:
		in := map[string]bool{}
		for _, m := range quoted.FindAllStringSubmatch(f.Detail, -1) {
			in[m[1]] = true
		}
		is = func(b *hclsyntax.Block) bool {
			id := b.Body.Attributes["id"]
			if b.Type != "import" || id == nil {
				return false
			}
			v, ds := id.Expr.Value(nil)
			return !ds.HasErrors() && in[textOf(v)]
		}
		f.Fix = "An import is rehearsed where the thing stands in the simulated cloud: `terrace cloud load` takes it from a real state. Else leave the import block out of the rehearsal."
	case strings.Contains(f.Summary, "workspaces") || strings.Contains(strings.ToLower(f.Summary), "backend"):
		is = func(b *hclsyntax.Block) bool { return b.Type == "backend" }
	default:
		return
	}
	for _, at := range blocksIn(u.source, is) {
		if at = u.shown(at); f.Where.IsZero() {
			f.Where = at
		} else {
			f.Also = append(f.Also, at)
		}
	}
}

// noImport is the provider's summary for an import of what does not stand.
const noImport = "Cannot import non-existent remote object"

// blocksIn gives the places of blocks in a module's own files.
func blocksIn(dir string, is func(*hclsyntax.Block) bool) (out []diag.Pos) {
	files, _ := module.ConfigFiles(dir)
	for _, name := range files {
		src, err := os.ReadFile(name)
		if err != nil || strings.HasSuffix(name, ".json") {
			continue
		}
		f, ds := hclsyntax.ParseConfig(src, name, hcl.InitialPos)
		if ds.HasErrors() {
			continue
		}
		for _, b := range f.Body.(*hclsyntax.Body).Blocks {
			for _, b := range append([]*hclsyntax.Block{b}, b.Body.Blocks...) {
				if is(b) {
					out = append(out, diag.FromRange(b.DefRange()))
				}
			}
		}
	}
	return out
}
