package eval

import (
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate/tree"
)

// VariableFiles gives the inputs of a plain root module: what Terraform takes
// by itself from the files beside it, a later file over an earlier one. A file
// that does not parse is passed over: Terraform will say so.
// https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files
func VariableFiles(from tree.FS, dir string) (inputs map[string]Input, reads []string) {
	inputs = map[string]Input{}
	for _, path := range variableFiles(from, dir) {
		reads = append(reads, path)
		src, err := from.ReadFile(path)
		if err != nil {
			continue
		}
		parse := hclparse.NewParser().ParseHCL
		if strings.HasSuffix(path, ".json") {
			parse = hclparse.NewParser().ParseJSON
		}
		f, ds := parse(src, path)
		if ds.HasErrors() {
			continue
		}
		attrs, ds := f.Body.JustAttributes()
		if ds.HasErrors() {
			continue
		}
		in := &file{path: path, name: path, parsed: &parsed{name: path, body: &body{}}}
		for name, a := range attrs {
			v, ds := a.Expr.Value(&hcl.EvalContext{})
			if ds.HasErrors() {
				continue
			}
			w := writtenAt(diag.FromRange(a.NameRange), expression{a.Expr, in})
			if before, ok := inputs[name]; ok {
				w = w.over(before.Written)
			}
			inputs[name] = Input{Value: plain(v), Written: w}
		}
	}
	return inputs, reads
}

// variableFiles lists the files in the order in which Terraform reads them.
func variableFiles(from tree.FS, dir string) (out []string) {
	entries, _ := from.ReadDir(dir) // a folder that cannot be read has no files for us
	var auto []string
	for _, e := range entries { // sorted by name
		switch n := e.Name(); {
		case e.IsDir():
		case n == "terraform.tfvars" || n == "terraform.tfvars.json":
			out = append(out, filepath.Join(dir, n))
		case strings.HasSuffix(n, ".auto.tfvars") || strings.HasSuffix(n, ".auto.tfvars.json"):
			auto = append(auto, filepath.Join(dir, n))
		}
	}
	return append(out, auto...)
}
