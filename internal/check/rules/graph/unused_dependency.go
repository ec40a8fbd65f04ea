package graph

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var unusedDependency = &rule.Rule{
	ID: "graph-unused-dependency", Family: rule.Graph, Severity: diag.Warning,
	Protects: "A dependency whose outputs nobody reads costs an init and an output at every run, and makes the unit wait.",
	Fix:      "Remove it; where only the order matters, name its path in a dependencies block instead.",
	Link:     "https://docs.terragrunt.com/reference/hcl/blocks/#dependencies",
	Estate: func(_ context.Context, p *rule.Pass) {
		used := map[diag.Pos]bool{} // a shared block is used when one unit uses it
		first := map[diag.Pos]estate.Dependency{}
		units := map[diag.Pos]string{}
		var order []diag.Pos
		for _, u := range p.Estate.Units {
			names, known := referenced(p, u)
			for _, d := range u.Dependencies {
				if d.Name == "" {
					continue
				}
				if _, seen := first[d.Pos]; !seen {
					order = append(order, d.Pos)
					first[d.Pos], units[d.Pos] = d, u.Path
				}
				used[d.Pos] = used[d.Pos] || !known || names[d.Name] || d.SkipOutputs
			}
		}
		for _, u := range p.Estate.Units {
			if !u.Findings.HasErrors() {
				continue
			}
			// What a unit that cannot be evaluated includes is not sure: what it
			// names is used in any file that it read.
			names, known := referenced(p, u)
			for _, at := range order {
				used[at] = used[at] || slices.Contains(u.Reads, at.File) && (!known || names[first[at].Name])
			}
		}
		for _, at := range order {
			if !used[at] {
				p.At(at, fmt.Sprintf("no output of %s is read", edge(first[at]))).Unit = units[at]
			}
		}
	},
}

type mention struct{ path string }

// referenced gives the names that the files of a unit read outputs of; known is
// false when some file cannot be read, or a name is worked out.
func referenced(p *rule.Pass, u *estate.Unit) (names map[string]bool, known bool) {
	names = map[string]bool{}
	for _, path := range u.Reads {
		f := p.File(path)
		if f == nil || f.Kind != rule.Configuration {
			continue
		}
		if f.Body == nil {
			return nil, false
		}
		found := rule.Once(p.Input, mention{path}, func() []string { return mentions(f) })
		for _, n := range found {
			if n == "" {
				return nil, false
			}
			names[n] = true
		}
	}
	return names, true
}

// mentions lists the dependencies whose outputs a file reads; "" stands for one
// whose name is worked out.
func mentions(f *rule.File) (out []string) {
	f.Walk(func(n hclsyntax.Node) {
		x, ok := n.(*hclsyntax.ScopeTraversalExpr)
		if !ok || x.Traversal.RootName() != "dependency" {
			return
		}
		name := ""
		if len(x.Traversal) > 1 {
			switch s := x.Traversal[1].(type) {
			case hcl.TraverseAttr:
				name = s.Name
			case hcl.TraverseIndex:
				name = s.Key.AsString()
			}
		}
		out = append(out, name)
	})
	return out
}
