package eval

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate/tree"
	"github.com/zclconf/go-cty/cty"
)

// evalDependencies reads the dependency blocks of this file alone.
func (s *stage) evalDependencies() {
	for b := range s.file.body.of("dependency") {
		d := Dependency{Name: b.label, Pos: s.file.pos(b.at)}
		d.raw, _ = get(s.frame, &b.body, "config_path", asString)
		d.enabled = pointer(get(s.frame, &b.body, "enabled", asBool))
		d.skip = pointer(get(s.frame, &b.body, "skip_outputs", asBool))
		d.commands = pointer(get(s.frame, &b.body, "mock_outputs_allowed_terraform_commands", asStrings))
		d.strategy, _ = get(s.frame, &b.body, "mock_outputs_merge_strategy_with_state", asString)
		d.mergeOld = pointer(get(s.frame, &b.body, "mock_outputs_merge_with_state", asBool))
		if a, ok := b.attrs["mock_outputs"]; ok {
			d.mocks, d.Mocked = s.value(a.expr), true
		}
		s.deps = append(s.deps, d)
	}
}

// mergedDependencies joins the dependency blocks of the file with those of the
// files that it includes.
func (s *stage) mergedDependencies() []Dependency {
	out := s.deps
	if s.over != nil {
		out = mergeDependencies(out, s.over.deps, false)
	}
	for i := len(s.parents) - 1; i >= 0; i-- {
		switch m := s.includes[i].Merge; m {
		case NoMerge:
		default:
			out = mergeDependencies(s.parents[i].deps, out, m == Deep || m == DeepMapOnly)
		}
	}
	return out
}

// settle fills what a dependency says for the unit; blocks are merged as they
// are written and settled once.
func (fr *frame) settle(d Dependency) Dependency {
	d.Enabled = d.enabled == nil || *d.enabled
	d.SkipOutputs = d.skip != nil && *d.skip
	if d.raw != "" {
		d.ConfigPath = fr.abs(d.raw)
		if fr.t.Kind(d.ConfigPath) == tree.File {
			d.ConfigPath = filepath.Dir(d.ConfigPath)
		}
	}
	return d
}

// setDependencies makes the outputs known as `dependency`.
func (s *stage) setDependencies(deps []Dependency) {
	out := map[string]cty.Value{}
	for _, d := range deps {
		d = s.settle(d)
		fields := map[string]cty.Value{}
		if v := s.outputs(d); v != cty.NilVal {
			fields["outputs"] = v
		}
		out[d.Name] = cty.ObjectVal(fields)
	}
	s.dependency = cty.ObjectVal(out)
}

// outputs gives what dependency.NAME.outputs is. It is not there at all for a
// dependency that is off, or whose outputs are skipped, and has no mocks.
func (s *stage) outputs(d Dependency) cty.Value {
	mocks := cty.NilVal
	if d.Mocked && d.mocksAllowed(s.e.opts.Command) {
		mocks = d.mocks
	}
	switch {
	case !d.Enabled && d.Mocked:
		return d.mocks
	case !d.Enabled || d.SkipOutputs:
		return mocks
	case d.ConfigPath == "" || s.e.opts.Outputs == nil:
	default:
		if v, ok := s.e.opts.Outputs(d.ConfigPath); ok && v != cty.NilVal {
			return withMocks(v, mocks, d.mockStrategy())
		}
	}
	if s.e.opts.Mocks && mocks != cty.NilVal {
		return mocks
	}
	return s.typed(d)
}

// typed gives outputs of which only the types are known, by the contract of the
// module that the other unit runs.
func (s *stage) typed(d Dependency) cty.Value {
	if s.e.opts.OutputTypes == nil || d.ConfigPath == "" || s.t.Kind(d.ConfigPath) != tree.Dir {
		return cty.DynamicVal
	}
	file := DefaultFile(s.t, d.ConfigPath)
	if v, ok := s.e.typed.Load(file); ok {
		return v.(cty.Value)
	}
	if slices.Contains(s.t.stack, file) { // units that need one another
		return cty.DynamicVal
	}
	v := cty.DynamicVal
	if source, ok := s.e.sourceOf(s.t, file); ok {
		if types, ok := s.e.opts.OutputTypes(d.ConfigPath, source); ok {
			out := make(map[string]cty.Value, len(types))
			for name, t := range types {
				out[name] = cty.UnknownVal(t)
			}
			v = cty.ObjectVal(out)
		}
	}
	s.e.typed.Store(file, v)
	return v
}

