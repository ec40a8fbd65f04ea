package rehearsal

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/module"
)

// undeclared warns of inputs that the module does not declare: they travel as
// TF_VAR_ variables, and Terraform passes over those it does not know.
func (u *unitRun) undeclared() diag.Findings {
	declared, ok := variables(u.source)
	if !ok || u.unit.Plain() {
		return nil
	}
	var names []string
	for n := range u.unit.Inputs {
		if !slices.Contains(declared, n) {
			names = append(names, n)
		}
	}
	sort.Strings(names)
	var out diag.Findings
	for _, n := range names {
		f := &diag.Finding{Severity: diag.Warning, Unit: u.name, Where: u.shown(u.unit.Inputs[n].Pos),
			Summary: fmt.Sprintf("The module declares no input %q", n),
			Detail:  "Terraform ignores it without a word, so it has no effect.",
			Fix:     "Take it out, or correct its name."}
		if near := diag.Nearest(n, declared); near != "" {
			f.Fix = fmt.Sprintf("Did you mean %q? Else take it out.", near)
		}
		out = append(out, f)
	}
	return out
}

var variableSchema = &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "variable", LabelNames: []string{"name"}}}}

// variables names the inputs that a module declares; false when it cannot be
// read.
func variables(dir string) ([]string, bool) {
	files, err := module.ConfigFiles(dir)
	if err != nil || len(files) == 0 {
		return nil, false
	}
	var out []string
	p := hclparse.NewParser()
	for _, f := range files {
		parse := p.ParseHCLFile
		if strings.HasSuffix(f, ".json") {
			parse = p.ParseJSONFile
		}
		file, diags := parse(f)
		if diags.HasErrors() {
			return nil, false // Terraform will say so
		}
		content, _, _ := file.Body.PartialContent(variableSchema)
		for _, b := range content.Blocks {
			out = append(out, b.Labels[0])
		}
	}
	return out, true
}
