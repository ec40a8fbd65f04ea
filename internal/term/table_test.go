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

func TestHeadings(t *testing.T) {
	t.Parallel()
	table := Table{Columns: []Column{{Title: "UNIT"}, {Title: "MODULE", Least: 7, Cut: CutMiddle}},
		Rows: [][]string{{"a heading that is long"}, {"  vpc", "acme/network/aws"}, {"  keys", ""}}}
	var out bytes.Buffer
	table.Print(New(nil, &out, &out, func(string) string { return "" }), 16)
	if d := cmp.Diff("UNIT    MODULE\na headi… is long\n  vpc   acm…/aws\n  keys\n", out.String()); d != "" {
		t.Error(d)
	}
}

func TestShorten(t *testing.T) {
	t.Parallel()
	for cut, want := range map[Cut][]string{
		CutEnd:    {"", "…", "ä…", "äb…", "äbcd"},
		CutMiddle: {"", "…", "…d", "ä…d", "äbcd"},
		CutStart:  {"", "…", "…d", "…cd", "äbcd"},
	} {
		for width, w := range want {
			if got := cut.Shorten("äbcd", width); got != w {
				t.Errorf("%d to %d: %q, not %q", cut, width, got, w)
			}
		}
	}
}

func TestWrap(t *testing.T) {
	t.Parallel()
	s := New(nil, nil, nil, func(name string) string { return map[string]string{"COLUMNS": "12"}[name] })
	text := "äb is from a/file.hcl:7 and more"
	if got := s.Wrap(text); got != text {
		t.Errorf("broken where nobody watches: %q", got)
	}
	s.OutTTY = true
	if got := s.Wrap(text); got != "äb is from\na/file.hcl:7\nand more" {
		t.Errorf("%q", got)
	}
}
