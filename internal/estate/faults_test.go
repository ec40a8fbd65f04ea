package estate

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/diag"
)

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
		"no environment":      {"inputs = {\n  a = get_env(\"NONE\")\n}\n", "2:7", "get_env fails: no variable NONE is set here", "allow: {env: [NONE]}"},
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
