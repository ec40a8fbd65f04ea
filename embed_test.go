package terrace

import (
	"io/fs"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What is handed out is what is committed: no cache, nothing left out.
func TestEmbeddedIsCommitted(t *testing.T) {
	t.Parallel()
	out, err := exec.Command("git", "ls-files", "-z", "terrace.yaml", "terrace.lock.json", ".github", "infrastructure").Output()
	if err != nil {
		t.Skipf("not a checkout: %v", err)
	}
	want := slices.DeleteFunc(strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00"), func(p string) bool { return strings.HasSuffix(p, ".go") })
	var got []string
	if err := fs.WalkDir(Estate, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			got = append(got, p)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	slices.Sort(want)
	slices.Sort(got)
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("embedded files differ from those that git has (-git +embedded)\n%s", d)
	}
}
