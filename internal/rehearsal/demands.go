package rehearsal

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/module"
	"github.com/zclconf/go-cty/cty"
)

// demands looks at what the unit's module and generated files ask for, and
// holds it against what is at hand: an attached provider is not asked for its
// version by Terraform, so Terrace asks.
func (u *unitRun) demands(ctx context.Context) diag.Findings {
	c, err := u.modules.resolver.Scan(ctx, u.source)
	if err != nil {
		var out diag.Findings
		for _, f := range diag.AsFindings(err, diag.Config) {
			f.Where = u.shown(f.Where)
			out = append(out, f)
		}
		if out.HasErrors() {
			return out
		}
	}
	out := append(u.undeclared(), u.missingModules(c)...)
	overridden := map[string]bool{}
	needs := generatedNeeds(u.unit, overridden)
	for _, n := range c.Providers {
		if !overridden[n.Name] {
			needs = append(needs, n)
		}
	}
	for source, types := range c.Types { // used, and required nowhere
		required := func(n need) bool { return n.Source == source }
		if !types.First.IsZero() && !slices.ContainsFunc(needs, required) && !slices.ContainsFunc(c.Providers, required) {
			needs = append(needs, need{Name: source[strings.LastIndexByte(source, '/')+1:], Source: source, Pos: types.First})
		}
	}
	for _, n := range needs {
		if strings.HasSuffix(n.Source, "hashicorp/aws") {
			out = append(out, u.meets("AWS provider", u.Tools.Provider.Version, n.Constraint, n.Pos)...)
			continue
		}
		if u.asked == nil {
			u.asked = map[string]diag.Pos{}
		}
		if _, ok := u.asked[n.Source]; !ok {
			u.asked[n.Source] = u.shown(n.Pos)
		}
		if f := u.providerFinding(n.Name, n.Source, u.shown(n.Pos)); f != nil {
			out = append(out, f)
		}
	}
	for _, t := range c.Terraform {
		out = append(out, u.meets(string(u.Tools.Kind), u.Tools.Engine.Version, t.Text, t.Pos)...)
	}
	out = append(out, u.meets(string(u.Tools.Kind), u.Tools.Engine.Version, u.unit.TerraformVersion.Text, u.unit.TerraformVersion.Pos)...)
	out = append(out, u.meets("terragrunt", u.Tools.Terragrunt.Version, u.unit.TerragruntVersion.Text, u.unit.TerragruntVersion.Pos)...)
	for _, p := range c.Provisioners {
		if p.Kind != "local-exec" || !slices.Contains(u.Settings.Allow.LocalExec, p.Address) {
			u.skip("provisioner", p.Kind+" of "+p.Address, u.shown(p.Pos))
			u.drop = true
		}
	}
	return out
}

// missingModules tells of calls of local modules that lead nowhere: in the copy, a
// folder outside of the repository is none.
func (u *unitRun) missingModules(c module.Contents) (out diag.Findings) {
	for _, m := range c.Unresolved {
		if !strings.HasPrefix(m.Source, "./") && !strings.HasPrefix(m.Source, "../") {
			continue
		}
		where := u.shown(m.Pos)
		f := &diag.Finding{Severity: diag.Error, Code: diag.Config, Unit: u.name, Where: where,
			Summary: fmt.Sprintf("Module %q leads to a folder that is not there", m.Name), Detail: m.Source + " is no folder.", Fix: "Correct the source."}
		if outside := u.outside(m.Source, filepath.Dir(where.File), where); outside != nil {
			f = outside
		}
		out = append(out, f)
	}
	return out
}

// outside tells of a module folder, named from the folder of the user's tree, that
// is there but outside of the repository, of which alone there is a copy; nil for
// any other.
func (u *unitRun) outside(source, from string, where diag.Pos) *diag.Finding {
	source, _, _ = strings.Cut(source, "?")
	dir := source
	if !filepath.IsAbs(dir) {
		dir = filepath.Join(from, dir)
	}
	if !isDir(dir) || below(dir, u.Top) {
		return nil
	}
	return &diag.Finding{Severity: diag.Error, Code: diag.Config, Unit: u.name, Where: where,
		Summary: fmt.Sprintf("Module %q lies outside of the repository", source),
		Detail:  filepath.Clean(dir) + " is no part of the copy that a rehearsal runs in.",
		Fix:     "Bring the module into the repository, or reach it as a registry or git module, from a mirror (--module-mirror DIR)."}
}

// need is a requirement of the module, or of a file that Terragrunt generates.
type need = module.Need

// meets gives an error where a version does not meet a constraint.
func (u *unitRun) meets(what, have, constraint string, where diag.Pos) diag.Findings {
	if constraint == "" || have == "" {
		return nil
	}
	where = u.shown(where)
	c, err := version.NewConstraint(constraint)
	if err != nil {
		return diag.Findings{{Severity: diag.Error, Code: diag.Config, Unit: u.name, Where: where,
			Summary: fmt.Sprintf("%q is not a version constraint", constraint), Detail: err.Error(), Fix: "Write it as \">= 1.2, < 2.0\" or \"~> 1.2\"."}}
	}
	v, err := version.NewVersion(have)
	if err != nil || c.Check(v.Core()) {
		return nil
	}
	return diag.Findings{{Severity: diag.Error, Code: diag.Config, Unit: u.name, Where: where,
		Summary: fmt.Sprintf("%s %s does not meet the constraint %q", what, have, constraint),
		Detail:  "A rehearsal would not show what a version that the unit accepts does.",
		Fix:     fmt.Sprintf("Bring a version that meets it (`terrace setup` tells what is found, and how to name another), or change the constraint after a look at what differs in %s.", have)}}
}

// generatedNeeds reads required_providers out of the files that Terragrunt
// generates; an override file takes the place of what the module asks for.
func generatedNeeds(u *estate.Unit, overridden map[string]bool) []need {
	var out []need
	for _, g := range u.Generate {
		f, diags := hclparse.NewParser().ParseHCL([]byte(g.Contents), g.Path)
		if diags.HasErrors() {
			continue // Terraform will say so
		}
		body, ok := f.Body.(*hclsyntax.Body)
		if !ok {
			continue
		}
		for _, b := range body.Blocks {
			if b.Type != "terraform" {
				continue
			}
			for _, inner := range b.Body.Blocks {
				if inner.Type != "required_providers" {
					continue
				}
				for name, a := range inner.Body.Attributes {
					out = append(out, needOf(name, a.Expr, g.Pos))
					if strings.HasSuffix(g.Path, "override.tf") {
						overridden[name] = true
					}
				}
			}
		}
	}
	return out
}

func needOf(name string, expr hcl.Expression, where diag.Pos) need {
	n := need{Name: name, Source: "hashicorp/" + name, Pos: where}
	v, _ := expr.Value(nil)
	if v.IsNull() || !v.IsKnown() {
		return n
	}
	if v.Type() == cty.String {
		n.Constraint = v.AsString()
		return n
	}
	if s := text(v, "source"); s != "" {
		n.Source = s
	}
	n.Constraint = text(v, "version")
	return n
}
