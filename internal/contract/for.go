package contract

import (
	"maps"
	"path/filepath"
	"slices"
	"sync"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/module"
)

// Book gives the interface of the module behind every unit: of local modules
// from their folders, each read once, of others from the lock. It may be used
// by several goroutines.
type Book struct {
	lock    *Lock
	local   sync.Map // folder -> func() reading
	written sync.Map // name and text of a file that Terragrunt writes -> func() *Module
}

// reading is what reading a folder gave.
type reading struct {
	module *Module
	err    error
}

// NewBook makes a book over a lock, which may be nil.
func NewBook(l *Lock) *Book { return &Book{lock: l} }

// For gives the interface of the module that a unit runs. Nil without an error
// means that it is not known: the module is not in the lock, or its source is
// known only at run time.
func (b *Book) For(u *estate.Unit) (*Module, error) {
	m, err := b.source(u)
	if m == nil || err != nil {
		return m, err
	}
	return b.beside(u, m)
}

func (b *Book) source(u *estate.Unit) (*Module, error) {
	if u.Source.Pos.IsZero() && u.Findings.HasErrors() {
		return nil, nil // what names the source may be in a file that cannot be read
	}
	if dir, local := u.Module(); local {
		m, err := b.Local(onDisk(u, dir))
		if m != nil && m.empty && err == nil && !slices.ContainsFunc(u.Generate, func(g estate.Generate) bool { return module.IsConfig(filepath.Base(g.Path)) }) {
			return nil, nil // no module at all
		}
		return m, err
	}
	s, err := module.ParseSource(u.Source.Raw)
	if err != nil {
		return nil, diag.AsFindings(err, diag.Config)
	}
	source, ok := Key(s)
	if !ok {
		return nil, nil
	}
	m, _ := b.lock.Module(source, Version(s), s.Sub)
	return m, nil
}

// onDisk gives where a folder of a unit stands: a unit of a stack that is not
// generated yet has the files of its source.
func onDisk(u *estate.Unit, dir string) string {
	if u.Generated == nil || u.Generated.From == "" {
		return dir
	}
	if rel, err := filepath.Rel(u.Dir, dir); err == nil && filepath.IsLocal(rel) {
		return filepath.Join(u.Generated.From, rel)
	}
	return dir
}

// beside adds what stands beside the module when it runs: the Terraform files
// of the unit's own folder, and those that Terragrunt writes.
func (b *Book) beside(u *estate.Unit, m *Module) (*Module, error) {
	var more []*Module
	if dir := onDisk(u, u.Dir); m.Dir != dir {
		own, err := b.Local(dir)
		if err != nil {
			return m, err
		}
		more = append(more, own)
	}
	partial := m.Partial
	for _, g := range u.Generate {
		switch {
		case g.Disabled || !module.IsConfig(filepath.Base(g.Path)):
		case g.Unknown:
			partial = true
		default:
			own := b.text(filepath.Base(g.Path), g.Contents)
			partial = partial || own.Partial
			more = append(more, own)
		}
	}
	more = slices.DeleteFunc(more, func(o *Module) bool { return len(o.Variables)+len(o.Outputs)+len(o.Calls)+len(o.Providers) == 0 })
	if len(more) == 0 && partial == m.Partial {
		return m, nil
	}
	sum := *m
	sum.Partial = partial
	sum.Variables, sum.Outputs = maps.Clone(m.Variables), maps.Clone(m.Outputs)
	sum.Providers, sum.Calls = slices.Clone(m.Providers), slices.Clone(m.Calls)
	for _, o := range more {
		maps.Copy(sum.Variables, o.Variables)
		maps.Copy(sum.Outputs, o.Outputs)
		sum.Providers, sum.Calls = append(sum.Providers, o.Providers...), append(sum.Calls, o.Calls...)
	}
	return &sum, nil
}

// text gives what a file that Terragrunt writes adds; many units write the same.
func (b *Book) text(name, text string) *Module {
	f, _ := b.written.LoadOrStore([2]string{name, text}, sync.OnceValue(func() *Module {
		f, found := module.ParseFile(name, []byte(text))
		m, _ := read([]module.File{f})
		m.Partial = found.HasErrors() // Terraform will say
		return m
	}))
	return f.(func() *Module)()
}

// Local gives the interface of a folder. As far as it can be read it is given
// beside an error, too.
func (b *Book) Local(dir string) (*Module, error) {
	f, _ := b.local.LoadOrStore(dir, sync.OnceValue(func() reading {
		m, err := Read(dir)
		return reading{m, err}
	}))
	r := f.(func() reading)()
	return r.module, r.err
}
