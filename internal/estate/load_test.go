package estate

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
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

func TestOutputs(t *testing.T) {
	t.Parallel()
	top := small(t)
	writeTo(t, top, map[string]string{"infrastructure/dev/b/terragrunt.hcl": dep("../a") +
		"inputs = {\n  id = dependency.d0.outputs.id\n  more = [dependency.d0.outputs.missing, 1]\n  kept = try(dependency.d0.outputs.missing, \"kept\")\n}\n"})
	asked := ""
	e := load(t, filepath.Join(top, "infrastructure/dev/b"), Options{Outputs: func(dir string) (cty.Value, bool) {
		asked = dir
		return cty.ObjectVal(map[string]cty.Value{"id": cty.StringVal("i-1")}), true
	}})
	b := e.Unit("dev/b")
	same(t, "asked for", asked, filepath.Join(top, "infrastructure/dev/a"))
	same(t, "findings: a missing output is not judged here", b.Findings.Err(), nil)
	same(t, "id", b.Inputs["id"].Value.AsString(), "i-1")
	same(t, "kept", b.Inputs["kept"].Value.AsString(), "kept")
	if v := b.Inputs["more"].Value; v.IsWhollyKnown() {
		t.Errorf("more = %#v, want unknown parts", v)
	}
	unknown := load(t, filepath.Join(top, "infrastructure/dev/b"), Options{}).Unit("dev/b")
	if v := unknown.Inputs["more"].Value; !v.IsKnown() || v.IsWhollyKnown() {
		t.Errorf("more = %#v, want a known list with unknown parts", v)
	}
}

// TestOutputTypes types outputs by the contract of the module that the other
// unit runs, as far as an include of its own tells which.
func TestOutputTypes(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{
		"root.hcl":         "terraform {\n  source = \"tfr:///acme/x/aws?version=${local.v}\"\n}\nlocals {\n  v = \"1.2.3\"\n}\n",
		"a/terragrunt.hcl": includesRoot,
		"b/terragrunt.hcl": includesRoot + "dependency \"a\" {\n  config_path = \"../a\"\n}\ninputs = {\n  id = dependency.a.outputs.id\n  ids = [for x in dependency.a.outputs.ids : upper(x)]\n" +
			"  none = try(dependency.a.outputs.none, \"none\")\n}\n",
	})
	o := Options{OutputTypes: func(unit, source string) (map[string]cty.Type, bool) {
		same(t, "source", source, "tfr:///acme/x/aws?version=1.2.3")
		same(t, "unit", unit, filepath.Join(dir, "a"))
		return map[string]cty.Type{"id": cty.String, "ids": cty.List(cty.String)}, true
	}}
	b := load(t, dir, o).Unit("b")
	same(t, "findings", b.Findings.Err(), nil)
	if v := b.Inputs["id"].Value; v.IsKnown() || v.Type() != cty.String {
		t.Errorf("id = %#v", v)
	}
	same(t, "what no contract names", b.Inputs["none"].Value.AsString(), "none")
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

func TestInputsThatOnlyARunCanTell(t *testing.T) {
	t.Parallel()
	top := small(t)
	writeTo(t, top, map[string]string{"infrastructure/dev/b/terragrunt.hcl": dep("../a") +
		"inputs = merge({ early = 1 }, dependency.d0.outputs.more, { late = 2 })\n"})
	b := load(t, filepath.Join(top, "infrastructure/dev/b"), Options{}).Unit("dev/b")
	same(t, "unknown", b.InputsUnknown, true)
	same(t, "late", b.Inputs["late"].Value.RawEquals(cty.NumberIntVal(2)), true)
	if b.Inputs["early"].Value.IsKnown() {
		t.Error("early may be overridden, and is known")
	}
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

func TestCycleNamesEveryEdge(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{"root.hcl": "", "a/terragrunt.hcl": dep("../b"), "b/terragrunt.hcl": dep("../c"),
		"c/terragrunt.hcl": dep("../a"), "d/terragrunt.hcl": dep("../a"), "e/terragrunt.hcl": dep()})
	e := load(t, dir, Options{})
	if len(e.Findings) != 1 {
		t.Fatalf("findings: %v", e.Findings)
	}
	f := e.Findings[0]
	same(t, "code", f.Code, diag.Config)
	same(t, "places", len(f.Also)+1, 3)
	for _, want := range []string{"a needs b (", "b needs c (", "c needs a (", "a/terragrunt.hcl:7:1"} {
		if !strings.Contains(f.Detail, want) {
			t.Errorf("%q is not in %s", want, f.Detail)
		}
	}
	waves, fs := e.Waves(e.Units)
	same(t, "waves", paths(slices.Concat(waves...)), []string{"e"})
	same(t, "rings", len(fs), 1)
	self := write(t, map[string]string{"root.hcl": "", "a/terragrunt.hcl": dep(".")})
	same(t, "a unit that needs itself", len(load(t, self, Options{}).Findings), 1)
}

