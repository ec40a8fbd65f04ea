package term

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/terrace-cloud/terrace/internal/diag"
)

func TestFindingsAlikeAreToldOnce(t *testing.T) {
	t.Parallel()
	var l diag.Findings
	for i := range 5 {
		l = append(l, &diag.Finding{Severity: diag.Error, Summary: "no name", Where: diag.Pos{File: "root.hcl", Line: 3}, Unit: fmt.Sprint("u", i), Fix: "Name it."})
	}
	l = append(l, &diag.Finding{Severity: diag.Warning, Summary: "a"}, &diag.Finding{Severity: diag.Error, Summary: "b", Unit: "u1"})
	var out bytes.Buffer
	s := New(nil, &out, &out, func(string) string { return "" })
	PrintFindings(s, l)
	same := "Error: no name\n  at root.hcl:3\n  in 5 units: u0, u1, u2 and 2 more\n  → Name it.\n"
	if d := cmp.Diff(same+"Warning: a\nError: b\n", out.String()); d != "" {
		t.Error(d)
	}
	out.Reset()
	PrintFirst(s, l, 2, "elsewhere")
	if d := cmp.Diff(same+"Error: b\nand 1 more: elsewhere\n", out.String()); d != "" {
		t.Error(d)
	}
}

// Resources, and details of warnings at one place, are told together.
func TestFindingsOfResourcesAlike(t *testing.T) {
	t.Parallel()
	var l diag.Findings
	for _, key := range []string{"a", "b", "a", "c", "d"} {
		l = append(l, &diag.Finding{Severity: diag.Warning, Summary: "old", Address: "aws_x.this[" + key + "]", Unit: "u"})
	}
	for _, d := range "pqrp" {
		l = append(l, &diag.Finding{Severity: diag.Warning, Summary: "gone", Where: diag.Pos{File: "m.tf"}, Detail: string(d)})
	}
	l = append(l, &diag.Finding{Severity: diag.Warning, Summary: "odd", Address: "aws_y.this"})
	var out bytes.Buffer
	PrintFindings(New(nil, &out, &out, func(string) string { return "" }), l)
	want := "Warning: old\n  in 4 resources: aws_x.this[a], aws_x.this[b], aws_x.this[c] and 1 more\nWarning: gone\n  at m.tf\n  p\n  q\n  and 1 more at this place\nWarning: odd\n  in aws_y.this\n"
	if d := cmp.Diff(want, out.String()); d != "" {
		t.Error(d)
	}
}
