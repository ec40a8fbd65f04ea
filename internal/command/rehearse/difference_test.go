package rehearse

import (
	"bytes"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal"
	"github.com/terrace-cloud/terrace/internal/term"
)

// Among many changes, what hurts is told once more, each sentence once.
func TestHarm(t *testing.T) {
	t.Parallel()
	subnet := func(n string) rehearsal.Change {
		return rehearsal.Change{Address: "aws_subnet.this[" + n + "]", Type: "aws_subnet", Action: "replace", Hurts: "addresses change"}
	}
	many := []*rehearsal.UnitResult{
		{Path: "b", Changes: []rehearsal.Change{{Address: "aws_rds_cluster.this", Type: "aws_rds_cluster", Action: "replace", Hurts: "DATA LOST"}, {Address: "aws_x.y", Type: "aws_x", Action: "update"}}},
		{Path: "a", Changes: []rehearsal.Change{subnet("0"), subnet("1"), subnet("2")}},
	}
	for name, c := range map[string]struct {
		units []*rehearsal.UnitResult
		want  string
	}{
		"many": {many, "\nWhat hurts\n  DATA LOST\n      b: aws_rds_cluster.this\n  addresses change\n      a: 3 aws_subnet\n"},
		"few":  {many[:1], ""},
	} {
		var out bytes.Buffer
		harm(term.New(nil, &out, &bytes.Buffer{}, func(string) string { return "" }), c.units)
		if got := out.String(); got != c.want {
			t.Errorf("%s: got %q, want %q", name, strings.TrimSpace(got), c.want)
		}
	}
}
