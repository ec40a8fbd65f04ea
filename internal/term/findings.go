package term

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/terrace-cloud/terrace/internal/diag"
)

var severityStyle = map[diag.Severity]Style{diag.Error: Red, diag.Warning: Yellow, diag.Note: Cyan}

// PrintFindings writes findings for people to Err: a line that says what is
// wrong, the place, the cause, and what to do. What is found alike in several
// units, in a file that they share, is told once.
func PrintFindings(s *Streams, l diag.Findings) { printAll(s, fold(l)) }

// PrintFirst is like [PrintFindings], but of more than so many it writes that many,
// the worst first, and where the rest is told.
func PrintFirst(s *Streams, l diag.Findings, most int, rest string) {
	all := fold(l)
	if len(all) <= most {
		printAll(s, all)
		return
	}
	slices.SortStableFunc(all, func(a, b *told) int { return cmp.Compare(b.Severity, a.Severity) })
	printAll(s, all[:most])
	s.Errorf("%s\n", s.Paint(Bold, fmt.Sprintf("and %d more: %s", len(all)-most, rest)))
}

// told is a finding, the units and resources that have it, and its details, where
// warnings of one place have several.
type told struct {
	*diag.Finding
	units, addresses, details []string
}

// fold makes one of findings that differ in nothing but the unit or the resource;
// warnings of one place may differ in their details.
func fold(l diag.Findings) (out []*told) {
	seen := map[string]*told{}
	for _, f := range l {
		key := f.Alike()
		if f.Severity == diag.Warning && !f.Where.IsZero() {
			c := *f
			c.Detail = ""
			key = c.Alike()
		}
		t, ok := seen[key]
		if !ok {
			t = &told{Finding: f}
			seen[key], out = t, append(out, t)
		}
		t.units, t.addresses = insert(t.units, f.Unit), insert(t.addresses, f.Address)
		t.details = insert(t.details, f.Detail)
	}
	return out
}

func insert(l []string, s string) []string {
	if s == "" || slices.Contains(l, s) {
		return l
	}
	return append(l, s)
}

// mostDetails is how many details of one place are told.
const mostDetails = 2

// several names the first of them and counts the rest.
func several(l []string, noun string) string {
	n := len(l)
	said := fmt.Sprintf("%d %s: %s", n, noun, strings.Join(l[:min(n, 3)], ", "))
	if n > 3 {
		said += fmt.Sprintf(" and %d more", n-3)
	}
	return said
}

func printAll(s *Streams, l []*told) {
	for _, f := range l {
		head := s.Paint(severityStyle[f.Severity], strings.ToUpper(f.Severity.String()[:1])+f.Severity.String()[1:]+":")
		s.Errorf("%s %s\n", head, s.Paint(Bold, f.Summary))
		if p := Here(f.Where); p != "" {
			s.Errorf("  at %s\n", p)
		}
		if len(f.addresses) > 1 {
			s.Errorf("  in %s\n", several(f.addresses, "resources"))
		} else if f.Address != "" {
			s.Errorf("  in %s\n", f.Address)
		}
		for _, p := range f.Also {
			s.Errorf("  via %s\n", Here(p))
		}
		if len(f.units) > 1 {
			s.Errorf("  in %s\n", several(f.units, "units"))
		}
		for _, d := range f.details[:min(len(f.details), mostDetails)] {
			printIndented(s, "  ", d)
		}
		if n := len(f.details) - mostDetails; n > 0 {
			s.Errorf("  and %d more at this place\n", n)
		}
		printIndented(s, "  "+s.Paint(Green, "→ "), f.Fix)
	}
}

// Here names a place as people are told it: as seen from the working folder, when
// it is below that.
func Here(p diag.Pos) string {
	if rel, err := filepath.Rel(working(), p.File); err == nil && filepath.IsAbs(p.File) && filepath.IsLocal(rel) {
		p.File = rel
	}
	return p.String()
}

// working is the working folder without links, as estates name their files.
var working = sync.OnceValue(func() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return real
	}
	return dir
})

func printIndented(s *Streams, lead, text string) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	for _, l := range strings.Split(text, "\n") {
		s.Errorf("%s%s\n", lead, l)
		lead = "  "
	}
}
