package module

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestPlaceOf holds the names against those that Terragrunt 1.1.0 computes.
func TestPlaceOf(t *testing.T) {
	t.Parallel()
	const unit = "/srv/unit"
	rows, err := os.ReadFile("testdata/terragrunt-1.1.0-names.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for row := range strings.Lines(string(rows)) {
		if strings.HasPrefix(row, "#") {
			continue
		}
		c := strings.Split(strings.ReplaceAll(strings.TrimSuffix(row, "\n"), "\t-", "\t"), "\t")
		want := place{download: filepath.Join(unit, ".terragrunt-cache", "HA0FrL9ipPTQrrWXPs5xbzQOkyo", c[1]), version: c[3]}
		want.work = filepath.Join(want.download, c[2])
		got, err := placeOf(unit+"/", c[0])
		if err != nil || got != want {
			t.Errorf("%s: %v\n got %+v\nwant %+v", c[0], err, got, want)
		}
	}
}

// A unit's folder that is a link is resolved for relative sources only.
func TestPlaceOfLinkedUnit(t *testing.T) {
	t.Parallel()
	top := t.TempDir()
	write(t, top, map[string]string{"deep/unit/terragrunt.hcl": ""})
	link := filepath.Join(top, "link")
	if err := os.Symlink(filepath.Join(top, "deep", "unit"), link); err != nil {
		t.Fatal(err)
	}
	real, err := filepath.EvalSymlinks(top)
	if err != nil {
		t.Fatal(err)
	}
	p, err := placeOf(link, "../modules")
	if want := filepath.Join(link, cacheFolder, encode(link), encode("file://"+real+"/deep/modules")); err != nil || p.work != want {
		t.Errorf("got %s, %v; want %s", p.work, err, want)
	}
}

func FuzzPlaceOf(f *testing.F) {
	for _, s := range []string{"", "tfr:///a/b/c//d?version=1", "git::git::x", "git@h:p", "../x//y", "%", "a::b", "github.com/a"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		_, _ = placeOf("/srv/unit", s)
		_, _ = ParseSource(s)
		_, _ = ParseCall(s, "")
	})
}
