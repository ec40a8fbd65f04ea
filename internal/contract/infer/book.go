package infer

import (
	"path/filepath"
	"sync"

	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/module"
	"github.com/zclconf/go-cty/cty"
)

// Book gives the types of what the modules behind units give: of local modules
// inferred, each when it is first asked for, of others as the lock has them. It
// may be used by several goroutines.
type Book struct {
	*contract.Book
	Lock *contract.Lock // may be nil

	inferrer *Inferrer
	locked   sync.Map // *contract.Module -> func() map[string]cty.Type
}

// NewBook makes a book over a lock, which may be nil, and schemas, which may be
// nil too.
func NewBook(lock *contract.Lock, schemas Schemas) *Book {
	b := &Book{Book: contract.NewBook(lock), Lock: lock}
	b.inferrer = New(schemas, func(s module.Source) (string, Types) {
		if p, ok := lock.Held(s); ok {
			if m, ok := p.Module(s.Sub); ok {
				return "", Types{Outputs: b.ofLocked(m)}
			}
		}
		return "", Types{}
	})
	return b
}

// Types gives the types of the outputs of a module. What is not known of an
// output is any.
func (b *Book) Types(m *contract.Module) map[string]cty.Type {
	if m.Dir == "" {
		return b.ofLocked(m)
	}
	out := make(map[string]cty.Type, len(m.Outputs))
	inferred := b.inferrer.Folder(m.Dir).Outputs
	for name, o := range m.Outputs {
		out[name] = cty.DynamicPseudoType
		if t, ok := inferred[name]; ok && filepath.Dir(o.Pos.File) == m.Dir { // else it stands beside the module
			out[name] = t
		}
	}
	return out
}

// ofLocked reads the types that the lock has, once a module.
func (b *Book) ofLocked(m *contract.Module) map[string]cty.Type {
	f, _ := b.locked.LoadOrStore(m, sync.OnceValue(func() map[string]cty.Type {
		out := make(map[string]cty.Type, len(m.Outputs))
		for name, o := range m.Outputs {
			out[name] = cty.DynamicPseudoType
			if t, err := contract.ParseType(o.TypeExpr); err == nil {
				out[name] = t
			}
		}
		return out
	}))
	return f.(func() map[string]cty.Type)()
}

// Outputs gives the types of the outputs of the module that a unit runs, by the
// folder of the unit and its source; it suits [eval.Options.OutputTypes].
func (b *Book) Outputs(dir, source string) (map[string]cty.Type, bool) {
	u := &estate.Unit{Dir: dir, File: filepath.Join(dir, "terragrunt.hcl")}
	if source != "" {
		u.Source = estate.Source{Raw: source, Pos: diag.Pos{File: u.File, Line: 1}}
	}
	m, err := b.For(u)
	if m == nil || err != nil || m.Partial || source == "" && len(m.Outputs) == 0 {
		return nil, false
	}
	return b.Types(m), true
}
