package locking

import (
	"bytes"

	"github.com/terrace-cloud/terrace/internal/contract"
)

// compare tells what became of every package from one lock to the next.
func compare(old, now *contract.Lock) []Change {
	var all contract.Lock
	kinds := map[*contract.Package]ChangeKind{}
	for _, p := range now.Packages {
		kinds[p] = Added
		if before, ok := old.Find(p.Source, p.Version); ok {
			kinds[p] = Unchanged
			if !same(before, p) {
				kinds[p] = Changed
			}
		}
		all.Packages = append(all.Packages, p)
	}
	if old != nil {
		for _, p := range old.Packages {
			if _, ok := now.Find(p.Source, p.Version); !ok {
				kinds[p] = Removed
				all.Packages = append(all.Packages, p)
			}
		}
	}
	all.Sort()
	out := make([]Change, 0, len(all.Packages))
	for _, p := range all.Packages {
		c := Change{Kind: kinds[p], Source: p.Source, Version: p.Version, Hash: p.Hash, Folders: []string{}}
		for _, f := range p.Folders {
			c.Folders = append(c.Folders, f.Sub)
		}
		out = append(out, c)
	}
	return out
}

// same tells whether two packages are written alike.
func same(a, b *contract.Package) bool {
	x, errx := (&contract.Lock{Packages: []*contract.Package{a}}).Bytes()
	y, erry := (&contract.Lock{Packages: []*contract.Package{b}}).Bytes()
	return errx == nil && erry == nil && bytes.Equal(x, y)
}
