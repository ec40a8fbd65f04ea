package estate

import (
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/estate/estatetest"
	"github.com/terrace-cloud/terrace/internal/estate/oracle"
)

// reading is a unit that reads in every way there is.
var reading = map[string]string{
	"root.hcl":     "locals {\n  org = read_terragrunt_config(\"org.hcl\", { locals = {} }).locals\n}\n",
	"facts.hcl":    "locals {\n  more = read_terragrunt_config(\"${get_parent_terragrunt_dir()}/more.hcl\").locals.it\n}\n",
	"more.hcl":     "locals {\n  it = yamldecode(file(\"data.yaml\")).a\n}\n",
	"data.yaml":    "a: 1\n",
	"ways/all.hcl": "inputs = {\n  common = file(\"beside.txt\")\n}\n", "ways/beside.txt": "beside",
	"ways/all/terragrunt.hcl": `include "root" {
  path   = find_in_parent_folders("root.hcl")
  expose = true
}
include "all" {
  path           = "../all.hcl"
  merge_strategy = "deep"
}
locals {
  facts  = read_terragrunt_config(find_in_parent_folders("facts.hcl"))
  vars   = jsondecode(read_tfvars_file("some.tfvars"))
  marked = mark_as_read("${get_terragrunt_dir()}/marked.bin")
  globs  = mark_glob_as_read("${get_terragrunt_dir()}/globs/**/*.txt")
}
terraform {
  source = "../../modules//a"
  extra_arguments "files" {
    commands           = ["plan"]
    required_var_files = ["${get_terragrunt_dir()}/var.tfvars"]
    optional_var_files = ["${get_terragrunt_dir()}/none.tfvars"]
  }
}
dependency "fed" {
  config_path  = "../fed"
  mock_outputs = { id = "1" }
}
inputs = {
  text     = file("text.txt")
  template = templatefile("page.tftpl", { a = 1 })
  sum      = filesha256("sum.bin")
  names    = fileset(get_terragrunt_dir(), "globs/*.txt")
  values   = try(values.a, "")
  fed      = dependency.fed.outputs.id
}
`,
	"ways/all/terragrunt.values.hcl": "a = 1\n", "ways/all/some.tfvars": "a = 1\n", "ways/all/marked.bin": "1", "ways/all/globs/a.txt": "a", "ways/all/globs/b/c.txt": "c",
	"ways/all/var.tfvars": "b = 1\n", "ways/all/text.txt": "text", "ways/all/page.tftpl": "page ${a}", "ways/all/sum.bin": "sum",
	"ways/fed/terragrunt.hcl": "terraform {\n  source = \".\"\n}\n", "ways/fed/main.tf": "output \"id\" {\n  value = 1\n}\n",
	"modules/a/main.tf": "module \"b\" {\n  source = \"../b\"\n}\nlocals {\n  policy = file(\"${path.module}/policy.json\")\n}\n", "modules/a/policy.json": "{}",
	"modules/a/inner/main.tf": "", "modules/b/main.tf": "", "modules/b/template.tftpl": "b",
}

