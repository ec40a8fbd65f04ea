package contract

import (
	"fmt"
	"maps"
	"slices"
)

// Diff says, a line each and by name, where a module departs from the interface
// that it is held against.
func Diff(want, got *Module) []string {
	var lines []string
	differ := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	for _, name := range names(want.Variables, got.Variables) {
		w, g := want.Variables[name], got.Variables[name]
		switch {
		case g == nil:
			differ("variable %q is missing", name)
		case w == nil && g.Required():
			differ("variable %q is new, and required", name)
		case w == nil:
			differ("variable %q is new", name)
		default:
			for _, line := range diffVariable(w, g) {
				differ("variable %q: %s", name, line)
			}
		}
	}
	for _, name := range names(want.Outputs, got.Outputs) {
		w, g := want.Outputs[name], got.Outputs[name]
		switch {
		case g == nil:
			differ("output %q is missing", name)
		case w == nil:
			differ("output %q is new", name)
		case w.Sensitive != g.Sensitive:
			differ("output %q: sensitive is %t, not %t", name, g.Sensitive, w.Sensitive)
		case w.TypeExpr != g.TypeExpr && w.TypeExpr != "" && g.TypeExpr != "": // of which both were inferred
			differ("output %q: type is %s, not %s", name, brief(g.TypeExpr), brief(w.TypeExpr))
		}
	}
	return lines
}

// brief cuts a type that is too long to read.
func brief(text string) string {
	if r := []rune(text); len(r) > 80 {
		return string(r[:79]) + "…"
	}
	return text
}

// names gives the names of both, sorted.
func names[T any](a, b map[string]T) []string {
	all := maps.Clone(a)
	if all == nil {
		all = map[string]T{}
	}
	maps.Copy(all, b)
	return slices.Sorted(maps.Keys(all))
}

func diffVariable(want, got *Variable) []string {
	var lines []string
	differ := func(what string, got, want any) {
		lines = append(lines, fmt.Sprintf("%s is %v, not %v", what, got, want))
	}
	if want.TypeExpr != got.TypeExpr {
		differ("type", got.TypeExpr, want.TypeExpr)
	}
	if want.Required() != got.Required() {
		differ("required", got.Required(), want.Required())
	} else if w, g := string(want.DefaultJSON()), string(got.DefaultJSON()); w != g {
		differ("default", g, w)
	}
	for _, flag := range []struct {
		name      string
		got, want bool
	}{{"nullable", got.Nullable, want.Nullable}, {"sensitive", got.Sensitive, want.Sensitive}, {"ephemeral", got.Ephemeral, want.Ephemeral}} {
		if flag.got != flag.want {
			differ(flag.name, flag.got, flag.want)
		}
	}
	return lines
}
