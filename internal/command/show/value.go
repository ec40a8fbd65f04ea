package show

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/terrace-cloud/terrace/internal/command/target"
	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/describe"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/redact"
	"github.com/terrace-cloud/terrace/internal/term"
	"github.com/zclconf/go-cty/cty"
)

// viewer looks at the inputs of one unit.
type viewer struct {
	t      *target.Target
	unit   *estate.Unit
	module *contract.Module // nil where its interface is not known
	reveal bool
	traces map[string][]estate.Step
}

// trace gives the places that made a value.
func (v *viewer) trace(path []string) []estate.Step {
	key := strings.Join(path, "\x00")
	steps, ok := v.traces[key]
	if !ok {
		if v.traces == nil {
			v.traces = map[string][]estate.Step{}
		}
		steps = v.unit.Trace(path...)
		v.traces[key] = steps
	}
	return steps
}

// hides tells whether a value is not to be shown.
func (v *viewer) hides(path []string, value cty.Value) bool {
	if v.reveal || value.IsNull() || value.IsKnown() && value.Type() == cty.String && value.AsString() == "" {
		return false
	}
	if v.unit.Inputs[path[0]].Sensitive || v.module != nil && v.module.Variables[path[0]] != nil && v.module.Variables[path[0]].Sensitive {
		return true
	}
	if !value.IsKnown() || value.Type() != cty.String || strings.HasPrefix(value.AsString(), "arn:") {
		return false // an address of a secret is none
	}
	if last := len(path) - 1; last > 0 && path[last] == "name" {
		return false // nor is the name of one, among what says where to find it
	}
	return slices.ContainsFunc(path, redact.Name) || tainted(v.trace(path[:1])) && tainted(v.trace(path))
}

// tainted tells whether a secret went into a value.
func tainted(steps []estate.Step) bool {
	return slices.ContainsFunc(steps, func(s estate.Step) bool {
		return s.Sensitive || redact.Name(s.Name) && (!s.Value.IsKnown() || s.Value.Type() == cty.String && !s.Value.IsNull())
	})
}

// wait is what a value waits for: an output of a unit.
type wait struct{ unit, output string }

