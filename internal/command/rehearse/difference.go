package rehearse

import (
	"fmt"
	"maps"
	"slices"

	"github.com/terrace-cloud/terrace/internal/rehearsal"
	"github.com/terrace-cloud/terrace/internal/term"
)

// signs are what stands before a change, and its colour.
var signs = map[string]struct {
	sign  string
	style term.Style
}{
	"create": {"+  ", term.Green}, "update": {"~  ", term.Yellow}, "replace": {"-/+", term.Red}, "delete": {"-  ", term.Red}, "drift": {"≠  ", term.Yellow},
}

// difference tells what a run changed, or would change, unit by unit.
func difference(s *term.Streams, r *rehearsal.Result) {
	var all rehearsal.Counts
	broken := 0 // units of which nothing can be said
	for _, u := range r.Units {
		c := u.Applied
		all.Create, all.Update, all.Replace, all.Delete, all.Drift = all.Create+c.Create, all.Update+c.Update, all.Replace+c.Replace, all.Delete+c.Delete, all.Drift+c.Drift
		switch u.Phase {
		case rehearsal.Failed, rehearsal.Blocked, rehearsal.Stopped:
			broken++
		}
		if len(u.Changes) == 0 {
			continue
		}
		s.Printf("\n%s\n", s.Paint(term.Bold, u.Path))
		for _, ch := range u.Changes {
			m := signs[ch.Action]
			s.Printf("  %s %s%s%s\n", s.Paint(m.style, m.sign), ch.Address, list("  because of ", ch.Forces), list("  ", ch.Attributes))
			if ch.Hurts != "" {
				s.Printf("      %s\n", s.Paint(term.Red, ch.Hurts))
			}
		}
	}
	switch {
	case all.None() && broken == len(r.Units):
		return
	case all.None() && broken > 0:
		s.Printf("\nNothing changes in the units that could be planned.\n")
		return
	case all.None():
		s.Printf("\nNothing changes.\n")
		return
	}
	s.Printf("\n%d created, %d changed, %d replaced, %d destroyed", all.Create, all.Update, all.Replace, all.Delete)
	if all.Drift > 0 {
		s.Printf("; %d differ in the cloud from what was applied", all.Drift)
	}
	s.Printf("\n")
	harm(s, r.Units)
}

// few is how many changes that hurt are seen among the others without being told
// again.
const few = 3

// harm tells once more what hurts, the same sentence once, what loses data first.
func harm(s *term.Streams, units []*rehearsal.UnitResult) {
	where := map[string]map[[2]string][]string{} // sentence -> unit and type -> addresses
	n := 0
	for _, u := range units {
		for _, ch := range u.Changes {
			if ch.Hurts == "" {
				continue
			}
			n++
			if where[ch.Hurts] == nil {
				where[ch.Hurts] = map[[2]string][]string{}
			}
			at := [2]string{u.Path, ch.Type}
			where[ch.Hurts][at] = append(where[ch.Hurts][at], ch.Address)
		}
	}
	if n <= few {
		return
	}
	s.Printf("\n%s\n", s.Paint(term.Bold, "What hurts"))
	for _, sentence := range slices.Sorted(maps.Keys(where)) { // capitals come first: data, and what AWS refuses
		s.Printf("  %s\n", s.Paint(term.Red, sentence))
		for _, at := range slices.SortedFunc(maps.Keys(where[sentence]), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
			what := where[sentence][at][0]
			if n := len(where[sentence][at]); n > 1 {
				what = fmt.Sprintf("%d %s", n, at[1])
			}
			s.Printf("      %s: %s\n", at[0], what)
		}
	}
}
