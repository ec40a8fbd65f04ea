package version

import (
	"bytes"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/term"
)

func TestDescribe(t *testing.T) {
	t.Parallel()
	built := &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}, Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "0123456789abcdef"}, {Key: "vcs.time", Value: "2026-01-02T03:04:05Z"}, {Key: "vcs.modified", Value: "true"}}}
	for name, c := range map[string]struct {
		stamp string
		info  *debug.BuildInfo
		want  string
	}{
		"release":          {"v9.9.9", built, "v9.9.9"},
		"go install":       {"", built, "v1.2.3"},
		"tree, no stamp":   {"", &debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}, "dev"},
		"nothing is known": {"", nil, "dev"},
	} {
		if got := describe(c.stamp, c.info); got.Version != c.want || got.Pins.Terragrunt == "" {
			t.Errorf("%s: %+v", name, got)
		}
	}
	d := describe("", built)
	if d.Commit != "0123456789abcdef" || !d.Modified || d.Date != "2026-01-02T03:04:05Z" {
		t.Errorf("%+v", d)
	}
}

func TestRunOnOneLine(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	s := term.New(nil, &out, &out, func(string) string { return "" })
	info := &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}, Settings: []debug.BuildSetting{{Key: "vcs.revision", Value: "0123456789abcdef"}}}
	if err := run(s, options{}, info); err != nil {
		t.Fatal(err)
	}
	if got := out.String(); !strings.HasPrefix(got, "terrace v1.2.3 (") || !strings.HasSuffix(got, "commit 0123456789ab)\n") {
		t.Errorf("%q", got)
	}
}
