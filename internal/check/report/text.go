package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/term"
)

var styles = map[diag.Severity]term.Style{diag.Error: term.Red, diag.Warning: term.Yellow, diag.Note: term.Cyan}

// unitsShown is how many units of a finding are named.
const unitsShown = 3

// Text writes the findings for people: each with its line of source and what to
// do. source gives the text of a line.
func Text(w io.Writer, r *Report, paint func(term.Style, string) string, source func(diag.Pos) string) error {
	var b strings.Builder
	hidden := secretLines(r)
	for _, f := range r.Findings {
		word := f.Severity.String()
		fmt.Fprintf(&b, "%s %s %s\n", paint(styles[f.Severity], strings.ToUpper(word[:1])+word[1:]+":"), paint(term.Bold, f.Summary), paint(term.Dim, "("+f.Rule+")"))
		if p := f.Where.String(); p != "" {
			fmt.Fprintf(&b, "  at %s\n", p)
		}
		if at := (diag.Pos{File: f.Where.File, Line: f.Where.Line}); !hidden[at] {
			excerpt(&b, f, source(f.Where), paint)
		}
		for _, p := range f.Also {
			fmt.Fprintf(&b, "  via %s\n", p)
		}
		if len(f.Units) > 1 {
			shown := f.Units[:min(len(f.Units), unitsShown)]
			fmt.Fprintf(&b, "  in %d units: %s", len(f.Units), strings.Join(shown, ", "))
			if len(shown) < len(f.Units) {
				b.WriteString(", …")
			}
			b.WriteString("\n")
		}
		for _, s := range []string{f.Detail, paint(term.Green, "→") + " " + f.Fix} {
			if s != "" {
				fmt.Fprintf(&b, "  %s\n", strings.ReplaceAll(s, "\n", "\n  "))
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// secretLines lists the lines that hold a secret: they are not shown, whatever
// is found there.
func secretLines(r *Report) map[diag.Pos]bool {
	out := map[diag.Pos]bool{}
	for _, f := range r.Findings {
		if x := r.rule(f.Rule); x != nil && x.Hides {
			out[diag.Pos{File: f.Where.File, Line: f.Where.Line}] = true
		}
	}
	return out
}

// excerpt writes the line of a finding, with a mark below the column.
func excerpt(b *strings.Builder, f *rule.Finding, line string, paint func(term.Style, string) string) {
	if strings.TrimSpace(line) == "" {
		return
	}
	line = strings.ReplaceAll(line, "\t", " ")
	number := fmt.Sprint(f.Where.Line)
	mark := ""
	if f.Where.Column > 0 && f.Where.Column <= len([]rune(line)) {
		mark = strings.Repeat(" ", f.Where.Column-1) + "^"
	}
	const most = 160
	if r := []rune(line); len(r) > most {
		line = string(r[:most]) + "…"
	}
	fmt.Fprintf(b, "  %s %s %s\n", paint(term.Dim, number), paint(term.Dim, "|"), line)
	if mark != "" {
		fmt.Fprintf(b, "  %s %s %s\n", strings.Repeat(" ", len(number)), paint(term.Dim, "|"), paint(styles[f.Severity], mark))
	}
}

// Totals says in one line what was found.
func Totals(r *Report) string {
	var parts []string
	for _, s := range []diag.Severity{diag.Error, diag.Warning, diag.Note} {
		if n := r.Count(s); n > 0 {
			parts = append(parts, counted(n, s.String()))
		}
	}
	out := "nothing found"
	if len(parts) > 0 {
		out = strings.Join(parts, ", ")
	}
	out += fmt.Sprintf(" in %s by %s", counted(r.Units, "unit"), counted(len(r.Rules), "rule"))
	if r.Ignored > 0 {
		out += fmt.Sprintf("; %d silenced by comments", r.Ignored)
	}
	if r.Known > 0 {
		out += fmt.Sprintf("; %d known by the baseline", r.Known)
	}
	if r.NoModule > 0 {
		out += fmt.Sprintf("; the modules of %s are not known, so that nothing is said of their inputs and outputs", counted(r.NoModule, "unit"))
	}
	return out
}

func counted(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
