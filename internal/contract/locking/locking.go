// Package locking writes the lock of the modules that an estate uses, and holds
// to it what lies on this machine. The lock itself is in package contract.
package locking

import (
	"context"
	"path"
	"path/filepath"
	"strings"

	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/module"
)

// use is one use of a module that the lock has to hold.
type use struct {
	source module.Source // of a registry or of git; with a version, a ref or a constraint
	pos    diag.Pos
	unit   string
	kept   bool // asked for by name
}

// walk follows the uses of modules through an estate: the sources of units, the
// calls in local modules, and the calls in the modules of the lock.
type walk struct {
	ctx  context.Context
	book *contract.Book
	// get gives the package that holds a use. Nil means that there is none, and
	// that get has said so.
	get func(use) (*contract.Package, error)

	local    map[string]bool // folders that were read
	used     map[*contract.Package]map[string]bool
	asked    map[string]*contract.Package // by source, version or constraint, and submodule
	findings diag.Findings
	partial  bool // there may be more uses: a unit or a module cannot be read
}

func newWalk(ctx context.Context, get func(use) (*contract.Package, error)) *walk {
	return &walk{
		ctx: ctx, book: contract.NewBook(nil), get: get,
		local: map[string]bool{}, used: map[*contract.Package]map[string]bool{}, asked: map[string]*contract.Package{},
	}
}

// estate follows every unit.
func (w *walk) estate(e *estate.Estate) error {
	for _, u := range e.Units {
		if err := w.unit(u); err != nil {
			return err
		}
	}
	return nil
}

func (w *walk) unit(u *estate.Unit) error {
	if err := w.folder(u.Dir, u.Path); err != nil { // files of its own beside the module
		return err
	}
	if dir, local := u.Module(); local {
		return w.folder(dir, u.Path)
	}
	if u.Source.Raw == "" { // known only at run time
		w.partial = true
		return nil
	}
	s, err := module.ParseSource(u.Source.Raw)
	if err != nil {
		w.partial = true
		return w.fault(err, u.Source.Pos, u.Path)
	}
	return w.remote(use{source: s, pos: u.Source.Pos, unit: u.Path})
}

// folder follows the calls of a local module.
func (w *walk) folder(dir, unit string) error {
	if w.local[dir] {
		return nil
	}
	w.local[dir] = true
	m, err := w.book.Local(dir)
	if err != nil {
		w.partial = true
		if m == nil {
			return nil // the estate says that it is not there
		}
		w.findings = append(w.findings, warnings(err, unit)...)
	}
	for _, c := range m.Calls {
		s, err := module.ParseCall(c.Source, c.Version)
		if err != nil {
			w.partial = true
			if err := w.fault(err, c.Pos, unit); err != nil {
				return err
			}
			continue
		}
		if s.Kind == module.LocalKind {
			to := s.Path
			if !filepath.IsAbs(to) {
				to = filepath.Join(dir, to)
			}
			err = w.folder(filepath.Join(to, s.Sub), unit)
		} else {
			err = w.remote(use{source: s, pos: c.Pos, unit: unit})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// remote follows a module of a registry or of git, and what it calls.
func (w *walk) remote(u use) error {
	if err := w.ctx.Err(); err != nil {
		return err
	}
	source, ok := contract.Key(u.source)
	if !ok {
		return nil // archives and the like: the lock does not hold them
	}
	id := strings.Join([]string{source, contract.Version(u.source), u.source.Constraint, u.source.Sub}, "\x00")
	p, known := w.asked[id]
	if known && (p == nil || !u.kept) {
		return nil
	}
	p, err := w.get(u)
	w.asked[id] = p
	if p == nil || err != nil {
		return err
	}
	if w.used[p] == nil {
		w.used[p] = map[string]bool{}
	}
	w.used[p][u.source.Sub] = true
	m, ok := p.Module(u.source.Sub)
	if !ok {
		return nil
	}
	for _, c := range m.Calls {
		s, err := module.ParseCall(c.Source, c.Version)
		if err != nil {
			continue // Terraform says so
		}
		if s.Kind == module.LocalKind {
			s = u.source
			s.Version, s.Constraint, s.Sub = p.Version, "", path.Join(u.source.Sub, c.Source)
			if s.Kind == module.GitKind {
				s.Version = ""
			}
			if s.Sub == "." {
				s.Sub = ""
			}
			if strings.HasPrefix(s.Sub, "..") {
				continue
			}
		}
		if err := w.remote(use{source: s, pos: u.pos, unit: u.unit}); err != nil {
			return err
		}
	}
	return nil
}

// fault notes what is wrong at a place; other errors end the walk.
func (w *walk) fault(err error, at diag.Pos, unit string) error {
	if w.ctx.Err() != nil {
		return w.ctx.Err()
	}
	for _, f := range diag.AsFindings(err, diag.Failed) {
		c := *f
		if c.Where.IsZero() {
			c.Where = at
		}
		if c.Unit == "" {
			c.Unit = unit
		}
		w.findings = append(w.findings, &c)
	}
	return nil
}

// warnings gives findings that are told, and do not count.
func warnings(err error, unit string) (out diag.Findings) {
	for _, f := range diag.AsFindings(err, diag.Config) {
		c := *f
		c.Severity, c.Unit = diag.Warning, unit
		out = append(out, &c)
	}
	return out
}

// sourceOf gives a package as a source, to look for it.
func sourceOf(p *contract.Package) module.Source {
	if repo, ok := strings.CutPrefix(p.Source, "git::"); ok {
		return module.Source{Raw: p.Source, Kind: module.GitKind, Repo: repo, Ref: p.Version}
	}
	s := module.Source{Raw: p.Source, Kind: module.RegistryKind, Version: p.Version}
	words := strings.Split(p.Source, "/")
	if len(words) == 4 {
		s.Address.Host, words = words[0], words[1:]
	}
	if len(words) == 3 {
		s.Address.Namespace, s.Address.Name, s.Address.Provider = words[0], words[1], words[2]
	}
	return s
}
