package module

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hashicorp/go-version"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// Resolver finds modules on this machine: in the tree, in a mirror, then in
// the store, which downloads what it lacks unless it is offline. Its zero
// value resolves local sources only.
type Resolver struct {
	Mirror string // folder with the layout of [Mirror], "" for none
	Store  *Store // nil for none

	// Locked gives the content hash that the committed lock has for a source
	// with a version or a ref; false means that the lock does not name it. What
	// differs is refused, unless it stands in for the module. The store has an
	// option of its own.
	Locked func(Source) (string, bool)
}

// Copy is a version of a module as it lies on this machine.
type Copy struct {
	Root  string // absolute folder of the whole module
	Level Level
	Where string // "mirror" or "store"
}

// Copies lists what this machine has of a source with a version or a ref,
// without holding it to anything.
func (r *Resolver) Copies(s Source) (out []Copy) {
	if root, ok := Mirror(r.Mirror).find(s); ok {
		out = append(out, Copy{Root: root, Level: LevelOf(root), Where: "mirror"})
	}
	if r.Store != nil && s.Kind == RegistryKind {
		if c, ok := r.Store.copy(s.Address, strings.TrimPrefix(s.Version, "v")); ok {
			out = append(out, c)
		}
	}
	return out
}

// held holds a module of the mirror to the lock.
func (r *Resolver) held(s Source, res Resolved) error {
	if r.Locked == nil || res.Level == StandIn {
		return nil
	}
	if want, ok := r.Locked(s); ok && want != res.Hash {
		f := unlocked(s.Name(), res.Hash, want)
		f.Where = diag.Pos{File: res.Root}
		return f
	}
	return nil
}

// Call is one use of a module.
type Call struct {
	Source Source
	Dir    string   // absolute folder that relative paths start from
	Pos    diag.Pos // where the source is written
}

// Resolve gives the folder of the module that the source of a Terragrunt unit
// names; from is where the source is written, and relative paths start at dir.
// Errors are findings at from.
func (r *Resolver) Resolve(ctx context.Context, source, dir string, from diag.Pos) (Resolved, error) {
	s, err := ParseSource(source)
	if err != nil {
		return Resolved{}, at(err, from)
	}
	return r.Call(ctx, Call{Source: s, Dir: dir, Pos: from})
}

// Call gives the folder of a module in use. Errors are findings at its place.
func (r *Resolver) Call(ctx context.Context, c Call) (Resolved, error) {
	var res Resolved
	var err error
	switch c.Source.Kind {
	case LocalKind:
		res, err = local(c)
	case RegistryKind:
		res, err = r.registry(ctx, c.Source)
	case GitKind:
		if res, err = Mirror(r.Mirror).git(c.Source); err == nil {
			err = r.held(c.Source, res)
		}
	default:
		err = &diag.Finding{
			Severity: diag.Error, Code: diag.Config,
			Summary: fmt.Sprintf("Module source %q cannot be rehearsed", c.Source.Raw),
			Detail:  "Only local folders, registry modules, and git repositories in a mirror are resolved.",
			Fix:     "Publish the module in a registry, or keep it in the tree or in a git repository.",
		}
	}
	if err == nil {
		err = res.hasSub(c.Source)
	}
	if err != nil {
		return Resolved{}, at(err, c.Pos)
	}
	return res, nil
}

func local(c Call) (Resolved, error) {
	root := c.Source.Path
	if !filepath.IsAbs(root) {
		root = filepath.Join(c.Dir, root)
	}
	root = filepath.Clean(root)
	if fi, err := os.Stat(root); err != nil || !fi.IsDir() {
		return Resolved{}, &diag.Finding{
			Severity: diag.Error, Code: diag.Config,
			Summary: fmt.Sprintf("Module folder %q does not exist", c.Source.Raw),
			Detail:  "It was looked for at " + root + ".",
			Fix:     "Correct the path; it starts from the folder of the configuration that names it.",
		}
	}
	return Resolved{Root: root, Sub: c.Source.Sub, Level: Local}, nil
}

