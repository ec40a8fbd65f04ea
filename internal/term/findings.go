package term

import (
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
)

var severityStyle = map[diag.Severity]Style{diag.Error: Red, diag.Warning: Yellow, diag.Note: Cyan}

// PrintFindings writes findings for people to Err: a line that says what is
// wrong, the place, the cause, and what to do.
func PrintFindings(s *Streams, l diag.Findings) {
	for _, f := range l {
		head := s.Paint(severityStyle[f.Severity], strings.ToUpper(f.Severity.String()[:1])+f.Severity.String()[1:]+":")
		s.Errorf("%s %s\n", head, s.Paint(Bold, f.Summary))
		if p := f.Where.String(); p != "" {
			s.Errorf("  at %s\n", p)
		}
		if f.Address != "" {
			s.Errorf("  in %s\n", f.Address)
		}
		for _, p := range f.Also {
			s.Errorf("  via %s\n", p)
		}
		printIndented(s, "  ", f.Detail)
		printIndented(s, "  "+s.Paint(Green, "→ "), f.Fix)
	}
}

func printIndented(s *Streams, lead, text string) {
	if text = strings.TrimSpace(text); text == "" {
		return
	}
	for _, l := range strings.Split(text, "\n") {
		s.Errorf("%s%s\n", lead, l)
		lead = "  "
	}
}
