package inputs

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// A warning: the environment of a run may give it.
var missing = &rule.Rule{
	ID: "input-missing", Family: rule.Inputs, Severity: diag.Warning,
	Protects: "Terraform stops, or asks somebody who is not there, for a variable that has no value and no default.",
	Fix:      "Give the input.",
	Link:     variablesLink,
	Unit: func(p *rule.Pass, u *estate.Unit) {
		if u.Plain() || u.InputsUnknown || u.Findings.HasErrors() {
			return
		}
		m := offer(p, u)
		if m == nil {
			return
		}
		var names []string
		for _, name := range sorted(m.Variables) {
			if _, given := u.Inputs[name]; !given && m.Variables[name].Required() && !m.Variables[name].Sensitive && !fromEnvironment(p, name) {
				names = append(names, name)
			}
		}
		if len(names) == 0 || otherwise(u, m) {
			return
		}
		at := u.Source.Pos
		if at.IsZero() || at.File != u.File {
			at = diag.Pos{File: u.File, Line: 1, Column: 1}
		}
		if f := p.File(u.File); f != nil && f.Body != nil && f.Body.Attributes["inputs"] != nil {
			at = diag.FromRange(f.Body.Attributes["inputs"].NameRange)
		}
		for _, name := range names {
			p.At(at, fmt.Sprintf("the input %q is missing", name)).Detail = fmt.Sprintf("The module needs a value of type %s.", m.Variables[name].TypeExpr)
		}
	},
}

// fromEnvironment tells whether a script or workflow of the repository sets a
// variable: TF_VAR_NAME.
func fromEnvironment(p *rule.Pass, name string) bool {
	set := rule.Once(p.Input, "TF_VAR_", func() map[string]bool {
		out := map[string]bool{}
		for _, f := range p.Texts {
			noteVariables(f, out)
		}
		for _, w := range p.Workflows {
			noteVariables(w.File, out)
		}
		return out
	})
	return set[name]
}

var tfVar = regexp.MustCompile(`TF_VAR_(\w+)`)

func noteVariables(f *rule.File, into map[string]bool) {
	for _, m := range tfVar.FindAllSubmatch(f.Src, -1) {
		into[string(m[1])] = true
	}
}

// otherwise tells whether variables may get their values on another way:
// arguments, the environment, files of variables.
func otherwise(u *estate.Unit, m *contract.Module) bool {
	for _, a := range u.Arguments {
		if len(a.RequiredVarFiles)+len(a.OptionalVarFiles) > 0 {
			return true
		}
		for name := range a.Env {
			if strings.HasPrefix(name, "TF_VAR_") {
				return true
			}
		}
		for _, arg := range a.Arguments {
			if strings.Contains(arg, "-var") {
				return true
			}
		}
	}
	for _, dir := range []string{u.Dir, m.Dir} {
		for _, pattern := range []string{"*.auto.tfvars", "*.auto.tfvars.json", "terraform.tfvars", "terraform.tfvars.json"} {
			if dir == "" {
				continue
			}
			if l, _ := filepath.Glob(filepath.Join(dir, pattern)); len(l) > 0 {
				return true
			}
		}
	}
	for _, g := range u.Generate {
		if strings.Contains(g.Path, ".tfvars") {
			return true
		}
	}
	return false
}
