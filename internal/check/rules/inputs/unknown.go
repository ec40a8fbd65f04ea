package inputs

import (
	"context"
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var unknown = &rule.Rule{
	ID: "input-unknown", Family: rule.Inputs, Severity: diag.Error,
	Protects: "Terraform ignores an input that the module has no variable for: what it was meant to switch on is never made, and nobody says so.",
	Fix:      "Correct the name, or take the input away.",
	Link:     variablesLink,
	Estate: func(_ context.Context, p *rule.Pass) {
		// What a file gives to many units is known when one of their modules knows it.
		type use struct {
			units []string
			near  string
			known bool
		}
		uses := map[diag.Pos]map[string]*use{}
		var order []diag.Pos
		for _, u := range p.Estate.Units {
			if u.Plain() {
				continue
			}
			m := offer(p, u)
			for _, name := range sorted(u.Inputs) {
				at := u.Inputs[name].Pos
				if uses[at] == nil {
					uses[at] = map[string]*use{}
					order = append(order, at)
				}
				x := uses[at][name]
				if x == nil {
					x = &use{}
					uses[at][name] = x
				}
				x.units = append(x.units, u.Path)
				if m == nil || m.Partial || m.Variables[name] != nil {
					x.known = true
				} else if x.near == "" {
					x.near = nearest(name, ungiven(m, u.Inputs))
				}
			}
		}
		for _, at := range order {
			if !written(p, at) {
				continue
			}
			for _, name := range sorted(uses[at]) {
				x := uses[at][name]
				if x.known {
					continue
				}
				f := p.At(at, fmt.Sprintf("no variable takes the input %q", name))
				f.Unit, f.Detail = x.units[0], "Terraform ignores it."+x.near
				if len(x.units) > 1 {
					f.Units = x.units
				}
			}
		}
	},
}

// ungiven leaves out the variables that have an input: the one that is meant is
// none of them.
func ungiven[T any](m *contract.Module, inputs map[string]T) map[string]*contract.Variable {
	out := map[string]*contract.Variable{}
	for name, v := range m.Variables {
		if _, has := inputs[name]; !has {
			out[name] = v
		}
	}
	return out
}
