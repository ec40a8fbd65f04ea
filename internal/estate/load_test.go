package estate

import (
	"fmt"
	"maps"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/terrace-cloud/terrace/internal/diag"
)

const includesRoot = "include \"root\" {\n  path = find_in_parent_folders(\"root.hcl\")\n}\n"

func load(t *testing.T, dir string, o Options) *Estate {
	t.Helper()
	e, err := Load(t.Context(), dir, o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func paths(us []*Unit) (out []string) {
	for _, u := range us {
		out = append(out, u.Path)
	}
	return out
}

func same[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

// dep is a unit that needs the units at these relative paths.
func dep(needs ...string) string {
	s := includesRoot + "terraform {\n  source = \"tfr:///a/b/c?version=1.0.0\"\n}\n"
	for i, n := range needs {
		s += fmt.Sprintf("dependency \"d%d\" {\n  config_path = %q\n}\n", i, n)
	}
	return s
}

func small(t *testing.T) string {
	return write(t, map[string]string{
		".git/HEAD":                                               "",
		"infrastructure/root.hcl":                                 "",
		"infrastructure/dev/a/terragrunt.hcl":                     dep(),
		"infrastructure/dev/b/terragrunt.hcl":                     dep("../a"),
		"infrastructure/dev/c/terragrunt.hcl":                     dep("../b", "../../shared/s"),
		"infrastructure/dev/off/terragrunt.hcl":                   dep() + "dependency \"x\" {\n  config_path = \"../missing\"\n  enabled = false\n}\ninputs = {\n  x = try(dependency.x.outputs.y, null)\n}\n",
		"infrastructure/shared/s/terragrunt.hcl":                  dep(),
		"infrastructure/shared/t/terragrunt.hcl":                  dep(),
		"infrastructure/modules/m/main.tf":                        "",
		"infrastructure/dev/.terraform/terragrunt.hcl":            "broken {",
		"infrastructure/dev/a/.terragrunt-cache/x/terragrunt.hcl": "broken {",
	})
}

func TestLoadFollowsDependencies(t *testing.T) {
	t.Parallel()
	top := small(t)
	e := load(t, filepath.Join(top, "infrastructure/dev/c"), Options{})
	same(t, "root", e.Root, filepath.Join(top, "infrastructure"))
	same(t, "units", paths(e.Units), []string{"dev/a", "dev/b", "dev/c", "shared/s"})
	same(t, "findings", len(e.Findings), 0)
	c := e.Unit("dev/c")
	same(t, "below", paths(e.Below(filepath.Join(top, "infrastructure/shared"))), []string{"shared/s"})
	same(t, "closure", paths(e.Closure([]*Unit{e.Unit("dev/b")})), []string{"dev/a", "dev/b"})
	same(t, "dependents", paths(e.Dependents(e.Unit("dev/a"))), []string{"dev/b", "dev/c"})
	same(t, "targets", []string{c.Dependencies[0].Target, c.Dependencies[1].Target}, []string{"dev/b", "shared/s"})
	waves, fs := e.Waves(e.Units)
	same(t, "cycles", len(fs), 0)
	var got [][]string
	for _, w := range waves {
		got = append(got, paths(w))
	}
	same(t, "waves", got, [][]string{{"dev/a", "shared/s"}, {"dev/b"}, {"dev/c"}})
}

func TestLoadSkipsCachesAndSwitchedOffEdges(t *testing.T) {
	t.Parallel()
	e := load(t, filepath.Join(small(t), "infrastructure/dev"), Options{})
	same(t, "units", paths(e.Units), []string{"dev/a", "dev/b", "dev/c", "dev/off", "shared/s"})
	off := e.Unit("dev/off")
	same(t, "findings", off.Findings.Err(), nil)
	if v := off.Inputs["x"].Value; !v.IsNull() {
		t.Errorf("x = %#v, want null", v)
	}
	if off.Dependencies[0].Enabled {
		t.Error("the edge is on")
	}
}

func TestFindRoot(t *testing.T) {
	t.Parallel()
	top := small(t)
	want := filepath.Join(top, "infrastructure")
	for _, dir := range []string{"", "infrastructure", "infrastructure/dev", "infrastructure/dev/a"} {
		got, err := FindRoot(filepath.Join(top, dir))
		if err != nil || got != want {
			t.Errorf("FindRoot(%q) = %q, %v", dir, got, err)
		}
	}
	writeTo(t, top, map[string]string{"tests/example/root.hcl": ""})
	if got, err := FindRoot(top); got != want {
		t.Errorf("an example deeper down: %q, %v", got, err)
	}
	writeTo(t, top, map[string]string{"other/root.hcl": ""})
	_, err := FindRoot(top)
	if err == nil || !strings.Contains(err.Error(), "several estates") || diag.CodeOf(err) != diag.Config {
		t.Errorf("two estates: %v", err)
	}
	if _, err := FindRoot(t.TempDir()); diag.CodeOf(err) != diag.Config {
		t.Errorf("nothing there: %v", err)
	}
}

// TestFindRootWithoutRootFile looks from everywhere in a repository whose units
// include no root.hcl.
func TestFindRootWithoutRootFile(t *testing.T) {
	t.Parallel()
	include := "include {\n  path = find_in_parent_folders()\n}\n"
	older := map[string]string{"live/terragrunt.hcl": "", "live/dev/vpc/terragrunt.hcl": include, "live/dev/app/terragrunt.hcl": include,
		"live/prod/vpc/terragrunt.hcl": include, "modules/vpc/main.tf": "", "docs/a.md": ""}
	with := func(more ...string) map[string]string {
		out := maps.Clone(older)
		for _, m := range more {
			out[m] = ""
		}
		return out
	}
	for _, c := range []struct {
		name, dir, want string // "" for an error
		files           map[string]string
	}{
		{"the top", ".", ".", with(".git/HEAD")},
		{"the folder of what all include", "live", ".", with(".git/HEAD")},
		{"an environment", "live/dev", ".", with(".git/HEAD")},
		{"a unit", "live/dev/vpc", ".", with(".git/HEAD")},
		{"a module", "modules/vpc", "modules/vpc", with(".git/HEAD")},
		{"a folder without units", "docs", "", with(".git/HEAD")},
		{"another estate beside", "live/dev", "live", with(".git/HEAD", "new/root.hcl", "new/a/terragrunt.hcl")},
		{"two others beside", "live/dev/vpc", "live", with(".git/HEAD", "new/root.hcl", "test/root.hcl")},
		{"another estate in it", "live/dev", "live/dev", with(".git/HEAD", "live/new/root.hcl")},
		{"settings mark the top", "live/dev", "live", with(".git/HEAD", "live/terrace.yaml")},
		{"settings alone", "live/dev", ".", with("terrace.yaml")},
		{"a submodule", "live/dev", "live", with(".git/HEAD", "live/.git")},
		{"no repository", "live/dev", "live/dev", with()},
		{"a stack", "live/dev", ".", map[string]string{".git/HEAD": "", "live/dev/terragrunt.stack.hcl": "", "live/prod/terragrunt.stack.hcl": ""}},
	} {
		top := write(t, c.files)
		got, err := FindRoot(filepath.Join(top, c.dir))
		if c.want == "" {
			if !Empty(err) {
				t.Errorf("%s: %q, %v", c.name, got, err)
			}
			continue
		}
		if want := filepath.Join(top, c.want); err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", c.name, got, err, want)
		}
	}
}

func TestPlainRootModule(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{
		"stack/main.tf":            "module \"m\" {\n  source = \"../m\"\n}\n",
		"stack/terraform.tfvars":   "a = 1\n",
		"stack/README.md":          "",
		"m/main.tf":                "module \"n\" {\n  source = \"./n\"\n}\n",
		"m/templates/page.tftpl":   "",
		"m/n/main.tf.json":         "{}",
		"m/examples/other/main.tf": "",
	})
	e := load(t, filepath.Join(dir, "stack"), Options{})
	u := e.Units[0]
	same(t, "path", u.Path, ".")
	same(t, "plain", u.Plain(), true)
	same(t, "findings", u.Findings.Err(), nil)
	var got []string
	for _, r := range u.Reads {
		rel, _ := filepath.Rel(dir, r)
		got = append(got, filepath.ToSlash(rel))
	}
	same(t, "reads", got, []string{"m/main.tf", "m/n/main.tf.json", "m/templates/page.tftpl", "stack/main.tf", "stack/terraform.tfvars"})
	if _, err := Load(t.Context(), filepath.Join(dir, "m/templates"), Options{}); diag.CodeOf(err) != diag.Config {
		t.Errorf("a folder without anything: %v", err)
	}
	if _, err := Load(t.Context(), filepath.Join(dir, "missing"), Options{}); diag.CodeOf(err) != diag.Config {
		t.Errorf("a folder that is not there: %v", err)
	}
}

func TestLoadModules(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"live/b/main.tf": "", "live/a/x/main.tf": "", "unit/terragrunt.hcl": "", "docs/x.md": ""})
	at := func(names ...string) (out []string) {
		for _, n := range names {
			out = append(out, filepath.Join(dir, n))
		}
		return out
	}
	e, err := LoadModules(t.Context(), "", at("live/b", "live/a/x", "live/b"), Options{})
	if err != nil || e == nil {
		t.Fatal(e, err)
	}
	same(t, "units", paths(e.Units), []string{"a/x", "b"})
	same(t, "root", e.Root, filepath.Join(dir, "live"))
	same(t, "plain", e.Plain(), true)
	if e, err = LoadModules(t.Context(), dir, at("live/b"), Options{}); err != nil || e.Unit("live/b") == nil {
		t.Error(e, err)
	}
	for _, other := range []string{"unit", "docs"} {
		if e, err := LoadModules(t.Context(), "", at("live/b", other), Options{}); e != nil || err != nil {
			t.Errorf("with %s: %v, %v", other, e, err)
		}
	}
}

