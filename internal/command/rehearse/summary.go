package rehearse

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/module"
	"github.com/terrace-cloud/terrace/internal/rehearsal"
	"github.com/terrace-cloud/terrace/internal/term"
)

// summary tells people what came out: first what is wrong, then what stood.
func summary(s *term.Streams, r *rehearsal.Result, verbose bool) {
	findings(s, r)
	if r.Mode == "from" || r.Mode == "plan" {
		difference(s, r)
	}
	phases := map[rehearsal.Phase]int{}
	levels := map[module.Level]int{}
	for _, u := range r.Units {
		phases[u.Phase]++
		if u.Level != "" {
			levels[u.Level]++
		}
	}
	s.Printf("\n%s\n", s.Paint(term.Bold, headline(s, r, phases)))
	if len(r.Services) > 0 {
		s.Printf("  %s\n", wrap(counted(r.Services), s.Width()-4, "  "))
	}
	if len(levels) > 0 {
		s.Printf("  Ran with: %s.\n", levelText(levels))
	}
	if n := len(r.Assumptions); n > 0 {
		s.Printf("  Assumed: %d answers of data sources%s\n", n, hint(verbose, ", listed with --verbose"))
		if verbose {
			for _, a := range r.Assumptions {
				s.Printf("    %s: %s %s %s = %s\n", a.Unit, a.Type, a.Key, a.Attribute, a.Value)
			}
		}
	}
	if len(r.NotRun) > 0 {
		s.Printf("  Not run: %s%s\n", notRun(r.NotRun), allowed(r.NotRun))
		for _, n := range r.NotRun {
			s.Printf("    %s: %s %s  %s\n", n.Unit, n.Kind, n.Name, term.Here(n.Where))
		}
	}
	for _, l := range r.Reconciled {
		s.Printf("  Tidied up after a killed run: %s\n", l)
	}
	for _, n := range r.Notes {
		s.Printf("  %s\n", n)
	}
	if c := r.Cost; c != nil {
		s.Printf("  Took %.1f s of CPU time and at most %.1f GiB of memory, all processes together.\n", c.CPU, float64(c.Memory)/(1<<30))
	}
	s.Printf("  AWS calls that left this machine: none; answered here: %d, refused: %d.\n", total(r.Calls.Answered), total(r.Calls.Refused))
	if len(r.Calls.Refused) > 0 {
		s.Printf("    refused: %s\n", counted(r.Calls.Refused))
	}
	if r.ExitCode == diag.Interrupted {
		s.Printf("  Interrupted: run the same command again, and it goes on from here.\n")
	}
	if r.ExitCode == diag.OK && r.Mode == "rehearse" {
		s.Printf("  %s\n", s.Paint(term.Dim, "Not proven by this: IAM permissions, quotas and capacity of the real account."))
		s.Printf("  %s\n", s.Paint(term.Dim, "Next: change a file, and `terrace rehearse --plan-only` says what it would do; `terrace cloud ls` lists what stands."))
	}
}

func headline(s *term.Streams, r *rehearsal.Result, phases map[rehearsal.Phase]int) string {
	var parts []string
	for _, p := range []rehearsal.Phase{rehearsal.Settled, rehearsal.Planned, rehearsal.Destroyed, rehearsal.Absent, rehearsal.Kept, rehearsal.Changed, rehearsal.Unsettled, rehearsal.Failed, rehearsal.Blocked, rehearsal.Excluded, rehearsal.Stopped} {
		if n := phases[p]; n > 0 {
			parts = append(parts, s.Paint(marks[p].style, fmt.Sprintf("%d %s", n, p)))
		}
	}
	if len(parts) == 0 {
		parts = []string{"nothing to rehearse"}
	}
	return fmt.Sprintf("%s: %s; %s, %.1f s", units(len(r.Units)), strings.Join(parts, ", "), standing(r.Resources), r.Seconds)
}

func standing(n int) string {
	if n == 1 {
		return "1 resource stands"
	}
	return fmt.Sprintf("%d resources stand", n)
}