// TestFaults shows what a user is told, and that the other units go on.
func TestFaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, at, says, fix string }{
		"syntax":              {"locals {\n  a = \n}\n", "2:7", "Invalid expression", "Correct the syntax"},
		"unclosed":            {"inputs = {\n", "2:1", "Missing expression", "Correct the syntax"},
		"unknown local":       {"locals {\n  region = 1\n}\ninputs = {\n  a = local.regoin\n}\n", "5:12", `there is no local "regoin"`, `Did you mean "region"?`},
		"local in locals":     {"locals {\n  a = local.b\n}\n", "2:7", `there is no local "b"`, "Declare it"},
		"ring of locals":      {"locals {\n  a = local.b\n  b = local.a\n}\n", "2:3", "locals need one another: a -> b -> a", "Break the ring"},
		"dependency too soon": {"locals {\n  a = dependency.x.outputs.y\n}\n", "2:7", "dependency is not known in locals", "move the expression into inputs"},
		"unknown function":    {"inputs = {\n  a = uper(\"x\")\n}\n", "2:7", `there is no function "uper"`, `Did you mean "upper"?`},
		"newer function":      {"inputs = {\n  a = plantimestamp()\n}\n", "2:7", `there is no function "plantimestamp"`, "Terraform up to 0.15"},
		"failing function":    {"inputs = {\n  a = file(\"none.txt\")\n}\n", "2:7", "file fails: there is no file", "Correct the arguments"},
		"no answer":           {"inputs = {\n  a = log(0, 0)\n}\n", "2:7", "log fails: it has no answer for these arguments", "Correct the arguments"},
		"no environment":      {"inputs = {\n  a = get_env(\"NONE\")\n}\n", "2:7", "get_env fails: the environment has no NONE", "Correct the arguments"},
		"unknown include":     {"inputs = {\n  a = include.none.locals.b\n}\n", "2:14", `there is no include "none"`, "expose = true"},
		"missing include":     {"include \"x\" {\n  path = \"../none.hcl\"\n}\n", "2:10", "there is no file", "Create the file"},
		"unknown dependency":  {"inputs = {\n  a = dependency.vcp.outputs.id\n}\ndependency \"vpc\" {\n  config_path = \"../good\"\n}\n", "2:17", `there is no dependency "vcp"`, `Did you mean "vpc"?`},
		"edge to nowhere":     {"dependency \"x\" {\n  config_path = \"../none\"\n}\n", "1:1", "leads to a folder that has no unit", "enabled = false"},
		"path to nowhere":     {"dependencies {\n  paths = [\"../good\", \"../none\"]\n}\n", "2:23", "leads to a folder that has no unit", "Correct the path"},
		"empty path":          {"dependency \"x\" {\n  config_path = \"\"\n}\n", "1:1", "no config_path", "Give the path"},
		"switched off":        {"dependency \"x\" {\n  config_path = \"../good\"\n  enabled = false\n}\ninputs = {\n  a = dependency.x.outputs.y\n}\n", "6:19", `dependency "x" has no outputs`, "try(dependency.x.outputs.NAME, null)"},
		"unknown attribute":   {"inpust = {}\n", "1:1", `no attribute "inpust"`, `Did you mean "inputs"?`},
		"unknown block":       {"module \"x\" {}\n", "1:1", `no block "module"`, "remove it"},
		"gone":                {"skip = true\n", "1:1", `no attribute "skip"`, "exclude {"},
		"missing attribute":   {"dependency \"x\" {}\n", "1:1", `dependency "x" has no config_path`, "refuses the block"},
		"no label":            {"dependency {\n  config_path = \"../good\"\n}\n", "1:1", "dependency needs 1 label(s)", "Write dependency"},
		"two of a kind":       {"terraform {}\nterraform {}\n", "2:1", "terraform is written twice", "line 1"},
		"wrong type":          {"prevent_destroy = \"maybe\"\n", "1:19", "prevent_destroy has the wrong type", "reference"},
		"inputs no object":    {"inputs = [1]\n", "1:10", "inputs is no object", "Write inputs = {"},
		"missing source":      {"terraform {\n  source = \"../none\"\n}\n", "2:12", "the source leads to a folder that does not exist", "Correct the path"},
		"no module":           {"inputs = {}\n", "1:1", "no source and no Terraform files", "Name a module"},
		"empty hook":          {"terraform {\n  source = \"../m\"\n  before_hook \"h\" {\n    commands = []\n    execute = []\n  }\n}\n", "3:3", "nothing to execute", "Name a program"},
		"bad strategy":        {"include \"x\" {\n  path = \"../root.hcl\"\n  merge_strategy = \"deeply\"\n}\n", "3:20", `no merge strategy "deeply"`, "deep or no_merge"},
		"reads itself":        {"inputs = {\n  a = read_terragrunt_config(\"terragrunt.hcl\")\n}\n", "2:7", "the file reads itself", "Correct the arguments"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := write(t, map[string]string{"root.hcl": "", "m/main.tf": "", "bad/terragrunt.hcl": c.text, "good/terragrunt.hcl": dep()})
			e := load(t, dir, Options{})
			same(t, "the other unit", e.Unit("good").Findings.Err(), nil)
			bad := e.Unit("bad")
			file := filepath.Join(dir, "bad/terragrunt.hcl")
			i := slices.IndexFunc(bad.Findings, func(f *diag.Finding) bool { return strings.Contains(f.Summary, c.says) })
			if i < 0 {
				t.Fatalf("no finding says %q: %v", c.says, bad.Findings)
			}
			f := bad.Findings[i]
			same(t, "place", f.Where.String(), file+":"+c.at)
			same(t, "unit", f.Unit, "bad")
			same(t, "code", f.Code, diag.Config)
			if !strings.Contains(f.Fix, c.fix) {
				t.Errorf("the remedy %q does not say %q", f.Fix, c.fix)
			}
		})
	}
}

