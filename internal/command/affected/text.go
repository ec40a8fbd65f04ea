package affected

import (
	"fmt"
	"strings"

	"github.com/terrace-cloud/terrace/internal/estate/affected"
	"github.com/terrace-cloud/terrace/internal/term"
)

// most is how many reasons of a unit are told to people; --json has all.
const most = 4

var kinds = map[affected.Kind]term.Style{affected.New: term.Green, affected.Changed: term.Yellow, affected.Moved: term.Cyan, affected.Dependent: term.Dim}

// text tells people what is touched.
func text(s *term.Streams, a *affected.Answer) {
	s.Printf("%s\n", compared(a))
	units := map[string]*affected.Unit{}
	for _, u := range a.Units {
		units[u.Path] = u
	}
	moves(s, a)
	deleted(s, a)
	for i, w := range a.Waves {
		s.Printf("\n%s\n", s.Paint(term.Bold, fmt.Sprintf("Wave %d", i+1)))
		for _, p := range w {
			unit(s, units[p])
		}
	}
	var ring []*affected.Unit
	for _, u := range a.Units {
		if u.Wave == 0 {
			ring = append(ring, u)
		}
	}
	if len(ring) > 0 {
		s.Printf("\n%s\n", s.Paint(term.Red, "In no order, as they need one another"))
		for _, u := range ring {
			unit(s, u)
		}
	}
	others(s, a)
	s.Printf("\n%s\n", total(a))
	term.PrintFindings(s, a.Findings)
}

func compared(a *affected.Answer) string {
	base := fmt.Sprintf("%s (%.10s)", a.Base.Name, a.Base.Commit)
	if a.Base.ForkOf != "" {
		base = fmt.Sprintf("%.10s, where this and %s parted", a.Base.Commit, a.Base.Name)
	}
	if a.Head.WorkTree {
		return "The work tree, with what is not committed, compared with " + base + "."
	}
	return fmt.Sprintf("%s (%.10s) compared with %s.", a.Head.Name, a.Head.Commit, base)
}

func unit(s *term.Streams, u *affected.Unit) {
	note := ""
	if u.Excluded {
		note = s.Paint(term.Dim, "  excluded by its configuration")
	}
	s.Printf("  %s  %s%s\n", s.Paint(kinds[u.Kind], fmt.Sprintf("%-9s", u.Kind)), u.Path, note)
	for i, r := range u.Reasons {
		if i == most {
			s.Printf("             and %d more\n", len(u.Reasons)-most)
			break
		}
		s.Printf("             %s\n", s.Paint(term.Dim, r.Text))
	}
}

func moves(s *term.Streams, a *affected.Answer) {
	if len(a.Moved) == 0 {
		return
	}
	s.Printf("\n%s\n", s.Paint(term.Bold, "Moved, before anything is applied"))
	for _, m := range a.Moved {
		s.Printf("  %s → %s\n             %s\n", m.From, m.To, m.Text)
		for _, line := range m.Do {
			s.Printf("             $ %s\n", line)
		}
	}
}

func deleted(s *term.Streams, a *affected.Answer) {
	if len(a.Deleted) == 0 {
		return
	}
	gone := map[string]*affected.Gone{}
	for _, g := range a.Deleted {
		gone[g.Path] = g
	}
	for i, w := range a.DestroyWaves {
		s.Printf("\n%s\n", s.Paint(term.Bold, fmt.Sprintf("Destroy %d", i+1)))
		for _, p := range w {
			s.Printf("  %s  %s\n             %s\n", s.Paint(term.Red, "deleted  "), p, gone[p].Text)
			if st := gone[p].State; st != nil {
				s.Printf("             %s\n", s.Paint(term.Dim, "state: "+st.String()))
			}
		}
	}
}

// others lists changed files that mean something whether or not they touch a
// unit.
func others(s *term.Streams, a *affected.Answer) {
	head := false
	silent := 0
	for _, c := range a.Changes {
		if c.Means == "" {
			if c.Units == 0 && c.Class != affected.Document {
				silent++
			}
			continue
		}
		if !head {
			s.Printf("\n%s\n", s.Paint(term.Bold, "Also changed"))
			head = true
		}
		s.Printf("  %-9s  %s (%s)\n             %s\n", c.Class, c.Path, c.How, s.Paint(term.Dim, c.Means))
	}
	if silent > 0 {
		s.Printf("\n%d other changed file(s) are read by no unit.\n", silent)
	}
}

func total(a *affected.Answer) string {
	if !a.HasChanges {
		return "No unit is touched."
	}
	of := map[affected.Kind]int{}
	for _, u := range a.Units {
		of[u.Kind]++
	}
	var parts []string
	for _, k := range []affected.Kind{affected.Changed, affected.New, affected.Moved, affected.Dependent} {
		if of[k] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", of[k], k))
		}
	}
	out := fmt.Sprintf("%d unit(s) touched", len(a.Units))
	if len(parts) > 0 {
		out += ": " + strings.Join(parts, ", ") + fmt.Sprintf("; %d wave(s)", len(a.Waves))
	}
	if n := len(a.Deleted); n > 0 {
		out += fmt.Sprintf("; %d to be destroyed", n)
	}
	return out + "."
}
