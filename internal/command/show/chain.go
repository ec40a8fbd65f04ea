package show

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/agext/levenshtein"
	"github.com/terrace-cloud/terrace/internal/describe"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/redact"
	"github.com/terrace-cloud/terrace/internal/term"
	"github.com/zclconf/go-cty/cty"
)

// chain is what --input --json prints.
type chain struct {
	Schema string `json:"schema"`
	Root   string `json:"root"`
	Unit   string `json:"unit"`
	input
	Steps []step `json:"steps"` // the places that made the value, first to last
}

type step struct {
	Where      diag.Pos `json:"where"`
	Name       string   `json:"name"`                 // what stands there: "local.size", "inputs.memory"
	Expression string   `json:"expression,omitempty"` // as written
	Overridden bool     `json:"overridden,omitempty"` // a later file gives another value
	Hidden     bool     `json:"hidden,omitempty"`     // there is a secret in the expression
}

func showInput(s *term.Streams, v *viewer, o options) error {
	path, value, err := find(v.unit, o.input)
	if err != nil {
		return err
	}
	c := chain{Schema: "terrace.show-input/1", Root: v.t.Estate.Root, Unit: v.unit.Path, Steps: []step{}}
	steps := v.trace(path)
	hidden := v.hides(path, value) || !v.reveal && tainted(steps)
	for _, x := range steps {
		out := step{Where: x.Pos, Name: x.Name, Expression: x.Expr, Overridden: x.Overridden}
		if hidden {
			out.Expression, out.Hidden = "", true
		}
		c.Steps = append(c.Steps, out)
	}
	where := v.unit.InputPos(path...)
	if n := len(steps); n > 0 {
		where = steps[n-1].Pos
	}
	c.input = v.input(path, value, where)
	if o.json {
		return s.PrintJSON(c)
	}
	c.text(s, v.write(path, value, ""))
	return nil
}

// text prints the value, a sentence that says where it is from, and the chain.
func (c *chain) text(s *term.Streams, value string) {
	s.Printf("%s = %s\n\n", s.Paint(term.Cyan, c.Name), value)
	if said := c.sentence(); said != "" {
		s.Printf("%s\n\n", s.Wrap(said))
	}
	table := &term.Table{Columns: []term.Column{{Title: ""}, {Title: "PLACE", Least: 28, Cut: term.CutStart}, {Title: "WHAT IT SAYS", Least: 28}}}
	for i, x := range c.Steps {
		text := x.Name
		switch {
		case x.Hidden:
			text += " = " + redact.Hidden
		case strings.HasPrefix(x.Name, "include "):
			text += " from " + x.Expression
		case x.Expression != "":
			text += " = " + term.Shorten(strings.Join(strings.Fields(x.Expression), " "), 80)
		}
		if x.Overridden {
			text = "(overridden) " + text
		}
		table.Rows = append(table.Rows, []string{strconv.Itoa(i + 1), describe.Pos(c.Root, x.Where), text})
	}
	width := 0
	if s.OutTTY {
		width = s.Width()
	}
	table.Print(s, width)
}

// shown is how many places the sentence names; the list has all of them.
const shown = 6

// sentence says which places made the value: the file of the one before is not
// said again.
func (c *chain) sentence() string {
	var live []diag.Pos
	for _, x := range c.Steps {
		if at := (diag.Pos{File: x.Where.File, Line: x.Where.Line}); !x.Overridden && !slices.Contains(live, at) {
			live = append(live, at)
		}
	}
	if len(live) == 0 {
		return ""
	}
	said := fmt.Sprintf("%s of %s is from %s", c.Name, c.Unit, describe.Pos(c.Root, live[0]))
	for i, at := range live[1:min(len(live), shown)] {
		said += ", "
		if i == 0 {
			said += "through "
		}
		if at.File == live[i].File {
			said += "line " + strconv.Itoa(at.Line)
		} else {
			said += describe.Pos(c.Root, at)
		}
	}
	if n := len(live); n > shown {
		said += fmt.Sprintf(" and %d more", n-shown)
	}
	return said + "."
}

// find splits a name into the input and the keys inside it, as the value has
// them: keys may hold dots.
func find(u *estate.Unit, name string) ([]string, cty.Value, error) {
	segs := strings.Split(name, ".")
	in, ok := u.Inputs[segs[0]]
	if !ok {
		var names []string
		for n := range u.Inputs {
			names = append(names, n)
		}
		slices.Sort(names)
		f := &diag.Finding{Severity: diag.Error, Code: diag.Config, Unit: u.Path, Summary: fmt.Sprintf("%s has no input %q", u.Path, segs[0]), Fix: "It has no inputs."}
		if len(names) > 0 {
			f.Fix = "It has " + strings.Join(names, ", ") + "."
		}
		for _, n := range names {
			if levenshtein.Distance(n, segs[0], nil) <= 2 {
				f.Fix = fmt.Sprintf("Is it %s? ", n) + f.Fix
				break
			}
		}
		return nil, cty.NilVal, f
	}
	path, v := segs[:1:1], in.Value
	for i := 1; i < len(segs); {
		if v == cty.NilVal || !v.IsKnown() || v.IsNull() || !v.CanIterateElements() {
			if v != cty.NilVal && !v.IsKnown() { // a part of what only a run can tell
				return append(path, segs[i:]...), cty.DynamicVal, nil
			}
			return nil, cty.NilVal, noKey(u, path, segs[i], nil)
		}
		var keys []string
		next, used := cty.NilVal, 0
		each(v, func(k string, x cty.Value) any {
			keys = append(keys, k)
			if n := strings.Count(k, ".") + 1; i+n <= len(segs) && strings.Join(segs[i:i+n], ".") == k && n > used {
				next, used = x, n
			}
			return nil
		})
		if used == 0 {
			return nil, cty.NilVal, noKey(u, path, segs[i], keys)
		}
		path, v = append(path, strings.Join(segs[i:i+used], ".")), next
		i += used
	}
	return path, v, nil
}

func noKey(u *estate.Unit, path []string, key string, keys []string) error {
	f := &diag.Finding{Severity: diag.Error, Code: diag.Config, Unit: u.Path, Where: u.InputPos(path...),
		Summary: fmt.Sprintf("Input %s of %s has no %q", strings.Join(path, "."), u.Path, key), Fix: "There is nothing inside it: leave the key out."}
	if len(keys) > 0 {
		if _, err := strconv.Atoi(keys[0]); err == nil {
			f.Fix = fmt.Sprintf("It is a list of %d: write a number from 0 to %d.", len(keys), len(keys)-1)
		} else {
			f.Fix = "It has " + strings.Join(keys, ", ") + "."
		}
	}
	return f
}