func TestOldRootIsNoUnit(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{
		"terragrunt.hcl":   "locals {\n  x = read_terragrunt_config(find_in_parent_folders(\"nowhere.hcl\"))\n}\n",
		"a/terragrunt.hcl": "include {\n  path = find_in_parent_folders()\n}\nterraform {\n  source = \"git::https://example.com/m.git\"\n}\n",
	})
	e := load(t, dir, Options{})
	same(t, "units", paths(e.Units), []string{"a"})
	same(t, "root", e.Root, dir)
}

func TestPositions(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{
		"root.hcl": "inputs = {\n  a = \"root\"\n  tags = {\n    root = 1\n  }\n}\n",
		"common.hcl": `locals {
  shared = {
    from_local = {
      deep = 1
    }
  }
}

inputs = merge(local.shared, {
  a = "common"
  rules = {
    "x y" = {
      port = 80
    }
  }
  "quoted" = [1]
  computed = { for k in ["z"] : k => 1 }
})
`,
		"u/terragrunt.hcl": "include \"root\" {\n  path = \"../root.hcl\"\n  merge_strategy = \"deep\"\n}\ninclude \"common\" {\n  path = \"../common.hcl\"\n}\n" +
			"terraform {\n  source = \".\"\n}\ninputs = {\n  a = \"unit\"\n  tags = {\n    unit = 2\n  }\n}\n",
		"u/main.tf": "",
	})
	u := load(t, dir, Options{}).Units[0]
	same(t, "findings", u.Findings.Err(), nil)
	at := func(p diag.Pos) string {
		rel, _ := filepath.Rel(dir, p.File)
		return fmt.Sprintf("%s:%d:%d", filepath.ToSlash(rel), p.Line, p.Column)
	}
	for path, want := range map[string]string{
		"a":               "u/terragrunt.hcl:12:3",
		"rules":           "common.hcl:11:3",
		"rules/x y":       "common.hcl:12:5",
		"rules/x y/port":  "common.hcl:13:7",
		"rules/x y/none":  "common.hcl:12:5",
		"quoted":          "common.hcl:16:3",
		"from_local":      "common.hcl:3:5",
		"from_local/deep": "common.hcl:4:7",
		"computed/z":      "common.hcl:17:3",
		"tags/unit":       "u/terragrunt.hcl:14:5",
		"tags/root":       "root.hcl:4:5",
		"tags":            "u/terragrunt.hcl:13:3",
	} {
		same(t, path, at(u.InputPos(strings.Split(path, "/")...)), want)
	}
	var chain []string
	for _, p := range u.Inputs["a"].Chain {
		chain = append(chain, at(p))
	}
	same(t, "chain", chain, []string{"root.hcl:2:3", "common.hcl:10:3", "u/terragrunt.hcl:12:3"})
	same(t, "no such input", u.InputPos("none"), diag.Pos{})
	same(t, "source", at(u.Source.Pos), "u/terragrunt.hcl:9:12")
	same(t, "tags", u.Inputs["tags"].Value.LengthInt(), 2)
}