// registry prefers the mirror where it holds the very version.
func (r *Resolver) registry(ctx context.Context, s Source) (Resolved, error) {
	v := s.Version
	if v == "" {
		var err error
		if v, err = r.choose(ctx, s); err != nil {
			return Resolved{}, err
		}
	}
	v = strings.TrimPrefix(v, "v")
	res, ok, err := Mirror(r.Mirror).module(s.Address, v)
	switch {
	case err != nil:
		return Resolved{}, err
	case ok:
		s.Version = v
		err = r.held(s, res)
	case r.Store != nil:
		if res, err = r.Store.Module(ctx, s.Address, v); err != nil {
			return Resolved{}, r.withMirror(err, s.Address)
		}
	default:
		return Resolved{}, missing(s.Address, v, Mirror(r.Mirror).Versions(s.Address), "the mirror")
	}
	res.Sub = s.Sub
	return res, err
}

// withMirror adds to the store's finding what the mirror would have had.
func (r *Resolver) withMirror(err error, a Address) error {
	f, ok := err.(*diag.Finding)
	if have := Mirror(r.Mirror).Versions(a); ok && len(have) > 0 {
		f.Detail = strings.TrimSpace(f.Detail + " The mirror has " + strings.Join(have, ", ") + ".")
	}
	return err
}

// choose gives the newest version that a module call's constraint allows. A
// prerelease is taken only where the constraint is that very version.
func (r *Resolver) choose(ctx context.Context, s Source) (string, error) {
	var allowed version.Constraints
	if strings.TrimSpace(s.Constraint) != "" {
		var err error
		if allowed, err = version.NewConstraint(s.Constraint); err != nil {
			return "", &diag.Finding{
				Severity: diag.Error, Code: diag.Config,
				Summary: fmt.Sprintf("Version constraint %q of module %s cannot be read", s.Constraint, s.Address),
				Fix:     `Write one such as "~> 5.1".`,
			}
		}
	}
	have, err := r.Versions(ctx, s.Address)
	if err != nil {
		return "", err
	}
	for _, text := range slices.Backward(have) {
		v, err := version.NewVersion(text)
		if err != nil || (v.Prerelease() != "" && strings.TrimSpace(strings.TrimLeft(s.Constraint, "= v")) != text) {
			continue
		}
		if allowed == nil || allowed.Check(v) {
			return text, nil
		}
	}
	return "", &diag.Finding{
		Severity: diag.Error, Code: diag.Config,
		Summary: fmt.Sprintf("No version of module %s meets %q", s.Address, s.Constraint),
		Detail:  "Known versions: " + orNone(newest(have, 8)) + ".",
		Fix:     "Widen the constraint, or bring a version that meets it into the mirror.",
	}
}

// Versions lists the known versions of a module, oldest first: of the mirror,
// the store, and, when the store may download, the registry. The registry's
// failure counts only when nothing else is known.
func (r *Resolver) Versions(ctx context.Context, a Address) ([]string, error) {
	all := Mirror(r.Mirror).Versions(a)
	if r.Store != nil {
		more, err := r.Store.Versions(ctx, a)
		if err != nil && len(all) == 0 {
			return nil, err
		}
		all = append(all, more...)
	}
	return sortVersions(all), nil
}

// hasSub refuses a submodule that the module does not have.
func (m Resolved) hasSub(s Source) error {
	if fi, err := os.Stat(filepath.Join(m.Root, m.Sub)); err == nil && fi.IsDir() {
		return nil
	}
	var have []string
	if l, err := os.ReadDir(filepath.Join(m.Root, "modules")); err == nil {
		for _, e := range l {
			if e.IsDir() {
				have = append(have, "modules/"+e.Name())
			}
		}
	}
	return &diag.Finding{
		Severity: diag.Error, Code: diag.Config,
		Summary: fmt.Sprintf("Module source %q has no submodule %q", s.Raw, m.Sub),
		Detail:  "Submodules: " + orNone(have) + ".",
		Fix:     "Correct what follows // in the source.",
	}
}

// at gives findings a place, unless they have one.
func at(err error, p diag.Pos) error {
	if f, ok := err.(*diag.Finding); ok && f.Where.IsZero() {
		f.Where = p
	}
	return err
}

func orNone(l []string) string {
	if len(l) == 0 {
		return "none"
	}
	return strings.Join(l, ", ")
}