// waits lists what a value that is not known waits for, and the places that made
// it, or that of which it is a part.
func (v *viewer) waits(path []string) (out []wait, steps []estate.Step) {
	steps = v.trace(path)
	for n := len(path) - 1; len(steps) == 0 && n > 0; n-- {
		steps = v.trace(path[:n])
	}
	for _, s := range steps {
		if s.Overridden || s.Value.IsWhollyKnown() || !strings.HasPrefix(s.Name, "dependency.") {
			continue
		}
		name, _, _ := strings.Cut(strings.TrimPrefix(s.Name, "dependency."), ".")
		w := wait{name, s.Name}
		for _, d := range v.unit.Dependencies {
			if d.Name == name && d.Target != "" {
				w.unit = d.Target
			}
		}
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out, steps
}

// why says what a value waits for that is not known.
func (v *viewer) why(path []string) string {
	waits, steps := v.waits(path)
	var said []string
	for _, w := range waits {
		said = append(said, "known after "+w.unit+" is applied: "+w.output)
	}
	if len(said) > 0 {
		return strings.Join(said, "; ")
	}
	return atRun(steps)
}

// typeOf gives the type that an unknown value will have, as a variable declares
// it; "" where that is not known either.
func typeOf(value cty.Value) string {
	if value == cty.NilVal || value.Type() == cty.DynamicPseudoType {
		return ""
	}
	return contract.TypeText(value.Type())
}

// named is how many units brief names.
const named = 3

// brief is why in a few words, for people: units are named as seen from this
// one.
func (v *viewer) brief(path []string) string {
	waits, steps := v.waits(path)
	var units []string
	for _, w := range waits {
		if near := describe.Beside(v.unit.Path, w.unit); !slices.Contains(units, near) {
			units = append(units, near)
		}
	}
	switch n := len(units); {
	case n == 0:
		return atRun(steps)
	case n > named+1:
		return fmt.Sprintf("known after %s and %d more", strings.Join(units[:named], ", "), n-named)
	case n > 1:
		return fmt.Sprintf("known after %s and %s", strings.Join(units[:n-1], ", "), units[n-1])
	}
	said := "known after " + units[0]
	if parts := strings.SplitN(waits[0].output, ".", 3); len(waits) == 1 && len(parts) == 3 { // dependency.NAME.outputs…
		said += ": " + parts[2]
	}
	return said
}

// atRun says what only a run can tell: the first place is the deepest.
func atRun(steps []estate.Step) string {
	for _, s := range steps {
		if !s.Overridden && !s.Value.IsWhollyKnown() && s.Expr != "" && !tainted(steps) {
			return "known when it runs: " + term.Shorten(strings.Join(strings.Fields(s.Expr), " "), 80)
		}
	}
	return "known when it runs"
}

var bare = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_-]*$`)

// write gives a value as HCL; what is hidden or not known is said in
// parentheses.
func (v *viewer) write(path []string, value cty.Value, indent string) string {
	switch {
	case value == cty.NilVal || value.IsNull():
		return "null"
	case v.hides(path, value):
		return redact.Hidden
	case !value.IsKnown():
		said := v.brief(path)
		if t := typeOf(value); t != "" {
			said += "; " + term.Shorten(t, 60)
		}
		return "(" + said + ")"
	case value.Type().IsObjectType() || value.Type().IsMapType():
		return v.block("{", "}", indent, each(value, func(k string, x cty.Value) string {
			name := k
			if !bare.MatchString(k) {
				name = strconv.Quote(k)
			}
			return name + " = " + v.write(append(slices.Clone(path), k), x, indent+"  ")
		}))
	case value.CanIterateElements():
		items := each(value, func(k string, x cty.Value) string { return v.write(append(slices.Clone(path), k), x, indent+"  ") })
		if line := "[" + strings.Join(items, ", ") + "]"; len(line) < 76 && !strings.Contains(line, "\n") {
			return line
		}
		for i := range items {
			items[i] += ","
		}
		return v.block("[", "]", indent, items)
	}
	return string(hclwrite.TokensForValue(value).Bytes())
}

func (v *viewer) block(open, end, indent string, items []string) string {
	if len(items) == 0 {
		return open + end
	}
	return open + "\n" + indent + "  " + strings.Join(items, "\n"+indent+"  ") + "\n" + indent + end
}

// each goes through a value in order; keys of lists are their numbers.
func each[T any](value cty.Value, do func(key string, x cty.Value) T) (out []T) {
	i := 0
	for it := value.ElementIterator(); it.Next(); i++ {
		k, x := it.Element()
		key := strconv.Itoa(i)
		if k.Type() == cty.String && k.IsKnown() && !k.IsNull() && !value.Type().IsSetType() {
			key = k.AsString()
		}
		out = append(out, do(key, x))
	}
	return out
}

// plain gives a value as JSON has it: null for what is hidden or not known, which
// is told to the function with its path.
func (v *viewer) plain(path []string, value cty.Value, hole func(path []string, x cty.Value, why string)) any {
	switch {
	case value == cty.NilVal || value.IsNull():
		return nil
	case v.hides(path, value):
		hole(path, value, "")
		return nil
	case !value.IsKnown():
		hole(path, value, v.why(path))
		return nil
	case value.Type().IsObjectType() || value.Type().IsMapType():
		out := map[string]any{}
		each(value, func(k string, x cty.Value) any {
			out[k] = v.plain(append(slices.Clone(path), k), x, hole)
			return nil
		})
		return out
	case value.CanIterateElements():
		return append([]any{}, each(value, func(k string, x cty.Value) any { return v.plain(append(slices.Clone(path), k), x, hole) })...)
	case value.Type() == cty.Bool:
		return value.True()
	case value.Type() == cty.Number:
		return number(value)
	}
	return value.AsString()
}
