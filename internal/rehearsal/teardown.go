package rehearsal

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// spare ends the units that a tear-down has nothing to do with: those of which
// nothing stands, and those that something still needs that is not taken down.
// AWS would refuse the latter, or take away what others stand on.
func (r *runner) spare() error {
	needed, err := r.needed()
	if err != nil {
		return err
	}
	for _, u := range r.Units {
		ur := r.units[u.Path]
		if ur.excluded() {
			continue
		}
		stands, err := r.stands(u)
		switch by := needed[u.Dir]; {
		case err != nil:
			return err
		case !stands:
			ur.end(Absent)
		case len(by) > 0 && slices.Contains(r.Named, u):
			ur.fail(Failed, &diag.Finding{Severity: diag.Error, Where: diag.Pos{File: u.File},
				Summary: fmt.Sprintf("%s cannot be destroyed: %s, and stays", ur.name, needs(by)),
				Fix:     "Destroy what needs it first, or name it too."})
		case len(by) > 0:
			ur.end(Kept)
		}
	}
	return nil
}

// needed gives, by folder, the units around that stand and need a unit, be it by
// others.
func (r *runner) needed() (map[string][]string, error) {
	taken := map[string]bool{}
	for _, u := range r.Units {
		taken[u.Dir] = true
	}
	byPath := map[string]*estate.Unit{}
	for _, u := range r.Around {
		byPath[u.Path] = u
	}
	needed := map[string][]string{}
	var keep func(u *estate.Unit)
	keep = func(u *estate.Unit) {
		for _, path := range forward(r, u) {
			d := byPath[path]
			if d == nil {
				continue
			}
			first := len(needed[d.Dir]) == 0
			needed[d.Dir] = append(needed[d.Dir], nameOf(r.Top, u))
			if first {
				keep(d)
			}
		}
	}
	for _, u := range r.Around {
		if taken[u.Dir] {
			continue
		}
		stands, err := r.stands(u)
		if err != nil {
			return nil, err
		}
		if stands {
			keep(u)
		}
	}
	return needed, nil
}

// needs names some of many: "a, b and 3 more need it".
func needs(by []string) string {
	switch n := len(by); {
	case n == 1:
		return by[0] + " needs it"
	case n <= 3:
		return strings.Join(by[:n-1], ", ") + " and " + by[n-1] + " need it"
	default:
		return fmt.Sprintf("%s and %d more need it", strings.Join(by[:2], ", "), n-2)
	}
}

// stands tells whether anything of a unit is there: in the cloud, or in its
// state. Where the state cannot be looked into, it may.
func (r *runner) stands(u *estate.Unit) (bool, error) {
	there, err := r.cloud.ByUnit(Owner(r.Top, u.Dir))
	if err != nil || len(there) > 0 {
		return len(there) > 0, err
	}
	kept := KeptBy(r.Top, r.Folder, u)
	if !kept.Known() {
		return true, nil
	}
	found, err := kept.Read(&r.front.Store)
	for _, state := range found {
		var s struct {
			Resources []json.RawMessage
			Outputs   map[string]json.RawMessage
		}
		if json.Unmarshal(state, &s) != nil || len(s.Resources)+len(s.Outputs) > 0 {
			return true, err
		}
	}
	return false, err
}
