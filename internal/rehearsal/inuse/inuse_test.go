package inuse_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/estate/estatetest"
	"github.com/terrace-cloud/terrace/internal/rehearsal/inuse"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
)

func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	estatetest.Write(t, dir, files)
	return dir
}

// shown writes what is in use as paths; "!" stands for all that is within.
func shown(u *tfwire.Uses, at string) (out []string) {
	switch {
	case u.All:
		return []string{strings.TrimPrefix(at+"!", ".")}
	case len(u.Blocks) == 0 && at != "":
		return []string{strings.TrimPrefix(at, ".")}
	}
	for _, name := range slices.Sorted(maps.Keys(u.Blocks)) {
		out = append(out, shown(u.Blocks[name], at+"."+name)...)
	}
	return out
}

func TestBlocks(t *testing.T) {
	t.Parallel()
	for _, k := range []struct{ name, config, want string }{
		{"none", `resource "aws_acl" "x" { name = "x" }`, ""},
		{"written", `resource "aws_acl" "x" {
			action {
				block {}
			}
			rule {
				statement {
					geo {}
				}
			}
			dynamic "rule" {
				for_each = var.rules
				content {
					dynamic "statement" {
						for_each = rule.value
						content {
							rate {}
						}
					}
				}
			}
		}`, "action.block rule.statement.geo rule.statement.rate"},
		{"another type", `resource "aws_acl_link" "x" {
			rule {}
			to = "aws_acl"
		}`, ""},
		{"read", `locals { a = aws_acl.x.rule[0].statement[0].geo[0].code }`, "rule.statement.geo.code!"},
		{"read by key", `locals { a = aws_acl.x["a"].rule[var.n].name }`, "rule.name!"},
		{"read of all", `locals { a = aws_acl.x[*].rule[*].name }`, "rule.name!"},
		{"read of all, one of each", `locals { a = aws_acl.x[*].rule[0].name }`, "rule.name!"},
		{"a key that is an expression", `locals { a = (aws_acl.x[each.key]).rule[0].name }`, "rule.name!"},
		{"each of", `locals { a = [for r in aws_acl.x.rule : r.name if r.on] }`, "rule.name! rule.on!"},
		{"each of each", `locals { a = [for r in aws_acl.x.rule : [for s in r.statement : s.id]] }`, "rule.statement.id!"},
		{"each as it is", `locals { a = [for r in aws_acl.x.rule : r] }`, "rule!"},
		{"the parts of one", `locals { a = [for k, v in aws_acl.x.rule[0] : k] }`, "rule!"},
		{"a name of an inner loop", `locals { a = [for r in aws_acl.x.rule : [for r in var.l : r.z] if r.y] }`, "rule.y! rule.z!"},
		{"a loop that is over", `locals { a = [[for r in aws_acl.x.rule : r.name], r.other] }`, "rule.name!"},
		{"handed on", `output "o" { value = aws_acl.x.rule }`, "rule!"},
		{"whole", `output "o" { value = aws_acl.x }`, "!"},
		{"one of", `locals { a = one(aws_acl.x) }`, "!"},
		{"for each", `resource "aws_y" "y" { for_each = aws_acl.x }`, "!"},
		{"each whole", `locals { a = { for k, v in aws_acl.x : k => v.arn } }`, "!"},
		{"in a text", `locals { a = "${aws_acl.x.arn}/x" }`, "arn!"},
		{"itself", `resource "aws_acl" "x" {
			lifecycle {
				postcondition {
					condition     = self.rule[0].name != ""
					error_message = "x"
				}
			}
		}`, "rule.name!"},
		{"ignored", `resource "aws_acl" "x" {
			lifecycle { ignore_changes = [rule[0].statement, name] }
		}`, "name! rule.statement!"},
		{"pointed at", `resource "aws_y" "y" {
			depends_on = [aws_acl.x]
			lifecycle { replace_triggered_by = [aws_acl.x, aws_acl.x.rule] }
		}
		moved {
			from = aws_acl.a
			to   = aws_acl.x
		}
		import {
			to = aws_acl.x
			id = "x"
		}`, "rule!"},
		{"data", `locals { a = data.aws_acl.x.rule }`, ""},
		{"broken", `resource "aws_acl" "x" {`, "!"},
	} {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			u := inuse.Read([]string{folder(t, map[string]string{"main.tf": k.config, "other.tf": "", "notes.txt": "aws_acl.x"})}).Blocks("aws_acl")
			if got := strings.Join(shown(u, ""), " "); got != k.want {
				t.Errorf("in use: %q, want %q", got, k.want)
			}
		})
	}
	t.Run("JSON", func(t *testing.T) {
		t.Parallel()
		if u := inuse.Read([]string{folder(t, map[string]string{"main.tf.json": `{"resource":{"aws_acl":{"x":{}}}}`})}).Blocks("aws_acl"); !u.All {
			t.Error("configuration in JSON is not read, so all must be in use")
		}
	})
}

func TestTypesOfAllModules(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"main.tf": `module "a" { source = "./a" }`, "data.tofu": `data "aws_ami" "x" {}`, "README.md": "aws_instance",
		".terraform/modules/modules.json": `{"Modules":[{"Key":"","Dir":"."},{"Key":"a","Dir":"a"},{"Key":"b","Dir":"gone"}]}`,
		"a/main.tf.json":                  `{"resource":{"aws_vpc":{"x":{}}}}`, "b/main.tf": `resource "aws_eip" "x" {}`,
	})
	folders := inuse.Folders(dir)
	if len(folders) != 3 {
		t.Errorf("folders are %v", folders)
	}
	got := slices.Sorted(maps.Keys(inuse.Read(folders).Types()))
	if want := []string{"aws_ami", "aws_vpc"}; !slices.Equal(got, want) {
		t.Errorf("types are %v, want %v", got, want)
	}
}

func TestCalls(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		`module "a" {}`: true, "locals {}\n  module \"a\" {\n}": true, `{"module": {"a": {}}}`: true, "{\n \"module\": {}}": true,
		`# the module "a"`: false, `locals { x = module.a }`: false, `modules = 1`: false,
	} {
		if got := inuse.Read([]string{folder(t, map[string]string{"main.tf": text})}).Calls(); got != want {
			t.Errorf("%s: calls modules: %v, want %v", text, got, want)
		}
	}
}

func TestWhatStandsIsInUse(t *testing.T) {
	t.Parallel()
	u := &tfwire.Uses{}
	for _, attrs := range []string{
		`{"name":"x","rule":[{"name":"a","statement":[{"geo":[],"rate":[{"limit":1}]}]},{"name":"b","statement":[]}],"tags":{},"ids":["a"],"timeouts":null}`,
		`{"rule":[{"statement":[{"geo":[{"code":"x"}],"rate":[]}]}],"timeouts":{"create":null}}`, `no JSON`,
	} {
		inuse.Standing(u, []byte(attrs))
	}
	if got := strings.Join(shown(u, ""), " "); got != "rule.statement.geo rule.statement.rate tags timeouts" {
		t.Errorf("in use: %s", got)
	}
}

func FuzzBlocks(f *testing.F) {
	f.Add(`resource "aws_acl" "x" { rule {} }`)
	f.Add(`locals { a = [for r in aws_acl.x[*].rule[0].y : [for r in aws_acl : r.*.a[0]]] }`)
	f.Add(`locals { a = aws_acl }`)
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, config string) {
		if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(config), 0o600); err != nil {
			t.Fatal(err)
		}
		inuse.Read([]string{dir}).Blocks("aws_acl")
	})
}
