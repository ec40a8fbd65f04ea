package contract

import (
	"errors"
	"testing"

	"github.com/zclconf/go-cty/cty"
)

// variable reads one variable's declaration.
func variable(t testing.TB, body string) *Variable {
	t.Helper()
	m, err := Read(folder(t, map[string]string{"main.tf": "variable \"v\" {\n" + body + "\n}"}))
	if err != nil {
		t.Fatal(err)
	}
	return m.Variables["v"]
}

func TestInput(t *testing.T) {
	t.Parallel()
	object := func(m map[string]cty.Value) cty.Value { return cty.ObjectVal(m) }
	text, one := cty.StringVal, cty.NumberIntVal(1)
	for _, c := range []struct {
		declared string
		given    cty.Value
		want     cty.Value // nil: refused
	}{
		{"type = number", text("1"), one},
		{"type = number", text("one"), cty.NilVal},
		{"type = bool", text("true"), cty.True},
		{"type = bool", one, cty.NilVal},
		{"type = string", one, text("1")},
		{"type = string", cty.EmptyTupleVal, cty.NilVal},
		{"type = list(string)", cty.TupleVal([]cty.Value{text("a"), one}), cty.ListVal([]cty.Value{text("a"), text("1")})},
		{"type = list(string)", object(nil), cty.NilVal},
		{"type = list(string)", cty.UnknownVal(cty.DynamicPseudoType), cty.UnknownVal(cty.List(cty.String))},
		{"type = list(string)", text(`["a"]`), cty.ListVal([]cty.Value{text("a")})}, // read as an expression
		{"type = list(string)", text("a"), cty.NilVal},
		{"type = any", text("a"), cty.NilVal},
		{"type = any", text("1"), one},
		{"", text("a"), text("a")},
		{"type = number\ndefault = 1\nnullable = false", cty.NullVal(cty.DynamicPseudoType), one},
		{"type = number\nnullable = false", cty.NullVal(cty.DynamicPseudoType), cty.NilVal},
		{"type = number\ndefault = 1", cty.NullVal(cty.DynamicPseudoType), cty.NullVal(cty.Number)},
		{"type = object({ a = number, b = optional(string, \"x\") })", object(map[string]cty.Value{"a": one}), object(map[string]cty.Value{"a": one, "b": text("x")})},
		{"type = object({ a = number, b = optional(string, \"x\") })", object(map[string]cty.Value{"b": text("y")}), cty.NilVal},
		{"type = object({ a = number, b = optional(string, \"x\") })", object(map[string]cty.Value{"a": cty.DynamicVal}), object(map[string]cty.Value{"a": cty.UnknownVal(cty.Number), "b": text("x")})},
		{"type = map(object({ a = optional(number, 1) }))", object(map[string]cty.Value{"k": cty.EmptyObjectVal}), cty.MapVal(map[string]cty.Value{"k": object(map[string]cty.Value{"a": one})})},
		{"type = map(object({ a = optional(number, 1) }))", cty.EmptyTupleVal, cty.NilVal},
	} {
		got, err := variable(t, c.declared).Input(c.given)
		switch {
		case c.want == cty.NilVal && err == nil:
			t.Errorf("%s takes %#v as %#v", c.declared, c.given, got)
		case c.want != cty.NilVal && err != nil:
			t.Errorf("%s refuses %#v: %v", c.declared, c.given, err)
		case c.want != cty.NilVal && !got.RawEquals(c.want):
			t.Errorf("%s takes %#v as %#v, not %#v", c.declared, c.given, got, c.want)
		}
	}
}

func TestValidate(t *testing.T) {
	t.Parallel()
	check := func(condition string) string {
		return "type = any\nvalidation {\n  condition = " + condition + "\n  error_message = \"Not ${jsonencode(var.v)}.\"\n}"
	}
	for _, c := range []struct {
		condition string
		given     cty.Value
		want      string // "" passes
	}{
		{`var.v > 1`, cty.NumberIntVal(1), "Not 1."},
		{`var.v > 1`, cty.NumberIntVal(2), ""},
		{`var.v > 1`, cty.UnknownVal(cty.Number), ""},
		{`var.v > local.least`, cty.NumberIntVal(1), ""},
		{`var.v > var.none`, cty.NumberIntVal(1), ""},
		{`sorcery(var.v)`, cty.NumberIntVal(1), ""},
		{`startswith(var.v, "a")`, cty.StringVal("b"), `Not "b".`},
		{`can(regex("^a", var.v))`, cty.StringVal("b"), `Not "b".`},
		{`var.v == null || contains(["a"], var.v)`, cty.NullVal(cty.String), ""},
	} {
		failed := variable(t, check(c.condition)).Validate(map[string]cty.Value{"v": c.given})
		got := ""
		if len(failed) > 0 {
			got = failed[0].Text
		}
		if got != c.want {
			t.Errorf("%s of %#v: got %q, want %q", c.condition, c.given, got, c.want)
		}
	}
}

// What does not fit is named by its place, and the same every time.
func TestMisfitIsTheFirst(t *testing.T) {
	t.Parallel()
	want := cty.Map(cty.Object(map[string]cty.Type{"name": cty.String, "size": cty.Number}))
	bad := cty.ObjectVal(map[string]cty.Value{"name": cty.StringVal("x"), "size": cty.StringVal("large")})
	value := cty.ObjectVal(map[string]cty.Value{"c": bad, "b": bad, "a": cty.ObjectVal(map[string]cty.Value{"name": cty.StringVal("x"), "size": cty.Zero}), "d": cty.EmptyObjectVal})
	for range 50 {
		_, err := (&Variable{Type: want}).Convert(value)
		var deep cty.PathError
		if !errors.As(err, &deep) || len(deep.Path) != 2 || !deep.Path.Equals(cty.Path{}.IndexString("b").GetAttr("size")) || deep.Error() != "a number is required" {
			t.Fatalf("%v at %v", err, deep.Path)
		}
	}
}
