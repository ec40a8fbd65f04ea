package estate

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func outlined(t *testing.T, dir string, o Options, c *Cache) *Estate {
	t.Helper()
	e, err := Outline(t.Context(), dir, o, c)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// sameOutline compares what an outline holds.
func sameOutline(t *testing.T, what string, got, want *Estate) {
	t.Helper()
	same(t, what+": units", paths(got.Units), paths(want.Units))
	for i, u := range got.Units {
		w := want.Units[i]
		if d := cmp.Diff(outlineOf(w), outlineOf(u), cmpopts.IgnoreUnexported(Include{}, Dependency{}), cmpopts.IgnoreFields(Dependency{}, "Target")); d != "" {
			t.Errorf("%s: %s (-want +got):\n%s", what, u.Path, d)
		}
		same(t, what+": file", u.File, w.File)
		for j, d := range u.Dependencies {
			same(t, what+": target", d.Target, w.Dependencies[j].Target)
		}
	}
	same(t, what+": findings", len(got.Findings), len(want.Findings))
}

// TestOutlineFollowsChanges keeps one cache over many changes, each of which
// must show as if there were no cache, in memory and from its file.
func TestOutlineFollowsChanges(t *testing.T) {
	t.Parallel()
	dir := generated(t, 60)
	writeTo(t, dir, map[string]string{
		"modules/m/main.tf":              "module \"n\" {\n  source = \"../n\"\n}\n",
		"modules/n/main.tf":              "",
		"env0/region0/c3/list.txt":       "a",
		"env0/region0/c5/terragrunt.hcl": "locals {\n  all = fileset(get_terragrunt_dir(), \"*.txt\")\n  e = get_env(\"WHICH\", \"m\")\n}\nterraform {\n  source = \"../../../modules/${local.e}\"\n}\ndependency \"d\" {\n  config_path = \"../c${length(local.all)}\"\n}\n",
	})
	folder, which := t.TempDir(), "m"
	o := Options{Env: func(string) (string, bool) { return which, true }}
	memory := NewCache("", "1")
	rm := func(p string) func() {
		return func() {
			if err := os.RemoveAll(filepath.Join(dir, p)); err != nil {
				t.Fatal(err)
			}
		}
	}
	link := func(p, to string) func() {
		return func() {
			if err := os.Symlink(to, filepath.Join(dir, p)); err != nil {
				t.Fatal(err)
			}
		}
	}
	put := func(p, text string) func() { return func() { writeTo(t, dir, map[string]string{p: text}) } }
	for _, c := range []struct {
		name   string
		change func()
	}{
		{"nothing", func() {}},
		{"a unit", put("env0/region0/c4/terragrunt.hcl", "terraform {\n  source = \"../x\"\n}\n")},
		{"a file that all read", put("organization.hcl", "locals {\n  name = \"other\"\n}\n")},
		{"a nearer file", put("env0/region0/account.hcl", "locals {\n  id = \"2\"\n}\n")},
		{"the nearer file away", rm("env0/region0/account.hcl")},
		{"a link that leads nowhere", link("env0/region0/c6/terragrunt.autoinclude.hcl", "../../later.hcl")},
		{"the link leads to a file", put("env0/later.hcl", "dependencies {\n  paths = [\"../c2\"]\n}\n")},
		{"the link leads nowhere again", rm("env0/later.hcl")},
		{"the link away", rm("env0/region0/c6/terragrunt.autoinclude.hcl")},
		{"a file in its place", put("env0/region0/c6/terragrunt.autoinclude.hcl", "dependencies {\n  paths = [\"../c2\"]\n}\n")},
		{"the file away", rm("env0/region0/c6/terragrunt.autoinclude.hcl")},
		{"a new unit", put("env0/region0/new/terragrunt.hcl", "dependencies {\n  paths = [\"../c1\"]\n}\n")},
		{"a unit away", rm("env0/region0/c1")},
		{"a file that a pattern finds", put("env0/region0/c5/one.txt", "")},
		{"another one", put("env0/region0/c5/two.txt", "")},
		{"a file in a module", put("modules/m/more.tf", "")},
		{"a call of a module", put("modules/n/main.tf", "module \"o\" {\n  source = \"./o\"\n}\n")},
		{"the module called", put("modules/n/o/main.tf", "")},
		{"the environment", func() { which = "n" }},
		{"a syntax error", put("env0/region0/c7/terragrunt.hcl", "inputs = {")},
		{"mended", put("env0/region0/c7/terragrunt.hcl", "inputs = {}\n")},
		{"JSON in its place", put("env0/region0/c7/terragrunt.hcl.json", "{}")},
		{"an include beside", put("env0/region0/c8/terragrunt.autoinclude.hcl", "dependencies {\n  paths = [\"../c2\"]\n}\n")},
		{"what tools leave", put("env0/region0/c8/.terragrunt-cache/x/terragrunt.hcl", "")},
	} {
		c.change()
		want := load(t, dir, o)
		sameOutline(t, c.name+", in memory", outlined(t, dir, o, memory), want)
		kept := NewCache(folder, "1")
		sameOutline(t, c.name+", from the file", outlined(t, dir, o, kept), want)
		if err := kept.Save(); err != nil {
			t.Fatal(err)
		}
	}
	es, err := os.ReadDir(folder)
	if err != nil || len(es) != 1 {
		t.Fatalf("the folder of the cache holds %v, %v", es, err)
	}
}

// TestOutlineEvaluatesOnce shows that what has not changed comes from the cache:
// without it, the file that cannot be read any more would be a finding.
func TestOutlineEvaluatesOnce(t *testing.T) {
	t.Parallel()
	dir, folder := generated(t, 30), t.TempDir()
	first := NewCache(folder, "1")
	outlined(t, dir, Options{}, first)
	if err := first.Save(); err != nil {
		t.Fatal(err)
	}
	hits := func(version string) int {
		c := NewCache(folder, version)
		outlined(t, dir, Options{}, c)
		n := 0
		for _, m := range c.memory {
			n += m.Hits()
		}
		return n
	}
	same(t, "nothing has changed", hits("1"), 30)
	writeTo(t, dir, map[string]string{"env0/region0/c3/terragrunt.hcl": "\n"})
	same(t, "one unit has changed", hits("1"), 29)
	same(t, "another version", hits("2"), 0)

	files, _ := filepath.Glob(filepath.Join(folder, "*"))
	b, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string]string{"cut": string(b[:len(b)/2]), "a bit": strings.Replace(string(b), "region0", "region1", 1), "empty": "", "text": "x\n"} {
		if err := os.WriteFile(files[0], []byte(bad), 0o644); err != nil {
			t.Fatal(err)
		}
		same(t, "damaged: "+name, hits("1"), 0)
	}
}

func TestManyWriteTheCache(t *testing.T) {
	t.Parallel()
	dir, folder := generated(t, 30), t.TempDir()
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for range 5 {
				c := NewCache(folder, "1")
				if e, err := Outline(t.Context(), dir, Options{}, c); err != nil || len(e.Units) != 30 {
					t.Error(err)
				}
				if err := c.Save(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	if es, _ := os.ReadDir(folder); len(es) != 1 {
		t.Errorf("left behind: %v", es)
	}
}
