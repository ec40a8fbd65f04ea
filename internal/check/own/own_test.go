package own

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

const unit = `
terraform {
  source = "tfr:///terraform-aws-modules/s3-bucket/aws?version=4.11.0"
}

dependency "key" {
  config_path = "../key"
}

inputs = {
  bucket  = "logs"
  key     = dependency.key.outputs.arn
  retain  = 7
  rules   = [{ id = "old", days = 30 }]
  tagged  = { Owner = "me", Key = dependency.key.outputs.arn }
}
`

// tree writes an estate with one rule.
func tree(t *testing.T, rules string) (dir string) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"prod/eu-central-1/logs/terragrunt.hcl": unit, "prod/eu-central-1/key/terragrunt.hcl": "", "prod/eu-central-1/key/main.tf": "",
		Folder + "/names.yaml": rules} {
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

func none(string) bool { return false }

// Expressions see the evaluated unit; what only a run can tell is skipped.
func TestExpressions(t *testing.T) {
	t.Parallel()
	cases := []struct {
		when, assert, at string
		found, skipped   int
		line             int
	}{
		{assert: `unit.inputs.bucket.startsWith("acme-")`, when: `unit.module == "terraform-aws-modules/s3-bucket/aws"`, at: "inputs.bucket", found: 1, line: 11},
		{assert: `unit.inputs.bucket == "logs"`, when: `has(unit.inputs.bucket)`},
		{assert: `unit.inputs.retain >= 30`, when: `has(unit.inputs.retain)`, at: "inputs.retain", found: 1, line: 13},
		{assert: `unit.inputs.key.startsWith("arn:")`, when: `has(unit.inputs.bucket)`, skipped: 1},
		{assert: `unit.inputs.key.startsWith("arn:") && false`, when: `has(unit.inputs.bucket)`, found: 1, line: 1},
		{assert: `unit.inputs.tagged.Owner == "you"`, when: `has(unit.inputs.tagged)`, at: "inputs.tagged.Owner", found: 1, line: 15},
		{assert: `unit.inputs.tagged.Key == "you"`, when: `has(unit.inputs.tagged)`, skipped: 1},
		{assert: `unit.inputs.rules.all(r, r.days < 30)`, when: `has(unit.inputs.rules)`, at: "inputs.rules", found: 1, line: 14},
		{assert: `unit.stage != "production" || unit.prevent_destroy`, when: `unit.source != ""`, at: "source", found: 1, line: 3},
		{assert: `unit.region == "eu-central-1" && unit.environment == "prod"`},
		{assert: `unit.dependencies.all(d, !d.mocked) && unit.state.backend == ""`},
		{assert: `unit.path.matches("^prod/")`},
	}
	for _, c := range cases {
		t.Run(c.assert, func(t *testing.T) {
			t.Parallel()
			text := "rules:\n  - id: mine\n    protects: All is well.\n"
			if c.when != "" {
				text += "    when: '" + c.when + "'\n"
			}
			if c.at != "" {
				text += "    at: " + c.at + "\n"
			}
			dir := tree(t, text+"    assert: '"+c.assert+"'\n")
			s, err := Read(dir, none)
			if err != nil {
				t.Fatal(err)
			}
			e, err := estate.Load(context.Background(), dir, estate.Options{})
			if err != nil {
				t.Fatal(err)
			}
			in, err := rule.Read(context.Background(), e, dir, nil)
			if err != nil {
				t.Fatal(err)
			}
			var found []*rule.Finding
			for _, u := range e.Units {
				p := &rule.Pass{Input: in, Rule: s.Rules[0], Unit: u}
				s.Rules[0].Unit(p, u)
				found = append(found, p.Found...)
			}
			if len(found) != c.found || s.Skipped() != c.skipped || len(s.Faults()) > 0 {
				t.Fatalf("%d found, %d skipped, faults %v", len(found), s.Skipped(), s.Faults())
			}
			if c.found > 0 && found[0].Where.Line != c.line {
				t.Errorf("found at %s", found[0].Where)
			}
		})
	}
}

// A wrong rule is told with its file and line.
func TestWrongRules(t *testing.T) {
	t.Parallel()
	cases := []struct{ name, text, want string }{
		{"unknown variable", "rules:\n  - id: mine\n    protects: x.\n    assert: units.path == 'a'\n", ".terrace-rules/names.yaml:4:13: the expression is wrong: undeclared reference to 'units'"},
		{"syntax", "rules:\n  - id: mine\n    protects: x.\n    assert: |\n      true &&\n      (unit.path\n", ".terrace-rules/names.yaml:7: the expression is wrong: Syntax error: missing ')'"},
		{"no boolean", "rules:\n  - id: mine\n    protects: x.\n    assert: \"'a' + 'b'\"\n", ".terrace-rules/names.yaml:4:13: the expression gives string"},
		{"unknown field", "rules:\n  - id: mine\n    protects: x.\n    asert: 'true'\n", ".terrace-rules/names.yaml:4:5: a rule has no \"asert\""},
		{"no id", "rules:\n  - protects: x.\n    assert: 'true'\n", ".terrace-rules/names.yaml:2:5: the rule has no id"},
		{"severity", "rules:\n  - id: mine\n    severity: bad\n    protects: x.\n    assert: 'true'\n", `there is no severity "bad"`},
		{"twice", "rules:\n  - {id: mine, protects: x., assert: 'true'}\n  - {id: mine, protects: x., assert: 'true'}\n", `.terrace-rules/names.yaml:3:5: there is a rule "mine" already`},
		{"no YAML", "rules:\n  - id: [\n", ".terrace-rules/names.yaml"},
		{"other key", "rule:\n  - id: mine\n", ".terrace-rules/names.yaml:1"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := Read(tree(t, c.text), none)
			if err == nil || !strings.Contains(err.Error(), c.want) || diag.CodeOf(err) != diag.Config {
				t.Errorf("%v", err)
			}
		})
	}
}