func TestReads(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{
		"root.hcl":           "locals {\n  env = read_terragrunt_config(find_in_parent_folders(\"env.hcl\"))\n}\n",
		"env.hcl":            "inputs = {\n  text = file(\"text.txt\")\n}\n",
		"text.txt":           "",
		"modules/m/main.tf":  "module \"inner\" {\n  source = \"../inner\"\n}\n",
		"modules/m/x.tftpl":  "",
		"modules/inner/a.tf": "",
		"modules/other/a.tf": "",
		"u/terragrunt.hcl":   includesRoot + "terraform {\n  source = \"../modules//m\"\n  extra_arguments \"v\" {\n    commands = [\"plan\"]\n    optional_var_files = [\"v.tfvars\", \"none.tfvars\"]\n  }\n}\nlocals {\n  x = mark_as_read(\"marked\")\n}\n",
		"u/v.tfvars":         "",
		"u/terraform.tfvars": "",
	})
	u := load(t, filepath.Join(dir, "u"), Options{}).Units[0]
	same(t, "findings", u.Findings.Err(), nil)
	var got []string
	for _, r := range u.Reads {
		rel, _ := filepath.Rel(dir, r)
		got = append(got, filepath.ToSlash(rel))
	}
	same(t, "reads", got, []string{"env.hcl", "modules/inner/a.tf", "modules/m/main.tf", "modules/m/x.tftpl", "root.hcl",
		"text.txt", "u/marked", "u/terraform.tfvars", "u/terragrunt.hcl", "u/v.tfvars"})
}

