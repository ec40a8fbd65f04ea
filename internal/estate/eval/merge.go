package eval

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

// merger is how the parts that strategies treat differently are merged.
type merger struct {
	dependencies bool // blocks of a name attribute by attribute
	inputs       func(base, over cty.Value) (cty.Value, error)
	copies       bool // copy lists are joined
	exclude      bool // an empty list of actions leaves the one beneath
	errors       bool // rules of a name are joined
	twice        bool // a generate block of a name may stand in both
}

func replace(_, over cty.Value) (cty.Value, error) { return over, nil }

func joined(base, over cty.Value) (cty.Value, error) { return deepMerge(base, over, true) }

// mergers by strategy; no_merge never merges.
var mergers = map[Strategy]*merger{
	NoMerge:     {},
	Shallow:     {inputs: replace},
	Deep:        {inputs: joined, dependencies: true, copies: true, exclude: true, errors: true, twice: true},
	DeepMapOnly: {inputs: joined, dependencies: true, copies: true, exclude: true, errors: true, twice: true},
}

// merge lays one configuration over another, which was made for this merge and
// becomes the result.
func merge(t *trace, base, over *Config, s Strategy) *Config {
	m := mergers[s]
	base.Inputs = m.mergeInputs(t, base.Inputs, over.Inputs)
	base.InputsUnknown = base.InputsUnknown || over.InputsUnknown
	base.Dependencies = m.mergeEdges(base.Dependencies, over.Dependencies)
	if !over.Source.Pos.IsZero() {
		base.Source = over.Source
	}
	if over.Copy.LockFile != nil {
		base.Copy.LockFile = over.Copy.LockFile
	}
	switch {
	case m.copies:
		base.Copy.Include = slices.Concat(over.Copy.Include, base.Copy.Include)
		base.Copy.Exclude = slices.Concat(over.Copy.Exclude, base.Copy.Exclude)
	case !base.terraform:
		base.Copy = over.Copy
	}
	base.Arguments = byName(base.Arguments, over.Arguments, func(a Arguments) string { return a.Name })
	base.Hooks = byName(base.Hooks, over.Hooks, func(h Hook) string { return h.Kind + " " + h.Name })
	base.Features = byName(base.Features, over.Features, func(f Feature) string { return f.Name })
	if over.RemoteState != nil {
		base.RemoteState = over.RemoteState
	}
	base.Generate = m.mergeGenerate(t, base.Generate, over.Generate)
	base.Exclude = m.mergeExclude(base.Exclude, over.Exclude)
	if over.errors {
		base.Errors = m.mergeErrors(base.Errors, over.Errors)
	}
	base.terraform, base.errors = base.terraform || over.terraform, base.errors || over.errors
	base.IAM = base.IAM.over(over.IAM)
	base.PreventDestroy = cmp.Or(over.PreventDestroy, base.PreventDestroy)
	base.TerraformVersion = cmp.Or(over.TerraformVersion, base.TerraformVersion)
	base.TerragruntVersion = cmp.Or(over.TerragruntVersion, base.TerragruntVersion)
	base.TerraformBinary = cmp.Or(over.TerraformBinary, base.TerraformBinary)
	base.DownloadDir = cmp.Or(over.DownloadDir, base.DownloadDir)
	return base
}

func (m *merger) mergeInputs(t *trace, base, over map[string]Input) map[string]Input {
	switch {
	case base == nil:
		return over
	case over == nil:
		return base
	}
	out := base // made for this merge: nobody else has it
	for name, in := range over {
		if old, ok := out[name]; ok {
			v, err := m.inputs(old.Value, in.Value)
			if err != nil {
				t.add(&diag.Finding{Severity: diag.Error, Code: diag.Config, Where: in.Pos, Also: []diag.Pos{old.Pos},
					Summary: fmt.Sprintf("input %s cannot be merged: %s", name, err),
					Fix:     "Give both places a value of the same kind, or include the file with merge_strategy = \"shallow\"."})
			}
			in.Value, in.Sensitive = v, in.Sensitive || old.Sensitive
			in.Written = in.over(old.Written)
		}
		out[name] = in
	}
	return out
}

