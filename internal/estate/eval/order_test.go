package eval

import (
	"slices"
	"testing"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// TestFindingsComeInOrder reads faults of one kind again and again: they come in
// the order of the file, and of two at one place the same one is told.
func TestFindingsComeInOrder(t *testing.T) {
	t.Parallel()
	const text = "skip = true\na = 1\nb = 2\nc = 3\nterraform {\n  extra_arguments \"x\" {\n  }\n  before_hook \"y\" {\n    z = 1\n    w = 2\n  }\n}\n"
	var first diag.Findings
	for range 30 {
		p := &parsed{name: "f.hcl", body: &body{}}
		p.load([]byte(text), unitShape)
		if first == nil {
			first = p.findings
		}
		if !slices.EqualFunc(first, p.findings, func(a, b *diag.Finding) bool { return a.Where == b.Where && a.Summary == b.Summary }) {
			t.Fatalf("%v\n%v", first, p.findings)
		}
	}
	if lines := []int{first[0].Where.Line, first[1].Where.Line, first[2].Where.Line, first[3].Where.Line}; !slices.Equal(lines, []int{1, 2, 3, 4}) {
		t.Errorf("lines %v", lines)
	}
}
