package locking

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"

	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/contract/infer"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/module"
)

// Options steer [Make] and [Verify].
type Options struct {
	Estate   *estate.Estate
	Resolver *module.Resolver // where modules come from; for Make it holds them to the old lock
	Old      *contract.Lock
	Keep     []string      // sources that the lock shall hold though no unit uses them
	Prune    bool          // forget what was kept before
	Again    bool          // read every module again, also those that the lock holds
	Schemas  infer.Schemas // for the types of outputs; nil where no provider is known
	Progress func(string)  // told before something that takes time; may be nil
}

// Made is a lock and how it came about.
type Made struct {
	Lock     *contract.Lock
	Changes  []Change // by source and version
	Findings diag.Findings
}

// Make makes the lock of an estate. What the old lock holds is taken over
// without looking for it; the rest is got through the resolver. What cannot be
// had is an error among the findings, and the lock is made without it. The
// error is for a run that was ended.
func Make(ctx context.Context, o Options) (*Made, error) {
	m := &maker{Options: o, ctx: ctx, lock: &contract.Lock{}, roots: map[*contract.Package]module.Resolved{}}
	m.inferrer = infer.New(o.Schemas, m.remote)
	w := newWalk(ctx, m.get)
	m.walk = w
	if err := w.estate(o.Estate); err != nil {
		return nil, err
	}
	if err := m.keep(); err != nil {
		return nil, err
	}
	if w.partial || w.findings.HasErrors() {
		m.takeOver()
	}
	m.lock.Sort()
	return &Made{Lock: m.lock, Changes: compare(o.Old, m.lock), Findings: w.findings}, nil
}

type maker struct {
	Options
	ctx   context.Context
	walk  *walk
	lock  *contract.Lock
	roots map[*contract.Package]module.Resolved // packages that were looked for

	inferrer *infer.Inferrer
	absent   bool // a module was looked for to add types, and is not here
}

// get gives the package of a use in the new lock, with the folder in question.
func (m *maker) get(u use) (*contract.Package, error) {
	source, _ := contract.Key(u.source)
	if u.source.Kind == module.GitKind && u.source.Ref == "" {
		m.walk.findings = append(m.walk.findings, &diag.Finding{Severity: diag.Warning, Summary: fmt.Sprintf("Module %s is not locked", u.source.Raw),
			Detail: "It names no ref, so that its content may be another tomorrow.", Fix: "Add ?ref=TAG to the source.", Where: u.pos, Unit: u.unit})
		return nil, nil
	}
	if !m.Again {
		if old, ok := m.Old.Held(u.source); ok {
			if f, ok := folderOf(old, u.source.Sub); ok {
				f = m.retyped(u, old, f)
				f.Kept = u.kept
				return m.add(source, old.Version, old.Hash, f), nil
			}
		}
	}
	res, err := m.resolve(u)
	if err != nil {
		return nil, m.missing(u, err)
	}
	f, err := m.read(res, source)
	if err != nil {
		return nil, m.walk.fault(err, u.pos, u.unit)
	}
	f.Kept = u.kept
	p := m.add(source, f.Version, res.Hash, f)
	m.roots[p] = res
	return p, nil
}

// resolve finds the module, once a package.
func (m *maker) resolve(u use) (module.Resolved, error) {
	s := u.source
	if s.Kind == module.RegistryKind && s.Version == "" {
		if old, ok := m.Old.Held(s); ok {
			s.Version = old.Version // the version that was chosen before stays
		}
	}
	source, _ := contract.Key(s)
	if p, ok := m.lock.Find(source, contract.Version(s)); ok {
		if res, ok := m.roots[p]; ok {
			res.Sub = s.Sub
			return res, nil
		}
	}
	if m.Progress != nil {
		m.Progress(s.Name())
	}
	res, err := m.Resolver.Call(m.ctx, module.Call{Source: s, Pos: u.pos})
	if err == nil && res.Level == module.StandIn {
		err = &diag.Finding{Severity: diag.Error, Code: diag.Failed, Summary: fmt.Sprintf("Only a stand-in of module %s is here", s.Name()),
			Detail: "The lock holds modules, and " + res.Root + " says that it only stands in for one.",
			Fix:    "Lock where the module can be had: without --offline, or with a --module-mirror of the real modules."}
	}
	return res, err
}

// missing notes a module that cannot be had.
func (m *maker) missing(u use, err error) error {
	if u.source.Kind != module.GitKind {
		return m.walk.fault(err, u.pos, u.unit)
	}
	// Git modules come from a mirror only, and few have one.
	m.walk.findings = append(m.walk.findings, warnings(err, u.unit)...)
	return m.ctx.Err()
}

// add puts a folder into the package of the new lock.
func (m *maker) add(source, version, hash string, f contract.Folder) *contract.Package {
	p, ok := m.lock.Find(source, version)
	if !ok {
		p = &contract.Package{Source: source, Version: version, Hash: hash}
		m.lock.Packages = append(m.lock.Packages, p)
		m.lock.Sort()
	}
	for i := range p.Folders {
		if p.Folders[i].Sub == f.Sub {
			p.Folders[i].Kept = p.Folders[i].Kept || f.Kept
			return p
		}
	}
	p.Folders = append(p.Folders, f)
	return p
}

// keep adds what shall be kept: the sources of the options, and what was kept
// before.
func (m *maker) keep() error {
	for _, raw := range m.Keep {
		s, err := module.ParseSource(raw)
		if err == nil {
			if _, ok := contract.Key(s); !ok {
				err = &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: fmt.Sprintf("%q cannot be locked", raw),
					Fix: "Name a module of a registry or of git: tfr:///NAMESPACE/NAME/PROVIDER//SUBMODULE?version=VERSION."}
			}
		}
		if err != nil {
			if err := m.walk.fault(err, diag.Pos{}, ""); err != nil {
				return err
			}
			continue
		}
		if err := m.walk.remote(use{source: s, kept: true}); err != nil {
			return err
		}
	}
	if m.Prune || m.Old == nil {
		return nil
	}
	for _, p := range m.Old.Packages {
		for _, f := range p.Folders {
			if !f.Kept {
				continue
			}
			s := sourceOf(p)
			s.Sub = f.Sub
			if err := m.walk.remote(use{source: s, kept: true}); err != nil {
				return err
			}
		}
	}
	return nil
}

// takeOver keeps what the old lock has beside: where not all uses are known,
// nothing is unused for sure.
func (m *maker) takeOver() {
	if m.Old == nil {
		return
	}
	for _, p := range m.Old.Packages {
		if now, ok := m.lock.Find(p.Source, p.Version); ok && now.Hash != p.Hash {
			continue
		}
		for _, f := range p.Folders {
			m.add(p.Source, p.Version, p.Hash, f)
		}
	}
}

// read takes the interface of a module that was found.
func (m *maker) read(res module.Resolved, source string) (contract.Folder, error) {
	dir := filepath.Join(res.Root, filepath.FromSlash(res.Sub))
	c, err := contract.Read(dir)
	if err != nil {
		return contract.Folder{}, err
	}
	c.Source, c.Version, c.Sub, c.Dir = source, res.Version, res.Sub, ""
	files, err := module.HashFiles(dir)
	f := contract.Folder{Module: c, Files: files}
	m.typed(f, dir)
	return f, err
}

func folderOf(p *contract.Package, sub string) (contract.Folder, bool) {
	i := slices.IndexFunc(p.Folders, func(f contract.Folder) bool { return f.Sub == sub })
	if i < 0 {
		return contract.Folder{}, false
	}
	return p.Folders[i], true
}
