package term

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTable(t *testing.T) {
	t.Parallel()
	table := Table{Columns: []Column{{Title: "UNIT"}, {Title: "NEEDS", Least: 6}, {Title: "STATE", Least: 8}},
		Rows: [][]string{{"dev/vpc", "logs", "s3://bucket/dev/vpc"}, {"dev/ämter", "vpc,keys,logs", ""}}}
	for width, want := range map[int]string{
		0:  "UNIT       NEEDS          STATE\ndev/vpc    logs           s3://bucket/dev/vpc\ndev/ämter  vpc,keys,logs\n",
		40: "UNIT       NEEDS          STATE\ndev/vpc    logs           s3://bucket/d…\ndev/ämter  vpc,keys,logs\n",
		30: "UNIT       NEEDS     STATE\ndev/vpc    logs      s3://buc…\ndev/ämter  vpc,key…\n",
	} {
		var out bytes.Buffer
		table.Print(New(nil, &out, &out, func(string) string { return "" }), width)
		if d := cmp.Diff(want, out.String()); d != "" {
			t.Errorf("%d: %s", width, d)
		}
	}
	if !table.Fits(27) || table.Fits(26) {
		t.Error("the least width is that of what cannot be cut")
	}
}
