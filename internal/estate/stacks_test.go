package estate

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate/eval"
	"github.com/terrace-cloud/terrace/internal/estate/oracle"
)

// stacked is an estate of stacks: nested, with values, with what is laid over.
var stacked = map[string]string{
	"root.hcl": "remote_state {\n  backend = \"local\"\n  config = {\n    path = \"${path_relative_to_include()}/terraform.tfstate\"\n  }\n}\n",
	"catalog/units/vpc/terragrunt.hcl": `include "root" {
  path = find_in_parent_folders("root.hcl")
}
terraform {
  source = "."
}
inputs = {
  cidr = values.cidr
  tags = try(values.tags, {})
  note = file("note.txt")
}
`,
	"catalog/units/vpc/main.tf":  "variable \"cidr\" {}\n",
	"catalog/units/vpc/note.txt": "a note",
	"catalog/units/app/terragrunt.hcl": `locals {
  env = values.env
}
terraform {
  source = "."
}
inputs = {
  name = "app-${local.env}"
  own  = basename(get_terragrunt_dir())
}
`,
	"catalog/units/app/main.tf": "",
	"catalog/stacks/env/terragrunt.stack.hcl": `locals {
  units = "${get_repo_root()}/catalog/units"
}
unit "vpc" {
  source = "${local.units}/vpc"
  path   = "network/vpc"
  values = {
    cidr = values.cidr
    tags = { env = values.env, stack = basename(get_terragrunt_dir()) }
  }
}
unit "app" {
  source = "${local.units}/app"
  path   = "app"
  values = {
    env = values.env
  }
  autoinclude {
    dependency "vpc" {
      config_path  = unit.vpc.path
      mock_outputs = { id = "mock-${values.env}" }
    }
    inputs = {
      vpc_id = dependency.vpc.outputs.id
      where  = local.units == "" ? "nowhere" : basename(local.units)
    }
  }
}
`,
	"live/terragrunt.stack.hcl": `locals {
  envs = { dev = "10.0.0.0/16", prod = "10.1.0.0/16" }
}
stack "dev" {
  source = "../catalog/stacks/env"
  path   = "dev"
  values = {
    env  = "dev"
    cidr = local.envs.dev
  }
}
stack "prod" {
  source = "../catalog/stacks/env"
  path   = "prod"
  values = {
    env  = "prod"
    cidr = local.envs["prod"]
  }
  autoinclude {
    unit "extra" {
      source = "${get_repo_root()}/catalog/units/app"
      path   = "extra"
      values = { env = local.envs.prod }
    }
  }
}
unit "flat" {
  source                  = "../catalog/units/app"
  path                    = "flat"
  no_dot_terragrunt_stack = true
  values                  = { env = "flat" }
  autoinclude {
    dependency "all" {
      config_path  = stack.dev.path
      mock_outputs = { vpc = { id = "none" } }
      skip_outputs = true
    }
    inputs = { from_stack = dependency.all.outputs.vpc.id }
  }
}
`,
}

func stackedEstate(t *testing.T) string {
	t.Helper()
	dir := write(t, stacked)
	if out, err := exec.Command("git", "init", "-q", dir).CombinedOutput(); err != nil {
		t.Fatalf("git init: %v %s", err, out)
	}
	return dir
}