// TestOracleReading holds what units read against what Terragrunt says that
// they do: in a generated estate, in one of stacks, and where every way to read
// is taken. Terragrunt says no more than that; what it leaves out is named.
func TestOracleReading(t *testing.T) {
	t.Parallel()
	program, err := oracle.Find()
	if err != nil {
		t.Skip(err)
	}
	generated := estatetest.Files(60)
	delete(generated, ".git/HEAD")
	for _, c := range []struct {
		name, at string
		files    map[string]string
		besides  []string // what is read and Terragrunt does not name, all of it; a unit's own file goes without saying
		unread   []string // what Terragrunt names besides: what it has generated itself, and modules in the folder of one that does not call them
	}{
		{"generated", ".", generated, nil, nil},
		{"stacks", "live", stacked, []string{"catalog/stacks/env/terragrunt.stack.hcl", "catalog/units/vpc/note.txt", "live/terragrunt.stack.hcl"},
			[]string{"catalog/units/app/terragrunt.autoinclude.hcl", "live/.terragrunt-stack/dev/terragrunt.stack.hcl", "live/.terragrunt-stack/prod/terragrunt.stack.hcl"}},
		{"ways", ".", reading, []string{"data.yaml", "modules/a/policy.json", "modules/b/main.tf", "modules/b/template.tftpl", "ways/all/globs/a.txt",
			"ways/all/page.tftpl", "ways/all/sum.bin", "ways/all/terragrunt.values.hcl", "ways/all/text.txt", "ways/all/var.tfvars", "ways/beside.txt"},
			[]string{"modules/a/inner/main.tf"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := write(t, c.files)
			if out, err := exec.Command("git", "init", "-q", dir).CombinedOutput(); err != nil {
				t.Fatalf("git init: %v %s", err, out)
			}
			at := filepath.Join(dir, c.at)
			e := load(t, dir, Options{Env: oracle.Env})
			if c.at != "." {
				if _, err := program.Run(at, nil, "stack", "generate"); err != nil {
					t.Fatal(err)
				}
			}
			theirs := theirReads(t, program, at)
			var besides, unread []string
			for _, u := range e.Units {
				want, ok := theirs[u.Dir]
				if !ok {
					t.Errorf("Terragrunt does not know %s", u.Path)
				}
				delete(theirs, u.Dir)
				for i, r := range want {
					if want[i] = u.eval.View().Origin(r); !slices.Contains(u.Reads, want[i]) {
						unread = append(unread, want[i])
					}
				}
				for _, r := range u.Reads {
					if !slices.Contains(want, r) && r != u.File && r != u.eval.View().Origin(u.File) {
						besides = append(besides, r)
					}
				}
			}
			same(t, "what Terragrunt leaves out", below(dir, besides), c.besides)
			same(t, "what Terragrunt names besides", below(dir, unread), c.unread)
			for path := range theirs {
				t.Errorf("only Terragrunt knows the unit %s", path)
			}
		})
	}
}

// below gives files as they are written from a folder, sorted, each once.
func below(dir string, files []string) (out []string) {
	for _, f := range files {
		rel, _ := filepath.Rel(dir, f)
		out = append(out, rel)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// theirReads gives the files that Terragrunt says a unit reads, by its folder.
func theirReads(t *testing.T, program *oracle.Terragrunt, dir string, more ...string) map[string][]string {
	t.Helper()
	out, err := program.Run(dir, nil, append([]string{"find", "--json", "--reading"}, more...)...)
	if err != nil {
		t.Fatal(err)
	}
	var found []struct {
		Type, Path string
		Reading    []string
	}
	if err := json.Unmarshal(out, &found); err != nil || len(found) == 0 {
		t.Fatalf("%v: %d units found in %s", err, len(found), out)
	}
	reads := map[string][]string{}
	for _, u := range found {
		if u.Type != "unit" {
			continue
		}
		for i, r := range u.Reading {
			if !filepath.IsAbs(r) {
				u.Reading[i] = filepath.Join(dir, r)
			}
		}
		reads[filepath.Join(dir, u.Path)] = u.Reading
	}
	return reads
}

// TestOracleReaders asks both which units read a file.
func TestOracleReaders(t *testing.T) {
	t.Parallel()
	program, err := oracle.Find()
	if err != nil {
		t.Skip(err)
	}
	files := estatetest.Files(90)
	delete(files, ".git/HEAD")
	dir := write(t, files)
	e := load(t, dir, Options{})
	for file, n := range map[string]int{"organization.hcl": 90, "env0/env.hcl": 60, "env1/region0/region.hcl": 30, "_envcommon/c7.hcl": 3} {
		t.Run(strings.ReplaceAll(file, "/", "-"), func(t *testing.T) {
			t.Parallel()
			var ours, theirs []string
			for _, u := range e.Units {
				if slices.Contains(u.Reads, filepath.Join(dir, file)) {
					ours = append(ours, u.Dir)
				}
			}
			for path := range theirReads(t, program, dir, "--filter", fmt.Sprintf("reading=%s", file)) {
				theirs = append(theirs, path)
			}
			slices.Sort(theirs)
			same(t, "readers of "+file, ours, theirs)
			same(t, "how many", len(ours), n)
		})
	}
}
