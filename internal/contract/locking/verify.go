package locking

import (
	"context"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/module"
)

// State is how a copy of a module stands to the lock.
type State string

// The states.
const (
	Verified State = "verified" // its content is the one that is locked
	Differs  State = "differs"
	StandIn  State = "stand-in" // it stands in for the module, and is not held to the hash
	Absent   State = "absent"   // this machine has no copy
)

// Status is a copy of a locked module on this machine; a module without one has
// a single status, Absent.
type Status struct {
	Source  string   `json:"source"`
	Version string   `json:"version"`
	State   State    `json:"state"`
	Where   string   `json:"where,omitempty"` // mirror, store, or cache of Terragrunt
	Path    string   `json:"path,omitempty"`  // absolute
	Unit    string   `json:"unit,omitempty"`  // whose cache it is
	Files   []string `json:"files,omitempty"` // that differ, as far as it is known; relative to the module
}

// Checked is what a verification found.
type Checked struct {
	Statuses []Status // by source and version, then as they are looked for
	Findings diag.Findings
}

// Verify holds the copies of modules on this machine to the lock, and the lock
// to the estate: that nothing is missing in it, and nothing is unused. Nothing
// is downloaded.
func Verify(ctx context.Context, o Options) (*Checked, error) {
	v := &verifier{Options: o, out: &Checked{}}
	if err := v.uses(ctx); err != nil {
		return nil, err
	}
	caches := v.caches()
	for _, p := range o.Old.Packages {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		before := len(v.out.Statuses)
		for _, c := range o.Resolver.Copies(sourceOf(p)) {
			if err := v.copy(p, c); err != nil {
				return nil, err
			}
		}
		for _, c := range caches[p] {
			if err := v.cache(p, c); err != nil {
				return nil, err
			}
		}
		if len(v.out.Statuses) == before {
			v.add(p, Status{State: Absent})
		}
	}
	return v.out, nil
}

type verifier struct {
	Options
	out *Checked
}

func (v *verifier) add(p *contract.Package, s Status) {
	s.Source, s.Version = p.Source, p.Version
	v.out.Statuses = append(v.out.Statuses, s)
	if s.State != Differs {
		return
	}
	f := &diag.Finding{Severity: diag.Error, Summary: fmt.Sprintf("Module %s %s is not the one that is locked", p.Source, p.Version), Where: diag.Pos{File: s.Path}, Unit: s.Unit,
		Detail: "No file of the folders in use differs: another one does, such as an example or a test.",
		Fix:    "Find out why. If the copy is wrong, remove it, so that it is got again; if the module is right, `terrace modules lock --accept-changed`."}
	if len(s.Files) > 0 {
		f.Detail = "Different: " + strings.Join(s.Files, ", ") + "."
	}
	v.out.Findings = append(v.out.Findings, f)
}

// uses holds the lock to the estate.
func (v *verifier) uses(ctx context.Context) error {
	w := newWalk(ctx, nil)
	w.get = func(u use) (*contract.Package, error) {
		p, ok := v.Old.Held(u.source)
		if ok {
			if _, ok = p.Module(u.source.Sub); ok {
				return p, nil
			}
		}
		f := &diag.Finding{Severity: diag.Error, Summary: fmt.Sprintf("Module %s is not in the lock", named(u.source)), Where: u.pos, Unit: u.unit,
			Fix: "`terrace modules lock` adds it."}
		if u.source.Kind == module.GitKind {
			f.Severity = diag.Warning // it may be that no mirror has it
		}
		w.findings = append(w.findings, f)
		return nil, nil
	}
	if err := w.estate(v.Estate); err != nil {
		return err
	}
	for _, p := range v.Old.Packages {
		for _, f := range p.Folders {
			s := sourceOf(p)
			if s.Sub = f.Sub; f.Kept {
				if err := w.remote(use{source: s, kept: true}); err != nil {
					return err
				}
			}
		}
	}
	v.out.Findings = w.findings
	if w.partial {
		return nil
	}
	for _, p := range v.Old.Packages {
		for _, f := range p.Folders {
			if !w.used[p][f.Sub] {
				v.out.Findings = append(v.out.Findings, &diag.Finding{Severity: diag.Error, Fix: "`terrace modules lock` takes it out.",
					Summary: fmt.Sprintf("Module %s %s is in the lock, and nothing uses it", address(p.Source, f.Sub), p.Version)})
			}
		}
	}
	return nil
}

func named(s module.Source) string {
	name := s
	if name.Version == "" {
		name.Version = s.Constraint
	}
	if s.Sub == "" {
		return name.Name()
	}
	return name.Name() + " (" + s.Sub + ")"
}

func address(source, sub string) string {
	if sub == "" {
		return source
	}
	return source + "//" + sub
}

// copy holds a copy in the mirror or the store to the lock.
func (v *verifier) copy(p *contract.Package, c module.Copy) error {
	s := Status{State: StandIn, Where: c.Where, Path: c.Root}
	if c.Level == module.Real {
		if v.Progress != nil {
			v.Progress(p.Source + " " + p.Version)
		}
		hash, err := module.HashDir(c.Root)
		if err != nil {
			return err
		}
		s.State = Verified
		if hash != p.Hash {
			s.State, s.Files = Differs, different(p, c.Root, true, nil)
		}
	}
	v.add(p, s)
	return nil
}

// cached is the folder that Terragrunt downloaded a unit's module to.
type cached struct {
	root string
	unit *estate.Unit
}

// caches finds what Terragrunt has downloaded for the units.
func (v *verifier) caches() map[*contract.Package][]cached {
	out := map[*contract.Package][]cached{}
	for _, u := range v.Estate.Units {
		s, err := module.ParseSource(u.Source.Raw)
		if err != nil || s.Kind == module.LocalKind || u.Source.Raw == "" {
			continue
		}
		p, ok := v.Old.Held(s)
		if !ok {
			continue
		}
		root, ok := module.Downloaded(u.Dir, u.Source.Raw)
		if ok {
			out[p] = append(out[p], cached{root, u})
		}
	}
	return out
}

// cache holds a download of Terragrunt to the lock: file by file, for Terragrunt
// and Terraform write files of their own beside the module's.
func (v *verifier) cache(p *contract.Package, c cached) error {
	s := Status{State: Verified, Where: "cache", Path: c.root, Unit: c.unit.Path}
	written := map[string]bool{}
	for _, g := range c.unit.Generate {
		written[filepath.Base(g.Path)] = true
	}
	if r := c.unit.RemoteState; r != nil && r.Generate != nil {
		written[filepath.Base(r.Generate.Path)] = true
	}
	if module.LevelOf(c.root) == module.StandIn {
		s.State = StandIn
	} else if s.Files = different(p, c.root, false, written); len(s.Files) > 0 {
		s.State = Differs
	}
	v.add(p, s)
	return nil
}

// different lists the files of the locked folders that differ, are missing or,
// where the copy is whole, are more; except those with a name to leave out.
func different(p *contract.Package, root string, whole bool, except map[string]bool) (out []string) {
	for _, f := range p.Folders {
		dir := filepath.Join(root, filepath.FromSlash(f.Sub))
		have, err := module.HashFiles(dir)
		if err != nil {
			out = append(out, f.Sub+"/")
			continue
		}
		names := maps.Clone(f.Files)
		if whole {
			maps.Copy(names, have)
		}
		for name := range names {
			if !except[name] && have[name] != f.Files[name] {
				out = append(out, strings.TrimPrefix(f.Sub+"/"+name, "/"))
			}
		}
	}
	slices.Sort(out)
	return out
}