// TestStacks evaluates units that nobody has generated.
func TestStacks(t *testing.T) {
	t.Parallel()
	dir := stackedEstate(t)
	e := load(t, dir, Options{})
	same(t, "findings", e.Findings.Err(), nil)
	dev, prod := "live/.terragrunt-stack/dev/.terragrunt-stack/", "live/.terragrunt-stack/prod/.terragrunt-stack/"
	same(t, "units", paths(e.Units), []string{dev + "app", dev + "network/vpc", prod + "app", prod + "extra", prod + "network/vpc", "live/flat"})
	for _, u := range e.Units {
		same(t, u.Path+" findings", u.Findings.Err(), nil)
	}
	vpc := e.Unit(prod + "network/vpc")
	same(t, "values", vpc.Inputs["cidr"].Value.AsString(), "10.1.0.0/16")
	same(t, "nested values", vpc.Inputs["tags"].Value.GetAttr("stack").AsString(), "prod")
	same(t, "state", vpc.RemoteState.Config.GetAttr("path").AsString(), prod+"network/vpc/terraform.tfstate")
	same(t, "block", vpc.Generated.Block, diag.Pos{File: filepath.Join(dir, "catalog/stacks/env/terragrunt.stack.hcl"), Line: 4, Column: 1})
	var reads []string
	for _, r := range vpc.Reads {
		rel, _ := filepath.Rel(dir, r)
		reads = append(reads, rel)
	}
	same(t, "reads", reads, []string{"catalog/stacks/env/terragrunt.stack.hcl", "catalog/units/vpc/main.tf", "catalog/units/vpc/note.txt",
		"catalog/units/vpc/terragrunt.hcl", "live/terragrunt.stack.hcl", "root.hcl"})
	var trace []string
	for _, s := range vpc.Trace("cidr") {
		rel, _ := filepath.Rel(dir, s.Pos.File)
		trace = append(trace, fmt.Sprintf("%s:%d %s", rel, s.Pos.Line, s.Name))
	}
	same(t, "trace", trace, []string{"live/terragrunt.stack.hcl:2 local.envs.prod", "live/terragrunt.stack.hcl:17 values.cidr",
		"catalog/stacks/env/terragrunt.stack.hcl:8 values.cidr", "catalog/units/vpc/terragrunt.hcl:8 inputs.cidr"})
	same(t, "autoinclude", e.Unit(dev + "app").Dependencies[0].Target, dev+"network/vpc")
	var targets []string
	for _, d := range e.Unit("live/flat").Dependencies {
		targets = append(targets, d.Target)
	}
	same(t, "an edge to a stack", targets, []string{dev + "network/vpc", dev + "app"})
	c := NewCache(t.TempDir(), "1")
	for range 2 {
		sameOutline(t, "outline", outlined(t, dir, Options{}, c), e)
	}
	writeTo(t, dir, map[string]string{"live/terragrunt.stack.hcl": strings.Replace(stacked["live/terragrunt.stack.hcl"], "= stack.dev.path", "= stack.prod.path", 1)})
	sameOutline(t, "outline after a change", outlined(t, dir, Options{}, c), load(t, dir, Options{}))
}

// TestStackFaults shows what a user is told about a stack file.
func TestStackFaults(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, at, says string }{
		"syntax":        {"unit \"a\" {\n", "1:10", "Unclosed configuration block"},
		"no source":     {"unit \"a\" {\n  path = \"a\"\n}\n", "1:1", "has no source"},
		"missing":       {"unit \"a\" {\n  source = \"../none\"\n  path = \"a\"\n}\n", "2:12", "leads to a folder that does not exist"},
		"outside":       {"unit \"a\" {\n  source = \"../m\"\n  path = \"../../a\"\n}\n", "3:10", "outside of its stack"},
		"twice":         {"unit \"a\" {\n  source = \"../m\"\n  path = \"a\"\n}\nunit \"a\" {\n  source = \"../m\"\n  path = \"b\"\n}\n", "5:1", "written twice"},
		"no unit in it": {"unit \"a\" {\n  source = \"../empty\"\n  path = \"a\"\n}\n", "1:1", "would have no terragrunt.hcl"},
		"itself":        {"stack \"a\" {\n  source = \"${dirname(find_in_parent_folders(\"root.hcl\"))}/s\"\n  path = \"a\"\n}\n", "1:1", "nested without end"},
		"values":        {"unit \"a\" {\n  source = \"../m\"\n  path = \"a\"\n  values = [1]\n}\n", "4:12", "values is no object"},
		"to fetch":      {"unit \"a\" {\n  source = \"git::https://example.com/x.git//u\"\n  path = \"a\"\n}\n", "1:1", "is not on this machine"},
		"unknown name":  {"unit \"a\" {\n  source = \"../m\"\n  path = \"a\"\n  values = { b = unit.none.path }\n}\n", "4:22", "none"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := write(t, map[string]string{"root.hcl": "", "s/terragrunt.stack.hcl": c.text, "m/terragrunt.hcl": "inputs = { a = try(values.b, 1) }\n", "m/main.tf": "",
				"empty/x": "", "good/terragrunt.hcl": dep()})
			e := load(t, dir, Options{})
			same(t, "the other unit", e.Unit("good").Findings.Err(), nil)
			want := filepath.Join(dir, "s/terragrunt.stack.hcl") + ":" + c.at
			if !slices.ContainsFunc(e.Findings, func(f *diag.Finding) bool {
				return f.Where.String() == want && strings.Contains(f.Summary+f.Detail, c.says)
			}) {
				t.Errorf("no finding at %s says %q: %v", want, c.says, e.Findings)
			}
		})
	}
}

