package estate

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/terrace-cloud/terrace/internal/estate/tree"
)

// TestLoadFromACommit gives the estate as it was committed, at the same paths.
func TestLoadFromACommit(t *testing.T) {
	t.Parallel()
	dir := generated(t, 60)
	if err := os.RemoveAll(filepath.Join(dir, ".git")); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"},
		{"-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false", "commit", "-qm", "all"}} {
		if out, err := exec.Command("git", append([]string{"-C", dir}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v %s", args, err, out)
		}
	}
	commit, err := tree.Git(t.Context(), dir, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = commit.Close() }()
	disk := load(t, dir, Options{})
	if err := os.RemoveAll(filepath.Join(dir, "env0")); err != nil {
		t.Fatal(err)
	}
	base := load(t, dir, Options{FS: commit})
	same(t, "root", base.Root, disk.Root)
	same(t, "units", paths(base.Units), paths(disk.Units))
	for i, u := range base.Units {
		same(t, u.Path+" reads", u.Reads, disk.Units[i].Reads)
		same(t, u.Path+" findings", u.Findings.Err(), nil)
		if a, b := u.Inputs["tags"].Value, disk.Units[i].Inputs["tags"].Value; !a.RawEquals(b) {
			t.Errorf("%s: tags are %#v and %#v", u.Path, a, b)
		}
	}
}
