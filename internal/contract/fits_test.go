package contract

import (
	"testing"

	"github.com/zclconf/go-cty/cty"
)

func TestFits(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		have, want string
		fits       bool
	}{
		{"string", "string", true}, {"string", "number", true}, {"number", "string", true}, {"bool", "string", true}, {"number", "bool", false},
		{"any", "number", true}, {"list(string)", "any", true}, {"list(any)", "list(string)", true}, {"list(string)", "list(any)", true},
		{"list(string)", "string", false}, {"string", "list(string)", false}, {"map(string)", "list(string)", false}, {"list(string)", "map(string)", false},
		{"set(string)", "list(string)", true}, {"tuple([string, number])", "set(string)", true}, {"tuple([string, list(string)])", "list(string)", false},
		{"list(string)", "tuple([string, string])", true}, {"list(list(string))", "tuple([string])", false}, {"tuple([string])", "tuple([string, string])", false},
		{"tuple([number])", "tuple([string])", true}, {"map(string)", "tuple([string])", false},
		{"object({a = string})", "map(string)", true}, {"object({a = string, b = list(string)})", "map(string)", false}, {"map(number)", "object({a = string})", true},
		{"map(list(string))", "object({a = string})", false}, {"object({a = string, b = bool})", "object({a = string})", true},
		{"object({a = string})", "object({a = string, b = bool})", false}, {"object({a = string})", "object({a = string, b = optional(bool)})", true},
		{"object({a = map(string)})", "object({a = string})", false}, {"list(object({a = string}))", "list(object({a = number}))", true},
		{"list(number)", "list(bool)", false}, {"object({})", "list(string)", false}, {"tuple([])", "list(string)", true}, {"tuple([])", "map(string)", false},
	} {
		v := &Variable{TypeExpr: c.want}
		if err := v.setType(); err != nil {
			t.Fatal(err)
		}
		have, err := ParseType(c.have)
		if err != nil {
			t.Fatal(err)
		}
		if got := Fits(have, v.Type); got != c.fits {
			t.Errorf("%s to %s: %t", c.have, c.want, got)
		}
		out, err := v.Convert(cty.UnknownVal(have)) // an unknown value goes the same way
		if (err == nil) != c.fits {
			t.Errorf("an unknown %s to %s: %v", c.have, c.want, err)
		}
		if err == nil && out.IsWhollyKnown() {
			t.Errorf("an unknown %s to %s is known", c.have, c.want)
		}
	}
}

func TestTypesAreReadAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"string", "any", "list(any)", "map(set(number))", "tuple([])", "tuple([string, bool])", "object({})", "object({a = string, b-c = list(any)})"} {
		got, err := ParseType(text)
		if err != nil || TypeText(got) != text {
			t.Errorf("%s: %s, %v", text, TypeText(got), err)
		}
	}
	for _, text := range []string{"", "strin", "list(", "optional(string)"} {
		if got, err := ParseType(text); err == nil {
			t.Errorf("%q is read as %s", text, TypeText(got))
		}
	}
}
