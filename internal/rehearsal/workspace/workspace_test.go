package workspace

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestSync(t *testing.T) {
	t.Parallel()
	for _, git := range []string{"", "git"} {
		t.Run("git="+git, func(t *testing.T) {
			t.Parallel()
			top := t.TempDir()
			w := &Workspace{Source: top, Dir: filepath.Join(top, ".terrace", "tree")}
			write(t, filepath.Join(top, "infra/a/terragrunt.hcl"), "one")
			write(t, filepath.Join(top, "infra/a/.terragrunt-cache/x"), "left by a real run")
			write(t, filepath.Join(top, "infra/a/terraform.tfstate"), "real state")
			write(t, filepath.Join(top, "docs/big"), "not asked for")
			if git != "" {
				for _, args := range [][]string{{"init", "-q"}, {"add", "infra/a/terragrunt.hcl"}} {
					if out, err := exec.Command(git, append([]string{"-C", top}, args...)...).CombinedOutput(); err != nil {
						t.Fatal(err, string(out))
					}
				}
				write(t, filepath.Join(top, ".gitignore"), ".terrace/\n.terragrunt-cache/\n*.tfvars\n*.zip\n")
				write(t, filepath.Join(top, "infra/a/build.zip"), "ignored")
			}
			write(t, filepath.Join(top, "infra/a/terraform.tfvars"), "ignored by git, and read by Terraform all the same")
			roots := []string{filepath.Join(top, "infra")}
			sync := func() int {
				n, err := w.Sync(t.Context(), git, roots)
				if err != nil {
					t.Fatal(err)
				}
				return n
			}
			if n := sync(); n != 2 {
				t.Errorf("first sync wrote %d files, want only the unit's", n)
			}
			for rel, want := range map[string]bool{"infra/a/terragrunt.hcl": true, "infra/a/.terragrunt-cache/x": false, "infra/a/terraform.tfstate": false, "infra/a/terraform.tfvars": true, "infra/a/build.zip": false, "docs/big": false, ".git/HEAD": true} {
				if _, err := os.Stat(filepath.Join(w.Dir, rel)); (err == nil) != want {
					t.Errorf("%s in the copy: %v, want %v", rel, err == nil, want)
				}
			}
			if n := sync(); n != 0 {
				t.Errorf("a second sync changed %d files, want none", n)
			}
			write(t, filepath.Join(w.Dir, "infra/a/terraform.tfstate"), "rehearsed state")
			write(t, filepath.Join(top, "infra/a/terragrunt.hcl"), "two!")
			old := time.Now().Add(-time.Hour)
			if err := os.Chtimes(filepath.Join(top, "infra/a/terragrunt.hcl"), old, old); err != nil {
				t.Fatal(err)
			}
			if n := sync(); n != 1 {
				t.Errorf("after an edit %d files changed, want 1", n)
			}
			if err := os.Remove(filepath.Join(top, "infra/a/terragrunt.hcl")); err != nil {
				t.Fatal(err)
			}
			if n := sync(); n != 1 {
				t.Errorf("after a removal %d files changed, want 1", n)
			}
			if b, err := os.ReadFile(filepath.Join(w.Dir, "infra/a/terraform.tfstate")); err != nil || string(b) != "rehearsed state" {
				t.Errorf("the run's own state: %q, %v", b, err)
			}
		})
	}
}

func TestPaths(t *testing.T) {
	t.Parallel()
	w := &Workspace{Source: "/repo", Dir: "/repo/.terrace/tree"}
	for _, c := range []struct{ in, to string }{
		{"/repo/a/b.hcl", "/repo/.terrace/tree/a/b.hcl"},
		{"/elsewhere/c", "/elsewhere/c"},
		{"/repo-two/c", "/repo-two/c"},
	} {
		if got := w.To(c.in); got != c.to {
			t.Errorf("To(%s) = %s, want %s", c.in, got, c.to)
		}
		if got := w.From(c.to); got != c.in {
			t.Errorf("From(%s) = %s, want %s", c.to, got, c.in)
		}
	}
}

func TestBring(t *testing.T) {
	t.Parallel()
	top := t.TempDir()
	w := &Workspace{Source: top, Dir: filepath.Join(top, ".terrace", "tree")}
	write(t, filepath.Join(top, "app/dist/a/index.js"), "built")
	write(t, filepath.Join(top, "app/fn.zip"), "built")
	for _, c := range []struct {
		path string
		want bool
	}{
		{filepath.Join(w.Dir, "app/dist"), true}, {filepath.Join(w.Dir, "app/dist"), false},
		{filepath.Join(w.Dir, "app/fn.zip"), true}, {filepath.Join(w.Dir, "app/none.zip"), false}, {"/elsewhere/x", false},
	} {
		if got, err := w.Bring(c.path); err != nil || got != c.want {
			t.Errorf("%s: %v, %v", c.path, got, err)
		}
	}
	if b, err := os.ReadFile(filepath.Join(w.Dir, "app/dist/a/index.js")); err != nil || string(b) != "built" {
		t.Errorf("%q, %v", b, err)
	}
	if _, err := w.Sync(t.Context(), "", []string{t.TempDir()}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(w.Dir, "app")); err == nil {
		t.Error("what was brought is still there, or its folder is")
	}
}