func plural(n int, noun string) string {
	if n == 1 {
		return noun
	}
	return noun + "s"
}

func units(n int) string {
	return fmt.Sprintf("%d %s", n, plural(n, "unit"))
}

// findings prints what is wrong, the units in the order of the run; before them,
// once, what several units have alike.
func findings(s *term.Streams, r *rehearsal.Result) {
	term.PrintFindings(s, r.Findings)
	common, own := shared(r.Units)
	if len(common) > 0 {
		s.Errorf("\n%s\n", s.Paint(term.Bold, "In several units"))
		term.PrintFindings(s, common)
	}
	for i, u := range r.Units {
		if len(own[i]) > 0 {
			s.Errorf("\n%s\n", s.Paint(term.Bold, u.Path))
			term.PrintFindings(s, own[i])
			if u.Log != "" {
				s.Errorf("  %s\n", s.Paint(term.Dim, "all that was printed: "+u.Log))
			}
		}
		for _, c := range u.Unsettled {
			s.Errorf("  %s %s would %s again%s\n", s.Paint(term.Red, "≠"), c.Address, c.Action, list(" because of ", c.Forces)+list(": ", c.Attributes))
		}
	}
}

// shared parts what several units have alike, the worst first, from what is a unit's
// own, by its index.
func shared(units []*rehearsal.UnitResult) (common diag.Findings, own []diag.Findings) {
	have := map[string]map[string]bool{} // the units, by what they have
	for _, u := range units {
		for _, f := range u.Findings {
			k := f.Alike()
			if have[k] == nil {
				have[k] = map[string]bool{}
			}
			have[k][u.Path] = true
		}
	}
	own = make([]diag.Findings, len(units))
	for i, u := range units {
		for _, f := range u.Findings {
			if len(have[f.Alike()]) == 1 {
				own[i] = append(own[i], f)
				continue
			}
			c := *f
			c.Unit = u.Path
			common = append(common, &c)
		}
	}
	slices.SortStableFunc(common, func(a, b *diag.Finding) int { return cmp.Compare(b.Severity, a.Severity) })
	return common, own
}

func list(lead string, l []string) string {
	if len(l) == 0 {
		return ""
	}
	return lead + strings.Join(l, ", ")
}

// counted writes a map of counts, the largest first.
func counted(m map[string]int) string {
	keys := slices.Collect(maps.Keys(m))
	slices.SortFunc(keys, func(a, b string) int { return cmp.Or(m[b]-m[a], strings.Compare(a, b)) })
	for i, k := range keys {
		keys[i] = fmt.Sprintf("%s %d", k, m[k])
	}
	return strings.Join(keys, ", ")
}

func levelText(m map[module.Level]int) string {
	var parts []string
	for _, l := range []module.Level{module.Real, module.StandIn, module.Local} {
		if n := m[l]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s in %s", l, units(n)))
		}
	}
	return strings.Join(parts, ", ")
}

// allowed says how what was not run can be; an action would act in AWS.
func allowed(l []rehearsal.NotRun) string {
	if slices.ContainsFunc(l, func(n rehearsal.NotRun) bool { return n.Kind != "action" }) {
		return " (allow it by name in terrace.yaml)"
	}
	return ""
}

func notRun(l []rehearsal.NotRun) string {
	kinds := map[string]int{}
	for _, n := range l {
		kinds[n.Kind]++
	}
	return counted(kinds)
}

func hint(off bool, text string) string {
	if off {
		return ":"
	}
	return text
}

func total(m map[string]int) int {
	n := 0
	for _, v := range m {
		n += v
	}
	return n
}

// wrap breaks a list at commas so that no line is wider than width.
func wrap(text string, width int, indent string) string {
	var b strings.Builder
	at := 0
	for i, w := range strings.Split(text, ", ") {
		switch {
		case i == 0:
		case at+len(", ")+len(w) > width:
			b.WriteString(",\n" + indent)
			at = 0
		default:
			b.WriteString(", ")
			at += len(", ")
		}
		b.WriteString(w)
		at += len(w)
	}
	return b.String()
}
