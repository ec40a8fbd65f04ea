package inputs

import (
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

const outputsLink = "https://docs.terragrunt.com/reference/hcl/blocks/#dependency"

var unknownOutput = &rule.Rule{
	ID: "output-unknown", Family: rule.Inputs, Severity: diag.Error,
	Protects: "Terragrunt stops at an output that the other unit's module does not have; inside of try() the fallback is taken, unseen.",
	Fix:      "Correct the name, or add the output to the module.",
	Link:     outputsLink,
	Unit: func(p *rule.Pass, u *estate.Unit) {
		for _, f := range own(p, u) {
			for _, r := range rule.Once(p.Input, reads{f.Path}, func() []read { return outputsRead(f) }) {
				m, target := behind(p, u, r.dependency)
				if m != nil && !m.Partial && m.Outputs[r.output] == nil {
					p.At(r.at, fmt.Sprintf("%s has no output %q", target, r.output)).Detail = "Its module has: " + list(m) + "." + nearest(r.output, m.Outputs)
				}
			}
		}
	},
}

type reads struct{ path string }

// read is a place where an output of a dependency is read, or something in it.
type read struct {
	dependency, output string
	at                 diag.Pos
	steps              hcl.Traversal // from the output on, as far as they are attributes and indexes
}

// own gives the configuration files in which the dependencies of a unit can be
// named: its own and what it includes.
func own(p *rule.Pass, u *estate.Unit) (out []*rule.File) {
	paths := []string{u.Written()}
	for _, in := range u.Includes {
		paths = append(paths, in.Path)
	}
	for _, path := range paths {
		if f := p.File(path); f != nil && f.Body != nil {
			out = append(out, f)
		}
	}
	return out
}

// behind gives the interface of the module behind a dependency, nil when it is
// not known, when the dependency is switched off, or leads to different units.
func behind(p *rule.Pass, u *estate.Unit, name string) (*contract.Module, string) {
	target := ""
	for _, d := range u.Dependencies {
		if d.Name != name {
			continue
		}
		if d.Target == "" || !d.Enabled || target != "" && target != d.Target {
			return nil, ""
		}
		target = d.Target
	}
	t := p.Estate.Unit(target)
	if t == nil || t.Plain() {
		return nil, ""
	}
	return offer(p, t), target
}

// outputsRead lists what a file reads as dependency.NAME.outputs.OUTPUT, and more.
func outputsRead(f *rule.File) (out []read) {
	f.Walk(func(n hclsyntax.Node) {
		x, ok := n.(*hclsyntax.ScopeTraversalExpr)
		if !ok || x.Traversal.RootName() != "dependency" || len(x.Traversal) < 4 {
			return
		}
		t := x.Traversal
		if name, outputs, output := step(t[1]), step(t[2]), step(t[3]); name != "" && outputs == "outputs" && output != "" {
			out = append(out, read{name, output, diag.FromRange(t[3].SourceRange()), t[4:]})
		}
	})
	return out
}

// step gives the name that a step of a traversal looks up, "" for a number.
func step(t hcl.Traverser) string {
	switch s := t.(type) {
	case hcl.TraverseAttr:
		return s.Name
	case hcl.TraverseIndex:
		if s.Key.Type() == cty.String {
			return s.Key.AsString()
		}
	}
	return ""
}

// list names the outputs of a module, the first of many.
func list(m *contract.Module) string {
	all := sorted(m.Outputs)
	if len(all) == 0 {
		return "none"
	}
	text := ""
	for i, name := range slices.Clip(all) {
		if i == 12 {
			return text + fmt.Sprintf(" and %d more", len(all)-i)
		}
		if i > 0 {
			text += ", "
		}
		text += name
	}
	return text
}
