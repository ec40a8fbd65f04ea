package show

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/terrace-cloud/terrace/internal/describe"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/term"
)

// printer prints lines with the place in a file that they are from.
type printer struct {
	s    *term.Streams
	root string
}

// least is how many columns of a place are worth printing.
const least = 24

// line prints a text and the place. On a terminal the beginning of the place is
// cut where the line would be too long, and it goes below where little is left.
func (p printer) line(text string, at diag.Pos) {
	if at.IsZero() {
		p.s.Printf("%s\n", text)
		return
	}
	place := "# " + describe.Pos(p.root, at)
	if p.s.OutTTY {
		switch room := p.s.Width() - width(text) - 2; {
		case width(place) <= room:
		case room >= least:
			place = "# " + term.CutStart.Shorten(place[2:], room-2)
		default:
			p.s.Printf("%s\n", text)
			text, place = "     ", term.CutStart.Shorten(place, p.s.Width()-8)
		}
	}
	p.s.Printf("%s  %s\n", text, p.s.Paint(term.Dim, place))
}

var painted = regexp.MustCompile("\x1b\\[[0-9;]*m")

// width counts the columns of a text that may have colours.
func width(s string) int { return utf8.RuneCountInString(painted.ReplaceAllString(s, "")) }

// text prints the unit for people.
func text(s *term.Streams, v *viewer, d *document) {
	p := printer{s, d.Root}
	row := func(name, value string, at diag.Pos) {
		if value != "" {
			p.line(fmt.Sprintf("  %-13s %s", name, value), at)
		}
	}
	s.Printf("%s\n", s.Paint(term.Bold, d.Path))
	row("environment", d.Environment, diag.Pos{})
	row("region", d.Region, diag.Pos{})
	row("layer", d.Layer, diag.Pos{})
	row("module", strings.TrimSpace(d.Source.Module+" "+d.Source.Version), d.Source.Where)
	if d.State != nil {
		row("state", d.State.String(), d.State.Where)
	}
	if d.PreventDestroy {
		row("protected", "Terragrunt refuses to destroy it (prevent_destroy)", diag.Pos{})
	}
	if d.Excluded != "" {
		row("excluded", fmt.Sprintf("%s (%s)", d.Excluded, strings.Join(v.unit.Exclude.Actions, ", ")), v.unit.Exclude.Pos)
	}
	title := func(name string, n int) {
		if n > 0 {
			s.Printf("\n%s\n", s.Paint(term.Bold, name))
		}
	}
	title("needs", len(d.Dependencies))
	for _, x := range d.Dependencies {
		to := x.Unit
		if to == "" {
			to = "(no unit)"
		}
		if !x.Enabled {
			to += " (off)"
		}
		p.line("  "+to, x.Where)
	}
	title("needed by", len(d.Dependents))
	for _, x := range d.Dependents {
		s.Printf("  %s\n", x)
	}
	title("inputs", len(d.Inputs))
	for _, x := range d.Inputs {
		first, rest, more := strings.Cut(v.write([]string{x.Name}, v.unit.Inputs[x.Name].Value, "  "), "\n")
		p.line("  "+s.Paint(term.Cyan, x.Name)+" = "+first, x.Where)
		if more {
			s.Printf("%s\n", rest)
		}
	}
	if d.InputsUnknown {
		s.Printf("  %s\n", s.Paint(term.Dim, "(there may be more: only a run can tell)"))
	}
	title("hooks", len(d.Hooks))
	for _, x := range d.Hooks {
		p.line(fmt.Sprintf("  %s %s on %s: %s", x.Kind, x.Name, strings.Join(x.Commands, ", "), strings.Join(x.Execute, " ")), x.Where)
	}
	title("depends on the files", len(d.Reads))
	for _, x := range d.Reads {
		s.Printf("  %s\n", x)
	}
}
