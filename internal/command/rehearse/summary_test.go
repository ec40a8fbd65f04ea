package rehearse

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/rehearsal"
	"github.com/terrace-cloud/terrace/internal/term"
)

// What several units have alike is told once.
func TestFindingsOfSeveralUnits(t *testing.T) {
	t.Parallel()
	old := func(unit, address string) *diag.Finding {
		return &diag.Finding{Severity: diag.Warning, Summary: "old", Where: diag.Pos{File: "m/main.tf", Line: 3}, Unit: unit, Address: address}
	}
	broken := &diag.Finding{Severity: diag.Error, Summary: "broken"}
	forbidden := &diag.Finding{Severity: diag.Error, Summary: "forbidden", Where: diag.Pos{File: "root.hcl", Line: 1}}
	r := &rehearsal.Result{Units: []*rehearsal.UnitResult{
		{Path: "a", Findings: diag.Findings{old("a", "aws_x.y[0]")}, Log: "a.log"},
		{Path: "b", Findings: diag.Findings{broken, forbidden, old("b", "aws_x.y[1]")}, Log: "b.log"},
		{Path: "c", Findings: diag.Findings{forbidden, {Severity: diag.Warning, Summary: "its own"}}},
	}}
	var out bytes.Buffer
	findings(term.New(nil, &out, &out, func(string) string { return "" }), r)
	want := `
In several units
Error: forbidden
  at root.hcl:1
  in 2 units: b, c
Warning: old
  at m/main.tf:3
  in 2 resources: aws_x.y[0], aws_x.y[1]
  in 2 units: a, b

b
Error: broken
  all that was printed: b.log

c
Warning: its own
`
	if d := cmp.Diff(want, out.String()); d != "" {
		t.Error(d)
	}
}
