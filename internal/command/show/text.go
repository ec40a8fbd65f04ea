package show

import (
	"fmt"
	"strings"

	"github.com/terrace-cloud/terrace/internal/describe"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/term"
)

// text prints the unit for people.
func text(s *term.Streams, v *viewer, d *document) {
	at := func(p diag.Pos) string {
		if p.IsZero() {
			return ""
		}
		return "  " + s.Paint(term.Dim, "# "+describe.Pos(d.Root, p))
	}
	row := func(name, value string, p diag.Pos) {
		if value != "" {
			s.Printf("  %-13s %s%s\n", name, value, at(p))
			return
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
		s.Printf("  %s%s\n", to, at(x.Where))
	}
	title("needed by", len(d.Dependents))
	for _, x := range d.Dependents {
		s.Printf("  %s\n", x)
	}
	title("inputs", len(d.Inputs))
	for _, x := range d.Inputs {
		first, rest, more := strings.Cut(v.write([]string{x.Name}, v.unit.Inputs[x.Name].Value, "  "), "\n")
		s.Printf("  %s = %s%s\n", s.Paint(term.Cyan, x.Name), first, at(x.Where))
		if more {
			s.Printf("%s\n", rest)
		}
	}
	if d.InputsUnknown {
		s.Printf("  %s\n", s.Paint(term.Dim, "(there may be more: only a run can tell)"))
	}
	title("hooks", len(d.Hooks))
	for _, x := range d.Hooks {
		s.Printf("  %s %s on %s: %s%s\n", x.Kind, x.Name, strings.Join(x.Commands, ", "), strings.Join(x.Execute, " "), at(x.Where))
	}
	title("depends on the files", len(d.Reads))
	for _, x := range d.Reads {
		s.Printf("  %s\n", x)
	}
}