// TestFaultInAnInclude is told at the line of the included file, once a unit.
func TestFaultInAnInclude(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{
		"root.hcl":         "locals {\n  a = 1\n}\ninputs = {\n  x = local.b\n}\n",
		"u/terragrunt.hcl": includesRoot + "terraform {\n  source = \"tfr:///a/b/c?version=1.0.0\"\n}\n",
		"n/terragrunt.hcl": strings.Replace(includesRoot, "}", "  merge_strategy = \"no_merge\"\n}", 1) + "terraform {\n  source = \"tfr:///a/b/c?version=1.0.0\"\n}\n", // also where it is not merged
		"v/terragrunt.hcl": includesRoot + "terraform {\n  source = \"tfr:///a/b/c?version=1.0.0\"\n}\n",
	})
	for _, u := range load(t, dir, Options{}).Units {
		if len(u.Findings) != 1 || u.Findings[0].Where.String() != filepath.Join(dir, "root.hcl")+":5:12" || u.Findings[0].Unit != u.Path {
			t.Errorf("%s: %v", u.Path, u.Findings)
		}
	}
}

func TestUnreadableFolder(t *testing.T) {
	t.Parallel()
	if os.Geteuid() == 0 {
		t.Skip("nothing is closed to root")
	}
	dir := write(t, map[string]string{"root.hcl": "", "a/terragrunt.hcl": dep(), "closed/terragrunt.hcl": ""})
	closed := filepath.Join(dir, "closed")
	if err := os.Chmod(closed, 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(closed, 0o755) })
	e := load(t, dir, Options{})
	same(t, "units", paths(e.Units), []string{"a"})
	same(t, "findings", len(e.Findings), 1)
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
