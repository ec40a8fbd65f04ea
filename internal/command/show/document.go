package show

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/describe"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate/place"
	"github.com/terrace-cloud/terrace/internal/redact"
	"github.com/zclconf/go-cty/cty"
)

// document is what --json prints.
type document struct {
	Schema         string          `json:"schema"`
	Root           string          `json:"root"` // absolute folder that paths of units start at
	Path           string          `json:"path"`
	Environment    string          `json:"environment"`
	Region         string          `json:"region"`
	Layer          string          `json:"layer"`
	Source         describe.Source `json:"source"`
	State          *describe.State `json:"state"`
	Dependencies   []dependency    `json:"dependencies"`
	Dependents     []string        `json:"dependents"` // units that need it, directly
	Inputs         []input         `json:"inputs"`
	InputsUnknown  bool            `json:"inputs_unknown,omitempty"` // there may be more
	Hooks          []hook          `json:"hooks"`
	PreventDestroy bool            `json:"prevent_destroy"`
	Excluded       string          `json:"excluded,omitempty"`
	Reads          []string        `json:"reads"` // as seen from the root
	Findings       diag.Findings   `json:"findings"`
}

type dependency struct {
	Name    string   `json:"name,omitempty"`
	Unit    string   `json:"unit,omitempty"`
	Enabled bool     `json:"enabled"`
	Where   diag.Pos `json:"where,omitzero"`
}

type input struct {
	Name    string   `json:"name"`
	Value   any      `json:"value"`             // null in the place of what is hidden or not known
	Known   bool     `json:"known"`             // wholly
	Unknown []hole   `json:"unknown,omitempty"` // what only a run can tell
	Hidden  []string `json:"hidden,omitempty"`  // paths of what is hidden
	Where   diag.Pos `json:"where,omitzero"`
}

type hole struct {
	Path string `json:"path"`
	Type string `json:"type,omitempty"` // that it will have, as a variable declares it; absent where that is not known either
	Why  string `json:"why"`
}

type hook struct {
	Kind     string   `json:"kind"`
	Name     string   `json:"name"`
	Commands []string `json:"commands"`
	Execute  []string `json:"execute"`
	Where    diag.Pos `json:"where,omitzero"`
}

func newDocument(v *viewer, p place.Place) *document {
	u, e := v.unit, v.t.Estate
	d := &document{Schema: "terrace.show/1", Root: e.Root, Path: u.Path, Environment: p.Environment, Region: p.Region, Layer: p.Layer,
		Source: describe.SourceOf(e, u), State: describe.StateOf(u), Dependencies: []dependency{}, Dependents: []string{}, Inputs: []input{},
		InputsUnknown: u.InputsUnknown, Hooks: []hook{}, PreventDestroy: u.PreventDestroy, Excluded: describe.Excluded(u), Reads: []string{},
		Findings: append(diag.Findings{}, u.Findings...)}
	for _, x := range u.Dependencies {
		d.Dependencies = append(d.Dependencies, dependency{x.Name, x.Target, x.Enabled, x.Pos})
	}
	for _, x := range e.Units {
		if slices.Contains(describe.Needs(x), u.Path) {
			d.Dependents = append(d.Dependents, x.Path)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(u.Inputs)) {
		in := u.Inputs[name]
		d.Inputs = append(d.Inputs, v.input([]string{name}, in.Value, in.Pos))
	}
	for _, h := range u.Hooks {
		execute := h.Execute
		if !v.reveal {
			execute = redact.Arguments(execute)
		}
		d.Hooks = append(d.Hooks, hook{h.Kind, h.Name, append([]string{}, h.Commands...), append([]string{}, execute...), h.Pos})
	}
	for _, r := range u.Reads {
		d.Reads = append(d.Reads, describe.Rel(e.Root, r))
	}
	return d
}

func (v *viewer) input(path []string, value cty.Value, where diag.Pos) input {
	out := input{Name: strings.Join(path, "."), Known: value != cty.NilVal && value.IsWhollyKnown(), Where: where}
	out.Value = v.plain(path, value, func(path []string, x cty.Value, why string) {
		if name := strings.Join(path, "."); why == "" {
			out.Hidden = append(out.Hidden, name)
		} else {
			out.Unknown = append(out.Unknown, hole{name, typeOf(x), why})
		}
	})
	return out
}

// number keeps every digit.
func number(v cty.Value) json.Number {
	f := v.AsBigFloat()
	if i, acc := f.Int(nil); acc == 0 {
		return json.Number(i.String())
	}
	return json.Number(f.Text('g', -1))
}