// TestOracleStacks holds what units of stacks are evaluated to against what
// Terragrunt makes of them once it has generated them: the estate above, and
// the folder that TERRACE_ORACLE_FIXTURES names.
func TestOracleStacks(t *testing.T) {
	t.Parallel()
	program, err := oracle.Find()
	if err != nil {
		t.Skip(err)
	}
	dir := stackedEstate(t)
	for _, problem := range stackDifferences(t, program, filepath.Join(dir, "live"), dir) {
		t.Error(problem)
	}
	from := os.Getenv("TERRACE_ORACLE_FIXTURES")
	if from == "" {
		return
	}
	dir, err = filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("git", "init", "-q", dir).CombinedOutput(); err != nil {
		t.Fatalf("git init: %v %s", err, out)
	}
	var tops []string
	err = filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == eval.StackFile {
			tops = append(tops, filepath.Dir(p))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, top := range tops {
		for _, problem := range stackDifferences(t, program, top, dir) {
			t.Log(strings.ReplaceAll(problem, dir+"/", ""))
		}
	}
}

// stackDifferences evaluates the units of the stacks in a folder, lets
// Terragrunt generate them, and compares.
func stackDifferences(t *testing.T, program *oracle.Terragrunt, top, dir string) (out []string) {
	o := Options{Env: oracle.Env, Mocks: true, Command: "render"}
	e, err := Load(t.Context(), top, o)
	if err != nil && strings.Contains(err.Error(), "there is no unit") {
		e = &Estate{} // if that is so, Terragrunt generates none
	} else if err != nil {
		return []string{"stack: only ours fails: " + err.Error()}
	}
	if _, err := program.Run(top, nil, "stack", "generate"); err != nil {
		if e.Findings.HasErrors() {
			return []string{"stack: both fail: " + top}
		}
		return []string{"stack: only Terragrunt: " + top + ": " + err.Error()[max(0, len(err.Error())-300):]}
	}
	n := 0
	for _, u := range e.Units {
		if u.Generated == nil {
			continue
		}
		n++
		want, err := program.Render(u.Dir)
		c := u.eval.Config(u.File)
		switch ours := c.Findings.Err(); {
		case err != nil && ours != nil:
			out = append(out, "stack: both fail: "+u.Dir)
		case err != nil:
			out = append(out, "stack: only Terragrunt: "+u.Dir+": "+err.Error()[max(0, len(err.Error())-200):])
		case ours != nil:
			out = append(out, "stack: only here: "+u.Dir+": "+ours.Error())
		default:
			for _, d := range oracle.Differences(c.Object(), want) {
				out = append(out, "stack: differ: "+u.Dir+": "+d)
			}
		}
	}
	t.Logf("stack %s: %d units, %d problems", strings.TrimPrefix(top, dir+"/"), n, len(out))
	var stray []string
	_ = filepath.WalkDir(top, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.Name() == "terragrunt.hcl" && strings.Contains(p, eval.GeneratedDir) && !strings.Contains(p, ".terragrunt-cache") && e.byDir[filepath.Dir(p)] == nil {
			stray = append(stray, p)
		}
		return nil
	})
	for _, p := range stray {
		out = append(out, "stack: only Terragrunt generates "+p)
	}
	return out
}
