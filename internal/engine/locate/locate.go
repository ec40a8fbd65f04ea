// Package locate finds the program of the AWS provider on this machine: in the
// folders that Terraform and OpenTofu install providers into and read them
// from, and in mirrors. It starts nothing and downloads nothing.
package locate

import (
	"context"
	"slices"

	"github.com/hashicorp/go-version"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// Found is a provider that can be used.
type Found struct {
	Path    string // the program; the archive when Packed
	Version string // without a leading v; empty when its name does not tell
	From    string // how it was found
	Packed  bool   // still to be unpacked, see [Unpack]
}

// Options say where to look, and for what.
type Options struct {
	Top    string              // top of the repository, whose .terraform folders are looked at
	Home   string              // the user's home
	Cache  string              // where Terrace keeps what it downloaded and unpacked
	Env    func(string) string // environment
	OS     string              // as Go calls it
	Arch   string
	Want   version.Constraints // nil: any version
	Search []string            // folders to search as the last means; nil: [SearchRoots]
}

// Providers gives the providers that meet the constraint, the newest first,
// from the first group of places that has any: Terraform's own folders and
// mirrors; what the repository has initialised; a search. The others are those
// that were found and do not meet the constraint.
func Providers(ctx context.Context, o Options) (found, others []Found, notes diag.Findings) {
	cli, notes := readCLIConfig(o)
	groups := []func() []Found{
		func() []Found { return scanAll(o, append(pluginFolders(o), cli...)) },
		func() []Found { return initialised(ctx, o) },
		func() []Found { return search(ctx, o) },
	}
	for _, look := range groups {
		for _, p := range look() {
			if o.meets(p.Version) {
				found = append(found, p)
			} else {
				others = append(others, p)
			}
		}
		if len(found) > 0 {
			break
		}
	}
	return newestFirst(found), newestFirst(others), notes
}

// meets tells whether a version will do; one that is not known does only where
// nothing is asked.
func (o Options) meets(v string) bool {
	if o.Want == nil {
		return true
	}
	have, err := version.NewVersion(v)
	return err == nil && o.Want.Check(have)
}

// newestFirst keeps the order of places among equals, and programs before
// archives of the same version.
func newestFirst(l []Found) []Found {
	slices.SortStableFunc(l, func(a, b Found) int {
		va, errA := version.NewVersion(a.Version)
		vb, errB := version.NewVersion(b.Version)
		switch {
		case errA == nil && errB == nil && !va.Equal(vb):
			return vb.Compare(va)
		case (errA == nil) != (errB == nil):
			return rank(errA != nil) - rank(errB != nil)
		}
		return rank(a.Packed) - rank(b.Packed)
	})
	return slices.CompactFunc(l, func(a, b Found) bool { return a.Path == b.Path })
}

func rank(last bool) int {
	if last {
		return 1
	}
	return 0
}
