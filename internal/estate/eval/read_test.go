package eval

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
)

// files writes files below a new folder.
func files(t *testing.T, all map[string]string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range all {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// TestMemo keeps what reads the same for all, and nothing that asks who reads,
// not even through another file.
func TestMemo(t *testing.T) {
	t.Parallel()
	unit := `locals {
  facts  = read_terragrunt_config("../facts.hcl")
  asking = read_terragrunt_config("../outer.hcl")
}
inputs = {
  name = local.facts.locals.name
  who  = local.asking.locals.who
}
`
	dir := files(t, map[string]string{
		"facts.hcl":        "locals {\n  name = file(\"name.txt\")\n}\n",
		"name.txt":         "acme",
		"outer.hcl":        "locals {\n  who = read_terragrunt_config(\"inner.hcl\").locals.who\n}\n",
		"inner.hcl":        "locals {\n  who = basename(get_original_terragrunt_dir())\n}\n",
		"a/terragrunt.hcl": unit,
		"b/terragrunt.hcl": unit,
	})
	e := New(Options{})
	var wait sync.WaitGroup
	for range 4 {
		for _, name := range []string{"a", "b"} {
			wait.Go(func() {
				c := e.Config(filepath.Join(dir, name, unitFile))
				if c.Findings.HasErrors() {
					t.Error(c.Findings)
					return
				}
				if got := c.Inputs["who"].Value.AsString(); got != name {
					t.Errorf("%s is told that it is %s", name, got)
				}
				if got := c.Inputs["name"].Value.AsString(); got != "acme" {
					t.Errorf("name = %q", got)
				}
				if len(c.Reads) != 5 {
					t.Errorf("%s reads %v", name, c.Reads)
				}
			})
		}
	}
	wait.Wait()
	for name, want := range map[string]bool{"facts.hcl": true, "inner.hcl": false, "outer.hcl": false} {
		if _, kept := e.read.Load(filepath.Join(dir, name)); kept != want {
			t.Errorf("%s is kept: %v", name, kept)
		}
	}
}

// TestMocks shows when mock_outputs stand in.
func TestMocks(t *testing.T) {
	t.Parallel()
	dir := files(t, map[string]string{
		"b/terragrunt.hcl": "",
		"a/terragrunt.hcl": "dependency \"b\" {\n  config_path = \"../b\"\n  mock_outputs = { id = \"mock\" }\n  mock_outputs_allowed_terraform_commands = [\"plan\"]\n}\n" +
			"inputs = {\n  id = dependency.b.outputs.id\n}\n",
	})
	for _, c := range []struct {
		o     Options
		known bool
	}{
		{Options{}, false},
		{Options{Mocks: true}, true},
		{Options{Mocks: true, Command: "plan"}, true},
		{Options{Mocks: true, Command: "apply"}, false},
	} {
		v := New(c.o).Config(filepath.Join(dir, "a", unitFile)).Inputs["id"].Value
		if v.IsKnown() != c.known {
			t.Errorf("%+v: %#v", c.o, v)
		}
	}
}

// TestFeatureFromTheEnvironment overrides a default, keeping truth values.
func TestFeatureFromTheEnvironment(t *testing.T) {
	t.Parallel()
	dir := files(t, map[string]string{"u/terragrunt.hcl": "feature \"on\" {\n  default = false\n}\nfeature \"name\" {\n  default = \"x\"\n}\n" +
		"inputs = {\n  on = feature.on.value\n  name = feature.name.value\n}\n"})
	env := func(string) (string, bool) { return "on=true,name=y", true }
	c := New(Options{Env: env}).Config(filepath.Join(dir, "u", unitFile))
	if !c.Inputs["on"].Value.True() || c.Inputs["name"].Value.AsString() != "y" {
		t.Errorf("%#v", c.Inputs)
	}
}

// TestSensitive is known of an input, and its value is plain.
func TestSensitive(t *testing.T) {
	t.Parallel()
	dir := files(t, map[string]string{"u/terragrunt.hcl": "locals {\n  secret = sensitive(\"s\")\n}\n" +
		"inputs = {\n  a = { b = \"x-${local.secret}\" }\n  c = 1\n}\n"})
	c := New(Options{}).Config(filepath.Join(dir, "u", unitFile))
	a := c.Inputs["a"]
	if !a.Sensitive || a.Value.ContainsMarked() || a.Value.GetAttr("b").AsString() != "x-s" || c.Inputs["c"].Sensitive {
		t.Errorf("%#v", c.Inputs)
	}
}