// mergeEdges keeps the order of the files; a path of `dependencies` stands once.
func (m *merger) mergeEdges(base, over []Dependency) []Dependency {
	switch {
	case len(over) == 0 && named(base, false) == nil:
		return base
	case len(base) == 0 && named(over, false) == nil:
		return over
	}
	var blocks, paths []Dependency
	blocks = mergeDependencies(named(base, true), named(over, true), m.dependencies)
	for _, d := range slices.Concat(named(base, false), named(over, false)) {
		if !slices.ContainsFunc(paths, func(p Dependency) bool { return p.ConfigPath == d.ConfigPath }) {
			paths = append(paths, d)
		}
	}
	for i, d := range blocks { // a merged block settles anew
		blocks[i].Enabled = d.enabled == nil || *d.enabled
		blocks[i].SkipOutputs = d.skip != nil && *d.skip
		for _, o := range over {
			if o.Name == d.Name && o.ConfigPath != "" {
				blocks[i].ConfigPath = o.ConfigPath
			}
		}
	}
	return append(blocks, paths...)
}

func named(ds []Dependency, want bool) (out []Dependency) {
	for _, d := range ds {
		if (d.Name != "") == want {
			out = append(out, d)
		}
	}
	return out
}

func (m *merger) mergeGenerate(t *trace, base, over []Generate) []Generate {
	for _, g := range over {
		i := slices.IndexFunc(base, func(o Generate) bool { return o.Name == g.Name })
		if i >= 0 && !m.twice {
			t.add(&diag.Finding{Severity: diag.Error, Code: diag.Config, Where: g.Pos, Also: []diag.Pos{base[i].Pos},
				Summary: fmt.Sprintf("generate %q stands in an included file too", g.Name),
				Fix:     "Rename one of the two; Terragrunt refuses both under a shallow merge."})
		}
	}
	out := byName(base, over, func(g Generate) string { return g.Name })
	sortGenerate(out)
	return out
}

func (m *merger) mergeExclude(base, over Exclude) Exclude {
	if over.Pos.IsZero() {
		return base
	}
	if m.exclude && len(over.Actions) == 0 {
		over.Actions = base.Actions
	}
	return over
}

func (m *merger) mergeErrors(base, over []ErrorRule) []ErrorRule {
	if !m.errors {
		return over
	}
	out := slices.Clone(base)
	for _, r := range over {
		i := slices.IndexFunc(out, func(o ErrorRule) bool { return o.Kind == r.Kind && o.Name == r.Name })
		if i < 0 {
			out = append(out, r)
			continue
		}
		old := out[i]
		r.Patterns = slices.Compact(slices.Concat(old.Patterns, r.Patterns))
		r.MaxAttempts, r.Sleep, r.Message = cmp.Or(r.MaxAttempts, old.MaxAttempts), cmp.Or(r.Sleep, old.Sleep), cmp.Or(r.Message, old.Message)
		out[i] = r
	}
	return out
}

func (i IAM) over(o IAM) IAM {
	return IAM{
		Role: cmp.Or(o.Role, i.Role), SessionName: cmp.Or(o.SessionName, i.SessionName),
		WebIdentityToken: cmp.Or(o.WebIdentityToken, i.WebIdentityToken),
		Duration:         cmp.Or(o.Duration, i.Duration), Pos: cmp.Or(o.Pos, i.Pos),
	}
}

// byName lays list over list: an element of the same name takes the place of
// the one beneath, others follow.
func byName[T any](base, over []T, name func(T) string) []T {
	out := slices.Clone(base)
	for _, x := range over {
		if i := slices.IndexFunc(out, func(o T) bool { return name(o) == name(x) }); i >= 0 {
			out[i] = x
		} else {
			out = append(out, x)
		}
	}
	return out
}
