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
		if u.Plain() || u.Excluded() || u.InputsUnknown || u.Findings.HasErrors() {
			return
		}
		m := offer(p, u)
		if m == nil {
			return
		}
		if dir, local := u.Module(); local && dir == u.Dir && len(u.Inputs) == 0 {
			return // a template, or a module that is run with values of its own
		}
		var names []string
		for _, name := range sorted(m.Variables) {
			v := m.Variables[name]
			// Secrets, and what a generated file declares, come from the environment.
			if _, given := u.Inputs[name]; given || !v.Required() || v.Sensitive || secret.MatchString(name) || v.Pos.File != "" && !filepath.IsAbs(v.Pos.File) || exported(p, name) {
				continue
			}
			names = append(names, name)
		}
		if len(names) == 0 || otherwise(u, m) {
			return
		}
		at := u.Source.Pos
		if at.IsZero() || at.File != u.Written() {
			at = diag.Pos{File: u.Written(), Line: 1, Column: 1}
		}
		if f := p.File(u.Written()); f != nil && f.Body != nil && f.Body.Attributes["inputs"] != nil {
			at = diag.FromRange(f.Body.Attributes["inputs"].NameRange)
		}
		for _, name := range names {
			p.At(at, fmt.Sprintf("the input %q is missing", name)).Detail = fmt.Sprintf("The module needs a value of type %s.", short(m.Variables[name].TypeExpr))
		}
	},
}

// secret matches names of variables that nobody writes into a file.
var secret = regexp.MustCompile(`(?i)(?:^|_)(?:password|passwd|secret|token|licen[cs]e|api_?key|private_?key|credentials?)$`)

type exports struct{}

var variable = regexp.MustCompile(`TF_VAR_([A-Za-z0-9_-]+)|-var[ =]['"]?([A-Za-z0-9_-]+)=`)

// exported tells whether a script or a workflow of the repository gives a
// variable its value.
func exported(p *rule.Pass, name string) bool {
	return rule.Once(p.Input, exports{}, func() map[string]bool {
		out := map[string]bool{}
		look := func(f *rule.File) {
			for _, m := range variable.FindAllSubmatch(f.Src, -1) {
				out[string(m[1])+string(m[2])] = true
			}
		}
		for _, f := range p.Texts {
			if f.Kind == rule.Script {
				look(f)
			}
		}
		for _, w := range p.Workflows {
			look(w.File)
		}
		return out
	})[name]
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