func TestRunCmdsAreListed(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{
		"root.hcl":         "locals {\n  a = run_cmd(\"false\")\n}\n",
		"u/terragrunt.hcl": includesRoot + "terraform {\n  source = \".\"\n}\ninputs = {\n  b = \"x-${run_cmd(\"false\")}\"\n}\n",
		"u/main.tf":        "",
	})
	u := load(t, dir, Options{}).Units[0]
	same(t, "findings", u.Findings.Err(), nil)
	same(t, "calls", len(u.RunCmds), 2)
	if u.Inputs["b"].Value.IsKnown() {
		t.Error("b is known, though only a run can tell")
	}
}

func TestManyUnits(t *testing.T) {
	t.Parallel()
	e := load(t, generated(t, 90), Options{})
	same(t, "units", len(e.Units), 90)
	for _, u := range e.Units {
		if err := u.Findings.Err(); err != nil {
			t.Fatal(err)
		}
	}
	u := e.Unit("env1/region0/c7")
	same(t, "name", u.Inputs["in_3"].Value.AsString(), "acme-env1-3")
	same(t, "edges", []string{u.Dependencies[0].Target, u.Dependencies[1].Target}, []string{"env1/region0/c6", "env1/region0/c5"})
	same(t, "state", u.RemoteState.Config.GetAttr("key").AsString(), "env1/region0/c7/terraform.tfstate")
}
