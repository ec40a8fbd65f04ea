package tree

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// repository commits files; the value of a link is LINK and its target.
func repository(t *testing.T, files map[string]string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		p := filepath.Join(dir, name)
		err := os.MkdirAll(filepath.Dir(p), 0o755)
		if target, ok := strings.CutPrefix(text, "LINK "); ok && err == nil {
			err = os.Symlink(target, p)
		} else if err == nil {
			err = os.WriteFile(p, []byte(text), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "-A"},
		{"-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false", "commit", "-qm", "all"}} {
		if out, err := exec.Command("git", append([]string{"-C", dir}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v %s", args, err, out)
		}
	}
	return dir
}

func open(t *testing.T, dir string) *Commit {
	t.Helper()
	c, err := Git(t.Context(), dir, "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return c
}

// TestCommitIsTheTree reads a commit as the work tree that it was made of, also
// after that has changed.
func TestCommitIsTheTree(t *testing.T) {
	t.Parallel()
	files := map[string]string{
		"a.txt": "a\n", "dir/b c.txt": "b", "dir/deep/ü.txt": "ü", "empty": "",
		"link": "LINK dir/b c.txt", "linked": "LINK dir", "dir/up": "LINK ../a.txt",
		"loop": "LINK pool", "pool": "LINK loop", "nowhere": "LINK gone", "out": "LINK /dev/null",
	}
	dir := repository(t, files)
	disk := NewView(nil)
	kinds := map[string]Kind{}
	for _, p := range []string{"", ".git", "a.txt", "dir", "dir/deep", "dir/deep/ü.txt", "link", "linked", "linked/deep/ü.txt", "linked/up",
		"loop", "loop/x", "nowhere", "out", "gone", "gone/x", "a.txt/x", "empty"} {
		kinds[p] = disk.Kind(filepath.Join(dir, p))
	}
	commit := open(t, filepath.Join(dir, "dir"))
	if commit.Top() != dir {
		t.Errorf("the top is %s, not %s", commit.Top(), dir)
	}
	for name := range files {
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	v := NewView(commit)
	for p, want := range kinds {
		if got := v.Kind(filepath.Join(dir, p)); got != want {
			t.Errorf("%q is %d in the commit and %d on disk", p, got, want)
		}
	}
	for _, name := range []string{"a.txt", "dir/b c.txt", "dir/deep/ü.txt", "empty"} {
		p := filepath.Join(dir, name)
		known := v.Digest(p)
		b, err := v.ReadFile(p)
		if err != nil || string(b) != files[name] || Digest(b) != known {
			t.Errorf("%s: %q, %v, digest %s", name, b, err, known)
		}
	}
	if b, err := v.ReadFile(filepath.Join(dir, "linked/up")); string(b) != "a\n" {
		t.Errorf("through two links: %q, %v", b, err)
	}
	if _, err := v.ReadFile(filepath.Join(dir, "loop")); err == nil {
		t.Error("a circle of links is read")
	}
}

// TestCommitIsNotTheWorkTree reads files that say something else on disk.
func TestCommitIsNotTheWorkTree(t *testing.T) {
	t.Parallel()
	dir := repository(t, map[string]string{"same": "1\n", "edited": "1\n", "swapped": "1\n", "fifo": "1\n"})
	err := os.WriteFile(filepath.Join(dir, "edited"), []byte("2\n"), 0o644)
	for _, name := range []string{"swapped", "fifo"} {
		err = errors.Join(err, os.Remove(filepath.Join(dir, name)))
	}
	if err = errors.Join(err, os.Mkdir(filepath.Join(dir, "swapped"), 0o755), syscall.Mkfifo(filepath.Join(dir, "fifo"), 0o644)); err != nil {
		t.Fatal(err)
	}
	c := open(t, dir)
	for _, name := range []string{"same", "edited", "swapped", "fifo"} {
		if b, err := c.ReadFile(filepath.Join(dir, name)); string(b) != "1\n" {
			t.Errorf("%s: %q, %v", name, b, err)
		}
	}
}

// TestBelow holds the view to the rules of fs.FS, as far as one can walk it.
func TestBelow(t *testing.T) {
	t.Parallel()
	dir := repository(t, map[string]string{"d/a": "", "d/e/b": ""})
	fsys := Below(NewView(open(t, dir)), dir)
	got, err := fs.Glob(fsys, "d/*")
	if err != nil || strings.Join(got, " ") != "d/a d/e" {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := fs.ReadDir(fsys, "../x"); err == nil {
		t.Error("a path that leads out is taken")
	}
}

func TestWalk(t *testing.T) {
	t.Parallel()
	dir := repository(t, map[string]string{"a/1": "", "a/2": "", "b/skip/3": "", "c": "", "l": "LINK a"})
	var here, there []string
	visit := func(to *[]string) fs.WalkDirFunc {
		return func(p string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return err
			case d.Name() == ".git" || d.Name() == "skip":
				return fs.SkipDir
			}
			*to = append(*to, p)
			return nil
		}
	}
	if err := filepath.WalkDir(dir, visit(&here)); err != nil {
		t.Fatal(err)
	}
	if err := Walk(open(t, dir), dir, visit(&there)); err != nil {
		t.Fatal(err)
	}
	if strings.Join(here, " ") != strings.Join(there, " ") || len(here) != 7 {
		t.Errorf("on disk %v\nin the commit %v", here, there)
	}
}

func TestNoSuchCommit(t *testing.T) {
	t.Parallel()
	if _, err := Git(t.Context(), repository(t, map[string]string{"a": ""}), "nowhere"); err == nil || !strings.Contains(err.Error(), "git rev-parse") {
		t.Error(err)
	}
	if _, err := Git(t.Context(), t.TempDir(), "HEAD"); err == nil {
		t.Error("a folder without git has a commit")
	}
}
