package affected

import (
	"slices"

	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

// aspects are what a unit's configuration says, each with a name for a
// sentence. Unknown values are equal to unknown values here.
var aspects = []struct {
	name string
	same func(a, b *estate.Unit) bool
}{
	{"source", func(a, b *estate.Unit) bool { return a.Source.Raw == b.Source.Raw }},
	{"list of dependencies", func(a, b *estate.Unit) bool {
		return slices.EqualFunc(a.Dependencies, b.Dependencies, func(x, y estate.Dependency) bool {
			return x.Name == y.Name && x.ConfigPath == y.ConfigPath && x.Enabled == y.Enabled && x.SkipOutputs == y.SkipOutputs
		})
	}},
	{"remote state", func(a, b *estate.Unit) bool {
		x, y := a.RemoteState, b.RemoteState
		return x == nil && y == nil || x != nil && y != nil && x.Backend == y.Backend && same(x.Config, y.Config)
	}},
	{"generated files", func(a, b *estate.Unit) bool {
		return slices.EqualFunc(a.Generate, b.Generate, func(x, y estate.Generate) bool {
			return x.Name == y.Name && x.Path == y.Path && x.Contents == y.Contents && x.IfExists == y.IfExists && x.Disabled == y.Disabled
		})
	}},
	{"hooks", func(a, b *estate.Unit) bool {
		return slices.EqualFunc(a.Hooks, b.Hooks, func(x, y estate.Hook) bool {
			return x.Kind == y.Kind && x.Name == y.Name && slices.Equal(x.Commands, y.Commands) && slices.Equal(x.Execute, y.Execute)
		})
	}},
	{"extra arguments", func(a, b *estate.Unit) bool {
		return slices.EqualFunc(a.Arguments, b.Arguments, func(x, y estate.Arguments) bool {
			return x.Name == y.Name && slices.Equal(x.Arguments, y.Arguments) && slices.Equal(x.RequiredVarFiles, y.RequiredVarFiles) && slices.Equal(x.OptionalVarFiles, y.OptionalVarFiles)
		})
	}},
	{"set of files read", func(a, b *estate.Unit) bool { return slices.Equal(a.Reads, b.Reads) }},
	{"set of inputs", func(a, b *estate.Unit) bool {
		return len(a.Inputs) == len(b.Inputs) && a.InputsUnknown == b.InputsUnknown
	}},
}

// difference names the first thing in which two readings of a unit differ; ""
// when they say the same.
func difference(a, b *estate.Unit) string {
	if a == nil {
		return ""
	}
	for _, x := range aspects {
		if !x.same(a, b) {
			return x.name
		}
	}
	for name, in := range b.Inputs {
		if was, ok := a.Inputs[name]; !ok || !same(was.Value, in.Value) {
			return "input " + name
		}
	}
	return ""
}

func same(a, b cty.Value) bool {
	if a == cty.NilVal || b == cty.NilVal {
		return a == cty.NilVal && b == cty.NilVal
	}
	return a.RawEquals(b)
}
