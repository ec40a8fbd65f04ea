// Package describe says in a few words what a unit is: for lists, pictures and
// documents of several commands.
package describe

import (
	"path/filepath"
	"strconv"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/module"
	"github.com/zclconf/go-cty/cty"
)

// Unknown stands for what only a run can tell.
const Unknown = "(known when it runs)"

// Source is the module that a unit runs, in short.
type Source struct {
	Raw     string   `json:"raw"`     // as evaluated
	Module  string   `json:"module"`  // "terraform-aws-modules/vpc/aws", "modules/ecr", "github.com/acme/modules//vpc"
	Version string   `json:"version"` // version of a registry, ref of a repository; "" when there is none
	Where   diag.Pos `json:"where,omitzero"`
}

// SourceOf takes the source of a unit apart. Local folders are named as seen
// from the estate's root.
func SourceOf(e *estate.Estate, u *estate.Unit) Source {
	out := Source{Raw: u.Source.Raw, Where: u.Source.Pos, Module: u.Source.Raw}
	switch dir, local := u.Module(); {
	case local && dir == u.Dir:
		out.Module = "."
		return out
	case local:
		out.Module = Rel(e.Root, dir)
		return out
	case u.Source.Raw == "":
		out.Module = Unknown
		return out
	}
	s, err := module.ParseSource(u.Source.Raw)
	if err != nil {
		return out
	}
	switch s.Kind {
	case module.RegistryKind:
		out.Module, out.Version = s.Address.Canonical().String(), s.Version
	case module.GitKind:
		out.Module, out.Version = s.Repo, s.Ref
	case module.LocalKind:
		out.Module = s.Path
	}
	if s.Sub != "" {
		out.Module += "//" + s.Sub
	}
	return out
}

// Short names a module in a few letters: "vpc 5.21.0", "ecs//service 5.12.1",
// "modules/ecr".
func (s Source) Short() string {
	name, sub, _ := strings.Cut(s.Module, "//")
	if parts := strings.Split(name, "/"); strings.HasPrefix(s.Raw, "tfr:") && len(parts) >= 3 {
		name = parts[len(parts)-2] // NAMESPACE/NAME/PROVIDER
	} else if s.Version != "" {
		name = parts[len(parts)-1] // a repository
	}
	if sub != "" {
		name += "//" + sub[strings.LastIndex(sub, "/")+1:]
	}
	if name == "." {
		name = "its own Terraform files"
	}
	return strings.TrimSpace(name + " " + s.Version)
}

// State is where a unit keeps its state.
type State struct {
	Backend string   `json:"backend"`
	Bucket  string   `json:"bucket,omitempty"` // or container
	Key     string   `json:"key,omitempty"`    // or prefix, or path
	Region  string   `json:"region,omitempty"`
	Where   diag.Pos `json:"where,omitzero"`
}

// String gives it as an address: "s3://bucket/key".
func (s *State) String() string {
	if s == nil {
		return ""
	}
	return s.Backend + "://" + strings.TrimPrefix(s.Bucket+"/"+s.Key, "/")
}

// StateOf gives where a unit keeps its state, nil when it does not say.
func StateOf(u *estate.Unit) *State {
	r := u.RemoteState
	if r == nil {
		return nil
	}
	s := &State{Backend: r.Backend, Where: r.Pos}
	for _, f := range []struct {
		to    *string
		names []string
	}{{&s.Bucket, []string{"bucket", "container_name", "hostname"}}, {&s.Key, []string{"key", "prefix", "path"}}, {&s.Region, []string{"region"}}} {
		for _, name := range f.names {
			if *f.to == "" {
				*f.to = attribute(r.Config, name)
			}
		}
	}
	return s
}

func attribute(v cty.Value, name string) string {
	if v == cty.NilVal {
		return ""
	}
	v, _ = v.Unmark()
	if !v.IsKnown() || v.IsNull() || !v.Type().IsObjectType() || !v.Type().HasAttribute(name) {
		return ""
	}
	v, marks := v.GetAttr(name).Unmark()
	switch {
	case len(marks) > 0:
		return "(hidden)"
	case !v.IsKnown():
		return Unknown
	case v.IsNull() || v.Type() != cty.String:
		return ""
	}
	return v.AsString()
}

// Needs lists the units that a unit needs: the paths of edges that are on, in
// order, each once.
func Needs(u *estate.Unit) []string {
	out := []string{}
	seen := map[string]bool{}
	for _, d := range u.Dependencies {
		if d.Enabled && d.Target != "" && !seen[d.Target] {
			seen[d.Target] = true
			out = append(out, d.Target)
		}
	}
	return out
}

// Rel names a file or folder as seen from a folder, where it is below or beside
// it; else as it is.
func Rel(from, path string) string {
	r, err := filepath.Rel(from, path)
	if err != nil || path == "" || strings.HasPrefix(r, "../../../..") {
		return path
	}
	return filepath.ToSlash(r)
}

// Pos names a place as seen from a folder.
func Pos(from string, p diag.Pos) string {
	p.File, p.Column = Rel(from, p.File), 0
	return p.String()
}

// Beside names a unit as seen from another one: without the leading folders
// that both are in.
func Beside(from, unit string) string {
	a, b := strings.Split(from, "/"), strings.Split(unit, "/")
	n := 0
	for n < len(b)-1 && n < len(a)-1 && a[n] == b[n] {
		n++
	}
	return strings.Join(b[n:], "/")
}

// Found gives the findings of a unit with its path.
func Found(unit string, l diag.Findings) diag.Findings {
	out := make(diag.Findings, len(l))
	for i, f := range l {
		named := *f
		named.Unit = unit
		out[i] = &named
	}
	return out
}

// Count says how many there are: "1 unit", "3 units".
func Count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// Excluded tells whether Terragrunt leaves a unit out: "" for no, "yes", or
// "unknown" where only a run can tell.
func Excluded(u *estate.Unit) string {
	switch {
	case u.Exclude.Unknown:
		return "unknown"
	case u.Exclude.If:
		return "yes"
	}
	return ""
}