// sourceOf gives the source of the unit with that configuration file; "" where
// it has none, false where only a run can tell, or where more than a module may
// give its outputs.
func (e *Evaluator) sourceOf(t *trace, file string) (src string, ok bool) {
	s := e.stage(newTrace(e, file, append(slices.Clone(t.stack), file)), file, file, nil)
	ok = true
	for _, from := range s.precedence() {
		from.dependency = cty.DynamicVal
		for b := range from.file.body.of("terraform") {
			if _, there := b.attrs["source"]; there && src == "" && ok {
				src, ok = get(from.frame, &b.body, "source", asString)
			}
		}
		for b := range from.file.body.of("generate") {
			if a, there := b.attrs["contents"]; there {
				text, known := from.quick(a.expr)
				ok = ok && (!known || !declares(text))
			}
		}
	}
	return src, ok
}

// declares tells whether a text has an output.
func declares(text cty.Value) bool {
	return text.Type() == cty.String && text.IsKnown() && !text.IsNull() && strings.Contains(text.AsString(), "output \"")
}

// precedence gives the files that a configuration is merged of, the one that
// decides first.
func (s *stage) precedence() []*stage {
	out := []*stage{s}
	if s.over != nil {
		out = []*stage{s.over, s}
	}
	for i := len(s.parents) - 1; i >= 0; i-- {
		if s.includes[i].Merge != NoMerge {
			out = append(out, s.parents[i])
		}
	}
	return out
}

// mocksAllowed tells whether mocks may stand in under a command: where none is
// known, where the block names none, and always when Terragrunt renders.
func (d Dependency) mocksAllowed(command string) bool {
	return command == "" || command == "render" || d.commands == nil || len(*d.commands) == 0 || slices.Contains(*d.commands, command)
}

func (d Dependency) mockStrategy() Strategy {
	if d.strategy == "" && d.mergeOld != nil && *d.mergeOld {
		return Shallow
	}
	return Strategy(d.strategy)
}

// withMocks adds to known outputs what the mocks have besides.
func withMocks(v, mocks cty.Value, s Strategy) cty.Value {
	if mocks == cty.NilVal || !isObject(v) || !isObject(mocks) {
		return v
	}
	switch s {
	case Shallow:
		return shallowMerge(mocks, v)
	case Deep, DeepMapOnly:
		out, _ := deepMerge(mocks, v, false)
		return out
	}
	return v
}

func mergeDependencies(base, over []Dependency, deep bool) []Dependency {
	switch {
	case len(over) == 0:
		return base
	case len(base) == 0:
		return over
	}
	out := slices.Clone(base)
	for _, d := range over {
		i := slices.IndexFunc(out, func(o Dependency) bool { return o.Name == d.Name })
		switch {
		case i < 0:
			out = append(out, d)
		case deep:
			out[i] = out[i].deepMerge(d)
		default:
			out[i] = d
		}
	}
	return out
}

// deepMerge lays a block over one of the same name, attribute by attribute.
func (d Dependency) deepMerge(over Dependency) Dependency {
	d.Pos = over.Pos
	if over.raw != "" {
		d.raw = over.raw
	}
	if over.enabled != nil {
		d.enabled = over.enabled
	}
	if over.skip != nil {
		d.skip = over.skip
	}
	if over.commands != nil {
		if d.commands == nil {
			d.commands = &[]string{}
		}
		d.commands = new(slices.Concat(*d.commands, *over.commands))
	}
	switch {
	case !over.Mocked:
	case !d.Mocked:
		d.mocks, d.Mocked = over.mocks, true
	default:
		d.mocks, _ = deepMerge(d.mocks, over.mocks, true)
	}
	return d
}

// checkPath refuses an edge that is on and leads nowhere. A block in an included
// file may have an empty path, for the unit to fill.
func (s *stage) checkPath(d Dependency) {
	if d.Enabled && d.raw == "" {
		s.t.add(&diag.Finding{Severity: diag.Error, Code: diag.Config, Where: d.Pos,
			Summary: fmt.Sprintf("dependency %q has no config_path that can be read from the files", d.Name),
			Fix:     "Give the path of the folder of a unit."})
	}
}

// evalPaths reads the `dependencies` block; its paths are edges without outputs.
func (s *stage) evalPaths() (out []Dependency) {
	for b := range s.file.body.of("dependencies") {
		a, ok := b.attrs["paths"]
		if !ok {
			continue
		}
		paths, ok := get(s.frame, &b.body, "paths", asStrings)
		if !ok {
			continue
		}
		for i, p := range paths {
			out = append(out, s.settle(Dependency{raw: p, skip: new(true), Pos: s.elementPos(a.expr, i)}))
		}
	}
	return out
}

func pointer[T any](v T, ok bool) *T {
	if !ok {
		return nil
	}
	return &v
}
