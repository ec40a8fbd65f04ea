package contract

import (
	"strings"
	"testing"
)

func TestDiff(t *testing.T) {
	t.Parallel()
	of := func(text string) *Module {
		m, err := Read(folder(t, map[string]string{"main.tf": text}))
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	want := of(example)
	if lines := Diff(want, want); lines != nil {
		t.Errorf("a module departs from itself: %v", lines)
	}
	for _, c := range []struct{ old, now, line string }{
		{`type = string`, `type = number`, `variable "zone": type is number, not string`},
		{`type = string`, `default = ""`, `variable "zone": required is false, not true`},
		{`port = 443`, `port = 80`, `variable "rules": default is [{"port":80}], not [{"port":443}]`},
		{`nullable = false`, ``, `variable "rules": nullable is true, not false`},
		{`variable "any"`, `variable "all"`, `variable "any" is missing`},
		{`variable "any"`, `variable "all"`, `variable "all" is new`},
		{`output "id"`, "variable \"must\" {}\noutput \"id\"", `variable "must" is new, and required`},
		{`output "id"`, `output "ids"`, `output "id" is missing`},
		{`output "id"`, `output "ids"`, `output "ids" is new`},
		{"value = var.zone", "value = var.zone\nsensitive = true", `output "id": sensitive is true, not false`},
	} {
		text := strings.Replace(example, c.old, c.now, 1)
		if text == example {
			t.Fatalf("%s is not in the example", c.old)
		}
		if lines := strings.Join(Diff(want, of(text)), "\n"); !strings.Contains(lines, c.line) {
			t.Errorf("%s instead of %s: got\n%s\nwant\n%s", c.now, c.old, lines, c.line)
		}
	}
}
