package breadth

import (
	"fmt"
	"regexp"
	"sort"
	"strings"
)

// Report is what a whole run found.
type Report struct {
	Provider  string // "hashicorp/aws 5.100.0"
	Resources []Outcome
	Answers   map[string]error // data sources and ephemeral resources by name
	Answered  map[string]int   // AWS calls of the provider that the trap answered, by name
	Refused   map[string]int   // and that it refused
}

// Idempotent counts the types that reached the goal.
func (r *Report) Idempotent() int {
	n := 0
	for _, o := range r.Resources {
		if o.Idempotent() {
			n++
		}
	}
	return n
}

// Failing lists the data sources and ephemeral resources without a whole
// answer, sorted.
func (r *Report) Failing() []string {
	var out []string
	for name, err := range r.Answers {
		if err != nil {
			out = append(out, name)
		}
	}
	sort.Strings(out)
	return out
}

// order is that of the report's table.
var order = []Stage{AtOnce, Mended, Unsettled, Unread, Unchanged, Unfilled, Unplanned, Unconfigured}

// Markdown writes the report as a page of the documentation. It holds no times
// and no places, so that two runs of one provider give the same page.
func (r *Report) Markdown() string {
	var b strings.Builder
	count := map[Stage]int{}
	for _, o := range r.Resources {
		count[o.Stage]++
	}
	fmt.Fprintf(&b, "# Breadth: every type of the provider\n\n")
	fmt.Fprintf(&b, "Written by `make breadth`; the code is `internal/rehearsal/breadth`. For each resource type a minimal configuration is generated, validated and\n")
	fmt.Fprintf(&b, "planned by the real provider, %s; the plan is filled and settled; then the provider must plan no change and read the state back unchanged; where the type has tags, a change of them must settle as well and leave id and ARN alone.\n\n", r.Provider)
	fmt.Fprintf(&b, "| resource types | %d |\n|---|---|\n", len(r.Resources))
	for _, s := range order {
		if count[s] > 0 {
			fmt.Fprintf(&b, "| %s | %d |\n", s, count[s])
		}
	}
	fmt.Fprintf(&b, "\n%d of %d types are idempotent. Of %d data sources and ephemeral resources, %d fail.\n", r.Idempotent(), len(r.Resources), len(r.Answers), len(r.Failing()))
	fmt.Fprintf(&b, "AWS calls while planning, ended by the trap: %s answered, %s refused.\n", list(r.Answered), list(r.Refused))
	fmt.Fprintf(&b, "\n## Exceptions\n\n| type | how far | why |\n|---|---|---|\n")
	for _, o := range r.Resources {
		if !o.Idempotent() {
			fmt.Fprintf(&b, "| %s | %s | %s |\n", o.Type, o.Stage, oneLine(o.Detail))
		}
	}
	for _, name := range r.Failing() {
		fmt.Fprintf(&b, "| %s | no answer | %s |\n", name, oneLine(r.Answers[name].Error()))
	}
	fmt.Fprintf(&b, "\n## Settled by the provider's word\n\nAttributes whose first value the provider did not take, and the second it did.\n\n| type | attributes |\n|---|---|\n")
	for _, o := range r.Resources {
		if o.Stage == Mended {
			fmt.Fprintf(&b, "| %s | %s |\n", o.Type, strings.Trim(o.Detail, "[]"))
		}
	}
	return b.String()
}

func list(m map[string]int) string {
	if len(m) == 0 {
		return "none"
	}
	var names []string
	for n := range m {
		names = append(names, "`"+n+"`")
	}
	sort.Strings(names)
	return strings.Join(names, ", ")
}

// madeUp are the identifiers in a message, different in each run.
var madeUp = regexp.MustCompile(`[0-9a-f]{8,}`)

func oneLine(s string) string {
	s = madeUp.ReplaceAllString(strings.Join(strings.Fields(s), " "), "…")
	if r := []rune(s); len(r) > 300 {
		s = string(r[:300]) + "…"
	}
	return strings.NewReplacer("|", `\|`, "<", "&lt;").Replace(s)
}
