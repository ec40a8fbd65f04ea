package estate

import (
	"cmp"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// edges gives the dependencies of a unit that are on and lead to a unit.
func (e *Estate) edges(u *Unit) iter.Seq[*Dependency] {
	return func(yield func(*Dependency) bool) {
		for i := range u.Dependencies {
			d := &u.Dependencies[i]
			if d.Enabled && d.Target != "" && e.byPath[d.Target] != nil && !yield(d) {
				return
			}
		}
	}
}

// Plain tells whether an estate is made of root modules alone, without Terragrunt.
func (e *Estate) Plain() bool {
	return !slices.ContainsFunc(e.Units, func(u *Unit) bool { return !u.Plain() })
}

// Closure gives the units and, transitively, those that they need, sorted by
// path. Edges that are off are not followed.
func (e *Estate) Closure(units []*Unit) []*Unit {
	seen := map[*Unit]bool{}
	var visit func(*Unit)
	visit = func(u *Unit) {
		if u == nil || seen[u] {
			return
		}
		seen[u] = true
		for d := range e.edges(u) {
			visit(e.byPath[d.Target])
		}
	}
	for _, u := range units {
		visit(u)
	}
	return sortedUnits(seen)
}

// Dependents gives the units that need u, directly or through others, sorted
// by path.
func (e *Estate) Dependents(u *Unit) []*Unit {
	back := map[string][]*Unit{}
	for _, x := range e.Units {
		for d := range e.edges(x) {
			back[d.Target] = append(back[d.Target], x)
		}
	}
	seen := map[*Unit]bool{}
	for queue := []*Unit{u}; len(queue) > 0; queue = queue[1:] {
		for _, x := range back[queue[0].Path] {
			if !seen[x] && x != u {
				seen[x] = true
				queue = append(queue, x)
			}
		}
	}
	return sortedUnits(seen)
}

// Below gives the units in dir and below it, sorted by path.
func (e *Estate) Below(dir string) (out []*Unit) {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	for _, u := range e.Units {
		if inside(dir, u.Dir) {
			out = append(out, u)
		}
	}
	return out
}

// Waves orders units so that each stands in a later wave than what it needs
// among them. Units in a ring, and those that need them, are in no wave; each
// ring is a finding that names the place of every edge in it.
func (e *Estate) Waves(units []*Unit) ([][]*Unit, diag.Findings) {
	left := map[*Unit]int{} // unit -> edges to units that are in no wave yet
	back := map[*Unit][]*Unit{}
	for _, u := range units {
		left[u] = 0
	}
	for u := range left {
		for d := range e.edges(u) {
			if t := e.byPath[d.Target]; t != nil {
				if _, in := left[t]; in {
					left[u]++
					back[t] = append(back[t], u)
				}
			}
		}
	}
	var waves [][]*Unit
	ready := map[*Unit]bool{}
	for u, n := range left {
		if n == 0 {
			ready[u] = true
		}
	}
	for len(ready) > 0 {
		wave := sortedUnits(ready)
		waves = append(waves, wave)
		ready = map[*Unit]bool{}
		for _, u := range wave {
			delete(left, u)
			for _, x := range back[u] {
				if left[x]--; left[x] == 0 {
					ready[x] = true
				}
			}
		}
	}
	return waves, e.rings(left)
}

// rings names one ring for each group of units that cannot be ordered.
func (e *Estate) rings(left map[*Unit]int) (out diag.Findings) {
	stuck := map[*Unit]bool{}
	for u := range left {
		stuck[u] = true
	}
	seen := map[*Unit]bool{}
	for _, start := range sortedUnits(stuck) {
		var path []*Unit
		var via []diag.Pos
		at := map[*Unit]int{}
		for u := start; u != nil && !seen[u]; {
			at[u] = len(path)
			path = append(path, u)
			u = e.next(u, stuck, &via)
			if i, ring := at[u]; ring {
				out = append(out, ringFinding(path[i:], via[i:]))
				break
			}
		}
		for _, u := range path {
			seen[u] = true
		}
	}
	return out
}

// next follows the first edge of u into a unit that is stuck.
func (e *Estate) next(u *Unit, stuck map[*Unit]bool, via *[]diag.Pos) *Unit {
	for d := range e.edges(u) {
		if t := e.byPath[d.Target]; stuck[t] {
			*via = append(*via, d.Pos)
			return t
		}
	}
	return nil
}

func ringFinding(units []*Unit, via []diag.Pos) *diag.Finding {
	var steps []string
	for i, u := range units {
		steps = append(steps, fmt.Sprintf("%s needs %s (%s)", u.Path, units[(i+1)%len(units)].Path, via[i]))
	}
	return &diag.Finding{Severity: diag.Error, Summary: fmt.Sprintf("%d unit(s) need one another and can never be applied", len(units)),
		Detail: strings.Join(steps, "; ") + ".", Fix: "Remove one of these edges, or switch it off with enabled = false.",
		Where: via[0], Also: via[1:], Unit: units[0].Path, Code: diag.Config}
}

func sortedUnits(set map[*Unit]bool) []*Unit {
	out := make([]*Unit, 0, len(set))
	for u := range set {
		out = append(out, u)
	}
	slices.SortFunc(out, func(a, b *Unit) int { return cmp.Compare(a.Path, b.Path) })
	return out
}
