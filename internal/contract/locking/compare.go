package locking

import (
	"bytes"

	"github.com/terrace-cloud/terrace/internal/contract"
)

// ChangeKind tells what became of a module in the lock.
type ChangeKind string

// The kinds.
const (
	Added     ChangeKind = "added"
	Changed   ChangeKind = "changed"
	Removed   ChangeKind = "removed"
	Unchanged ChangeKind = "unchanged"
)

// Change is what became of one module in the lock.
type Change struct {
	Kind    ChangeKind `json:"kind"`
	Source  string     `json:"source"`
	Version string     `json:"version"`
	Hash    string     `json:"hash"`
	Folders []string   `json:"folders"` // submodules that are locked, "" for the top
	// Since is the version that the interface is compared with: that which an
	// added version takes the place of, or the module's own where it changed.
	Since       string   `json:"since,omitempty"`
	Differences []string `json:"differences,omitempty"` // of the interface
}

// compare tells what became of every package from one lock to the next.
func compare(old, now *contract.Lock) []Change {
	var all contract.Lock
	all.Packages = append(all.Packages, now.Packages...)
	if old != nil {
		for _, p := range old.Packages {
			if _, ok := now.Find(p.Source, p.Version); !ok {
				all.Packages = append(all.Packages, p)
			}
		}
	}
	all.Sort()
	out := make([]Change, 0, len(all.Packages))
	for _, p := range all.Packages {
		c := Change{Kind: Added, Source: p.Source, Version: p.Version, Hash: p.Hash, Folders: []string{}}
		for _, f := range p.Folders {
			c.Folders = append(c.Folders, f.Sub)
		}
		since, has := old.Find(p.Source, p.Version)
		if _, stays := now.Find(p.Source, p.Version); !stays {
			c.Kind, since = Removed, nil
		} else if has && same(since, p) {
			c.Kind, since = Unchanged, nil
		} else if has {
			c.Kind = Changed
		} else {
			since = replaced(old, now, p.Source)
		}
		if since != nil {
			c.Since, c.Differences = since.Version, differences(since, p)
		}
		out = append(out, c)
	}
	return out
}

// replaced gives the newest version of a module that is in the old lock only.
func replaced(old, now *contract.Lock, source string) (out *contract.Package) {
	for _, p := range old.Versions(source) {
		if _, stays := now.Find(p.Source, p.Version); !stays {
			out = p
		}
	}
	return out
}

func differences(since, p *contract.Package) (out []string) {
	for _, f := range p.Folders {
		before, ok := since.Module(f.Sub)
		if !ok {
			continue
		}
		for _, line := range contract.Diff(before, f.Module) {
			if f.Sub != "" {
				line = f.Sub + ": " + line
			}
			out = append(out, line)
		}
	}
	return out
}

// same tells whether two packages are written alike.
func same(a, b *contract.Package) bool {
	x, errx := (&contract.Lock{Packages: []*contract.Package{a}}).Bytes()
	y, erry := (&contract.Lock{Packages: []*contract.Package{b}}).Bytes()
	return errx == nil && erry == nil && bytes.Equal(x, y)
}
