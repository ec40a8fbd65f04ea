// Package infer works out which types the outputs of a module have. Terraform
// declares none, so that they are inferred from the text alone: each output is
// evaluated with unknown values of the types that its variables, resources and
// called modules have. Nothing is run and no value is made up: what the text
// does not tell has the type any.
//
// A list stands for what count makes and a map for what for_each makes, where
// Terraform has a tuple and an object: how many there are only a run can tell.
package infer

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/module"
	"github.com/zclconf/go-cty/cty"
)

// Kind tells resources from data sources.
type Kind string

// The kinds of block that have a type of a provider.
const (
	Resource Kind = "resource"
	Data     Kind = "data"
)

// Schemas knows the types of providers. It may be asked by several goroutines.
type Schemas interface {
	// Type gives the type of a resource or data source, by the schema of a
	// provider that the requirement allows; false when it is not known.
	Type(p contract.Provider, k Kind, name string) (cty.Type, bool)
	// Lacks tells that the schema of a provider is not here, and may be had.
	Lacks(p contract.Provider) bool
}

// Types are the types of the outputs of a module, by name; any
// ([cty.DynamicPseudoType]) for what cannot be known, whole or in parts.
type Types struct {
	Outputs map[string]cty.Type
	// Lacking tells that a schema was not here: more can be known where it is.
	Lacking bool
}

// Remote finds a module that does not lie beside the one that calls it: the
// folder in which it is, or, where dir is "", the types that are known of it.
type Remote func(module.Source) (dir string, known Types)

// Inferrer infers the types of modules, each once. It may be used by several
// goroutines.
type Inferrer struct {
	schemas Schemas
	remote  Remote

	mu    sync.Mutex
	done  map[string]Types // by folder
	under []string         // folders at work, the outermost first
}

// New makes an inferrer. Where schemas or remote is nil, such types are not
// known.
func New(schemas Schemas, remote Remote) *Inferrer {
	if schemas == nil {
		schemas = nothing{}
	}
	return &Inferrer{schemas: schemas, remote: remote, done: map[string]Types{}}
}

// Folder gives the types of the outputs of the module in a folder. What cannot
// be read is not known.
func (i *Inferrer) Folder(dir string) Types {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.folder(filepath.Clean(dir))
}

func (i *Inferrer) folder(dir string) Types {
	if t, ok := i.done[dir]; ok {
		return t
	}
	if slices.Contains(i.under, dir) {
		return Types{} // modules that call one another: Terraform refuses them
	}
	i.under = append(i.under, dir)
	s := i.read(dir)
	out := Types{Outputs: make(map[string]cty.Type, len(s.outputs))}
	for _, name := range slices.Sorted(maps.Keys(s.outputs)) {
		out.Outputs[name] = typeOf(s.value(s.outputs[name]))
	}
	out.Lacking = s.lacking
	i.under = i.under[:len(i.under)-1]
	i.done[dir] = out
	return out
}

// call gives the types of a module that the module in dir calls.
func (i *Inferrer) call(dir, source, version string) Types {
	s, err := module.ParseCall(source, version)
	switch {
	case err != nil:
	case s.Kind == module.LocalKind:
		to := s.Path
		if !filepath.IsAbs(to) {
			to = filepath.Join(dir, to)
		}
		return i.folder(filepath.Join(to, s.Sub))
	case i.remote != nil:
		to, known := i.remote(s)
		if to != "" {
			return i.folder(to)
		}
		return known
	}
	return Types{}
}

// nothing knows no provider.
type nothing struct{}

func (nothing) Type(contract.Provider, Kind, string) (cty.Type, bool) { return cty.NilType, false }
func (nothing) Lacks(contract.Provider) bool                          { return true }

// typeOf gives the type of a value. A plain null says nothing of what its place
// holds another time.
func typeOf(v cty.Value) cty.Type {
	v, _ = v.UnmarkDeep()
	t := v.Type().WithoutOptionalAttributesDeep()
	if !writable(t) {
		return cty.DynamicPseudoType
	}
	return t
}

// writable tells whether a type can be written down and read again.
func writable(t cty.Type) bool {
	text := contract.TypeText(t)
	back, err := contract.ParseType(text)
	return err == nil && back.Equals(t) && !strings.Contains(text, "\n")
}
