package eval

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/terrace-cloud/terrace/internal/estate/memo"
	"github.com/terrace-cloud/terrace/internal/estate/oracle"
)

// outlineOf is what an outline keeps of a configuration.
func outlineOf(c *Config, q *memo.Questions) map[string]any {
	asked := map[memo.Question]bool{}
	for _, n := range c.Asked {
		asked[q.Question(n)] = true
	}
	var edges, files []string
	for _, d := range c.Dependencies {
		edges = append(edges, fmt.Sprint(d.Name, d.ConfigPath, d.Enabled, d.SkipOutputs, d.Mocked, d.Pos))
	}
	for _, g := range c.Generate {
		files = append(files, fmt.Sprint(g.Name, g.Path, g.Disabled, g.Pos))
	}
	return map[string]any{"source": c.Source, "edges": edges, "generate": files, "exclude": c.Exclude, "role": c.IAM.Role, "copies": c.Copy.Include,
		"hooks": len(c.Hooks), "reads": c.Reads, "findings": c.Findings, "asked": asked}
}

// holdOutlines compares configurations with their outlines, all of one
// evaluator each, so that one unit profits of what was found about another.
func holdOutlines(t *testing.T, units []string) (spared int) {
	t.Helper()
	q, qo := &memo.Questions{}, &memo.Questions{}
	full, outline := New(Options{Env: oracle.Env, Questions: q}), New(Options{Env: oracle.Env, Questions: qo, Outline: true})
	for _, unit := range units {
		file := DefaultFile(full.view, unit)
		c, o := full.Config(file), outline.Config(file)
		if d := cmp.Diff(outlineOf(c, q), outlineOf(o, qo)); d != "" {
			t.Errorf("%s (-full +outline):\n%s", unit, d)
		}
		if len(c.Inputs) > 0 && o.Inputs == nil {
			spared++
		}
	}
	return spared
}

// TestOutlinesTellAll holds outlines of all estates at hand against the whole.
func TestOutlinesTellAll(t *testing.T) {
	t.Parallel()
	for _, estate := range append(estates(t), "../../../infrastructure") {
		if spared := holdOutlines(t, unitsIn(t, checkout(t, estate))); spared == 0 {
			t.Errorf("%s: no unit was outlined without its inputs", estate)
		}
	}
}

// TestOutlinesFindFaults puts values that fit and values that do not into
// expressions where an outline leaves values out.
func TestOutlinesFindFaults(t *testing.T) {
	t.Parallel()
	values := []string{`"s"`, `3`, `true`, `null`, `{ a = "x" }`, `{ a = null, b = 1 }`, `["x"]`, `tomap({ a = "x" })`, `sensitive("s")`,
		`{ a = sensitive("x") }`, `sensitive({ a = "x" })`, `run_cmd("x")`, `{ a = run_cmd("x") }`, `tolist([])`, `merge({}, null)`, `local.nothing`}
	expressions := []string{`local.x`, `"${local.x}"`, `"a-${local.x}"`, `"a-${local.x.a}-b"`, `"${local.x}${local.x.a}"`, `local.x.a`, `local.x["a"]`, `local.x.b.c`,
		`local.x[0]`, `local.y`, `local.y.z`, `[local.x, "${local.x}"]`, `{ k = local.x.a, l = "${local.x}-" }`, `{ (local.x) = 1 }`, `{ "${local.x}" = 1 }`,
		`merge({ a = 1 }, local.x)`, `merge(local.x)`, `merge(local.x, { k = "${local.x}-" })`, `merge([local.x]...)`, `merge("a", local.x)`, `merge({}, { a = local.x.a })`, `merge()`,
		`upper(local.x)`, `cidrsubnet("10.0.0.0/8", 8, local.x)`, `[for i in range(2) : "${local.x}-${i}"]`, `[for v in local.x : v]`, `{ for k, v in local.x : k => "${v}-" }`,
		`local.x == "s" ? local.x.a : local.x`, `local.x + 1`, `!local.x`, `jsonencode(local.x)`, `length(local.x)`, `nothere(local.x)`, `file(local.x)`, `file("y.txt")`,
		`get_env(local.x)`, `try(local.x.a, 1)`, `can(local.x.a)`, `"%{ if local.x }a%{ endif }"`, `local.x[*].a`, `local.x.*.a`, `one(local.x)`, `-local.x`,
		`dependency.d.outputs.id`, `"${dependency.d.outputs.id}-${local.x}"`, `merge(dependency.d.outputs, local.x)`, `dependency.d.nothing`, `dependency.e.outputs`, `dependency.d.outputs[local.x]`,
		`include.x`, `values.x`, `x`, `formatlist("%d", local.x)`, `timestamp()`, `"${null}"`, `{ a = 1, a = local.x }`, `(local.x)`, `"${(local.x)}-"`, `element(local.x, 0)`, `-"${local.x}"`}
	dir := t.TempDir()
	write := func(name, text string) {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("d/terragrunt.hcl", "")
	write("y.txt", "y")
	var units []string
	for i, x := range expressions {
		all := ""
		for j := range expressions[:i+1] { // growing files, in which faults stand beside what is sound
			if j%7 == i%7 || j == i {
				all += fmt.Sprintf("  in_%d = %s\n", j, expressions[j])
			}
		}
		write(fmt.Sprintf("common/%d.hcl", i), fmt.Sprintf(`locals {
  x = read_terragrunt_config("x.hcl").locals.x
}
dependency "d" {
  config_path = "../../d"
}
remote_state {
  backend = "s3"
  config = { a = "b", key = %[1]s, path = path_relative_to_include() }
}
generate "g" {
  path      = "g.tf"
  if_exists = "skip"
  contents  = %[1]s
}
inputs = {
%[2]s}
`, x, all))
		for j, v := range values {
			unit := fmt.Sprintf("u%d/v%d", i, j)
			write(unit+"/x.hcl", "locals {\n  x = "+v+"\n}\n")
			write(unit+"/terragrunt.hcl", fmt.Sprintf("include {\n  path = \"../../common/%d.hcl\"\n}\n%s", i, []string{"", "inputs = { own = 1 }\n", "generate \"g\" {\n  path = \"h.tf\"\n  if_exists = \"skip\"\n  contents = \"\"\n}\n"}[j%3]))
			units = append(units, filepath.Join(dir, unit))
		}
	}
	if spared := holdOutlines(t, units); spared < len(units)/2 {
		t.Errorf("only %d of %d units were outlined without their inputs", spared, len(units))
	}
}
