package locking

import (
	"path/filepath"

	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/contract/infer"
	"github.com/terrace-cloud/terrace/internal/module"
)

// typed writes the inferred types of the outputs of a module that was found.
// Where a schema is lacking, only what is known without it.
func (m *maker) typed(f contract.Folder, dir string) {
	types := m.inferrer.Folder(dir)
	for name, o := range f.Outputs {
		o.TypeExpr = ""
		if t, ok := types.Outputs[name]; ok && !(types.Lacking && t.HasDynamicTypes()) {
			o.TypeExpr = contract.TypeText(t)
		}
	}
}

// remote finds modules that modules call, for the inferrer.
func (m *maker) remote(s module.Source) (string, infer.Types) {
	res, err := m.resolve(use{source: s})
	if err != nil {
		_, lockable := contract.Key(s)
		return "", infer.Types{Lacking: lockable}
	}
	return filepath.Join(res.Root, filepath.FromSlash(res.Sub)), infer.Types{}
}

// retyped reads a folder of the old lock again of whose outputs some have no
// type, as locks have that were made without types or without a schema. It
// stays as it is where there is nothing to add, or the module is not here.
func (m *maker) retyped(u use, p *contract.Package, old contract.Folder) contract.Folder {
	if m.Schemas == nil || m.absent || !Untyped(old.Module) {
		return old
	}
	u.source = sourceOf(p)
	u.source.Sub = old.Sub
	res, err := m.resolve(u)
	if err != nil || res.Hash != p.Hash {
		m.absent = true // the others are not looked for
		return old
	}
	f, err := m.read(res, p.Source)
	if err != nil {
		return old
	}
	return f
}

// Untyped tells whether there are outputs of a module whose types were not
// inferred.
func Untyped(m *contract.Module) bool {
	for _, o := range m.Outputs {
		if o.TypeExpr == "" {
			return true
		}
	}
	return false
}
