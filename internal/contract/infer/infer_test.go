package infer

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/estate/estatetest"
	"github.com/terrace-cloud/terrace/internal/module"
	"github.com/zclconf/go-cty/cty"
)

// nets is a provider with one type of resource and one of data source.
type nets struct{}

var net = cty.Object(map[string]cty.Type{"id": cty.String, "size": cty.Number, "zones": cty.Set(cty.String), "tags": cty.Map(cty.String),
	"rule": cty.List(cty.Object(map[string]cty.Type{"port": cty.Number}))})

func (nets) Type(p contract.Provider, k Kind, name string) (cty.Type, bool) {
	switch {
	case p.Source != "hashicorp/aws":
	case k == Resource && name == "aws_net":
		return net, true
	case k == Data && name == "aws_zones":
		return cty.Object(map[string]cty.Type{"names": cty.List(cty.String)}), true
	}
	return cty.NilType, false
}

func (nets) Lacks(p contract.Provider) bool { return p.Source == "acme/lacking" }

func write(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	estatetest.Write(t, dir, files)
	return dir
}

// said lists types, a line each.
func said(types map[string]cty.Type) string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(types)) {
		out = append(out, name+": "+contract.TypeText(types[name]))
	}
	return strings.Join(out, "\n")
}

// around is what the expressions of the table may name.
const around = `
variable "text" { type = string }
variable "many" { type = list(string) }
variable "named" { type = map(object({ port = number, name = optional(string, "x") })) }
variable "any" {}
variable "on" { type = bool }
resource "aws_net" "one" {}
resource "aws_net" "counted" { count = var.on ? 1 : 0 }
resource "aws_net" "keyed" { for_each = var.named }
resource "other_thing" "x" {}
resource "aws_net" "theirs" { provider = other.west }
resource "aws_moon" "x" {}
data "aws_zones" "all" {}
locals {
  early = local.late
  late  = aws_net.counted[*].id
  self  = local.self
  const = { a = 1, b = "two" }
  ids   = { for k, n in aws_net.keyed : k => n.id }
}
module "leaf" { source = "./leaf" }
module "leaves" {
  source   = "./leaf"
  for_each = var.named
}
module "counted" {
  source = "./leaf"
  count  = 2
}
module "far" { source = "acme/far/aws" }
module "unheard" { source = "acme/unheard/aws" }
module "ring" { source = "./ring" }
`

const leaf = "output \"id\" {\n  value = \"leaf\"\n}\noutput \"ports\" {\n  value = [80, 443]\n}\n"

func TestTypesOfExpressions(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{
		// What there is to name.
		`var.text`: "string", `var.many`: "list(string)", `var.any`: "any", `var.none`: "any", `var.any.x[0]`: "any",
		`var.named`:    "map(object({name = string, port = number}))",
		`aws_net.one`:  contract.TypeText(net),
		`aws_net.none`: "any", `other_thing.x.id`: "any", `aws_net.theirs.id`: "any", `aws_moon.x.id`: "any",
		`data.aws_zones.all.names`: "list(string)", `data.aws_zones.all`: "object({names = list(string)})", `data.aws_net.one`: "any",
		`local.early`: "list(string)", `local.self`: "any", `local.const`: "object({a = number, b = string})", `local.none`: "any",
		`path.module`: "string", `terraform.workspace`: "string", `each.value`: "any", `count.index`: "any", `self.id`: "any",
		// Modules that are called.
		`module.leaf.id`: "string", `module.leaf.ports`: "tuple([number, number])", `module.leaf.none`: "any", `module.leaf`: "object({id = string, ports = tuple([number, number])})",
		`module.leaves["a"].id`: "string", `module.counted[0].id`: "string", `module.counted[*].id`: "list(string)", `{ for k, m in module.leaves : k => m.id }`: "map(string)",
		`module.far.name`: "list(string)", `module.unheard.name`: "any", `module.ring.id`: "any", `module.none.id`: "any",
		// One of many.
		`aws_net.counted[0].id`: "string", `aws_net.counted[*].rule`: "list(list(object({port = number})))", `aws_net.counted.*.id`: "list(string)",
		`aws_net.keyed["a"].tags`: "map(string)", `aws_net.one[*].id`: "tuple([string])", `one(aws_net.counted[*].id)`: "string",
		`element(aws_net.counted[*].id, 3)`: "string", `aws_net.counted[0].nothing`: "any", `aws_net.counted[*].nothing`: "list(any)",
		`lookup(var.named, "a")`: "object({name = string, port = number})", `values(var.named)[0].port`: "number", `keys(var.named)`: "list(string)",
		`aws_net.one.rule[0].port`: "number", `aws_net.one.rule[*].port`: "list(number)",
		// Either or.
		`var.on ? aws_net.counted[0].id : null`: "string", `var.on ? var.many : []`: "list(string)", `var.on ? var.text : 1`: "string",
		`try(aws_net.counted[0].id, null)`: "string", `try(aws_net.counted[0].id, "")`: "string", `try(aws_net.counted[0].zones, [])`: "set(string)",
		`try(aws_net.counted[0].tags, {})`: "map(string)", `try(aws_net.counted[0].tags, "")`: "any", `try(aws_net.counted[0].size, "")`: "any",
		`try(var.any.x, "")`: "any", `try(nonsense(1), "")`: "any", `try(null)`: "any", `try("known", var.any)`: "string", `can(var.any.x)`: "bool",
		`coalesce(var.text, "x")`: "string", `coalescelist(var.many, [])`: "list(string)", `try([1, 2], ["a"])`: "tuple([number, number])",
		`try(var.on ? [1] : [1], ["a"])`: "tuple([any])", `try({ a = var.text }, { b = 1 })`: "any",
		// Loops.
		`[for n in aws_net.counted : n.id]`: "list(string)", `[for n in aws_net.counted : n.id if n.size > 1]`: "list(string)",
		`{ for k, n in aws_net.keyed : k => { id = n.id, port = var.named[k].port } }`: "map(object({id = string, port = number}))",
		`{ for n in aws_net.counted : n.id => n.size... }`:                             "map(list(number))",
		`[for n in ["a", "b"] : upper(n)]`:                                             "tuple([string, string])",
		`{ for n in ["a", "b"] : n => var.text if n != "b" }`:                          "object({a = string})",
		`[for n in [var.text, 1] : n if var.on]`:                                       "list(any)",
		`[for x in var.any : x.id]`:                                                    "list(any)",
		`[for x in var.any : "y"]`:                                                     "list(string)",
		`[for k, v in local.const : "${k}=${v}"]`:                                      "tuple([string, string])",
		`[for i, z in aws_net.one.zones : z]`:                                          "list(string)",
		`[for n in aws_net.counted : [for r in n.rule : "${n.id}:${r.port}"]]`:         "list(list(string))",
		// Put together.
		`merge(local.ids, { more = var.text })`: "map(string)", `merge({ a = 1 }, { a = "x", b = var.on })`: "object({a = string, b = bool})",
		`merge(local.ids, var.any)`: "any", `merge(local.ids, null)`: "map(string)", `merge([local.ids, local.ids]...)`: "map(string)", `merge(var.any...)`: "any",
		`concat(var.many, ["a"])`: "list(string)", `concat(["a"], [1])`: "tuple([string, number])", `concat(var.many, [1])`: "list(any)",
		`flatten([var.many, aws_net.counted[*].id])`: "list(string)", `flatten([for n in aws_net.counted : n.rule])`: "list(object({port = number}))",
		`flatten(var.any)`: "any", `compact(var.many)`: "list(string)", `distinct(var.many)`: "list(string)", `toset(var.many)`: "set(string)",
		`zipmap(var.many, aws_net.counted[*].size)`: "map(number)", `length(var.any)`: "number", `join(",", var.many)`: "string",
		`[var.text, aws_net.one.size]`: "tuple([string, number])", `{ "a-b" = 1, "c d" = 2 }`: "any", `{ (var.text) = 1 }`: "map(number)",
		`"${var.text}!"`: "string", `"${var.any}"`: "any", `var.any == 1`: "bool", `!var.on`: "bool", `-aws_net.one.size`: "number", `aws_net.one.size + 1`: "number",
		`<<-EOT
    %{for x in var.many}${x}%{endfor}
    EOT`: "string",
		`jsonencode(var.any)`: "string", `jsondecode(var.text)`: "any", `file("x")`: "string", `templatefile("x", {})`: "string", `fileset(".", "*")`: "set(string)",
		`startswith(var.text, "a")`: "bool", `sensitive(var.many)`: "list(string)", `nonsensitive(var.text)`: "string", `timestamp()`: "string",
		`provider::aws::arn_parse(var.text)`: "any", `null`: "any", `1`: "number", `[]`: "tuple([])", `{}`: "object({})",
	} {
		t.Run(value, func(t *testing.T) {
			t.Parallel()
			dir := write(t, map[string]string{"main.tf": around + "output \"o\" {\n  value = " + value + "\n}\n", "leaf/main.tf": leaf,
				"ring/main.tf": "module \"back\" {\n  source = \"../\"\n}\noutput \"id\" {\n  value = module.back.o\n}\n"})
			in := New(nets{}, func(s module.Source) (string, Types) {
				if s.Address.Name != "far" {
					return "", Types{}
				}
				return "", Types{Outputs: map[string]cty.Type{"name": cty.List(cty.String)}}
			})
			if got := contract.TypeText(in.Folder(dir).Outputs["o"]); got != want {
				t.Errorf("%s: got %s, want %s", value, got, want)
			}
		})
	}
}

// A file that overrides others has the last word; JSON is not looked into, and
// what does not parse is left out.
func TestFiles(t *testing.T) {
	t.Parallel()
	dir := write(t, map[string]string{
		"main.tf": "resource \"aws_net\" \"a\" {}\nlocals {\n  x = 1\n}\n" +
			"output \"net\" {\n  value = aws_net.a\n}\noutput \"x\" {\n  value = local.x\n}\noutput \"y\" {\n  value = 1\n}\noutput \"none\" {\n}\n",
		"main_override.tf": "resource \"aws_net\" \"a\" {\n  count = 2\n}\nlocals {\n  x = \"one\"\n}\noutput \"y\" {\n  value = true\n}\n",
		"more.tf.json":     `{"output": {"j": {"value": "${local.x}"}}}`,
		"broken.tf":        "output \"z\" {\n",
	})
	got := New(nets{}, nil).Folder(dir).Outputs
	want := "j: any\nnet: list(" + contract.TypeText(net) + ")\nnone: any\nx: string\ny: bool"
	delete(got, "z")
	if d := cmp.Diff(want, said(got)); d != "" {
		t.Error(d)
	}
	if got := New(nil, nil).Folder(filepath.Join(dir, "nowhere")); len(got.Outputs) > 0 || got.Lacking {
		t.Errorf("of no folder: %v", got)
	}
}

// What a schema would tell that is not here is told apart from what nobody can
// know.
func TestLacking(t *testing.T) {
	t.Parallel()
	const needs = "terraform {\n  required_providers {\n    lacking = { source = \"acme/lacking\" }\n  }\n}\n"
	for text, lacks := range map[string]bool{
		"resource \"lacking_x\" \"x\" {}\noutput \"o\" {\n  value = lacking_x.x.id\n}\n":                     true,
		"resource \"lacking_x\" \"x\" {}\noutput \"o\" {\n  value = 1\n}\n":                                  false,
		"resource \"null_resource\" \"x\" {}\noutput \"o\" {\n  value = null_resource.x.id\n}\n":             false,
		"module \"m\" {\n  source = \"./m\"\n}\noutput \"o\" {\n  value = module.m.id\n}\n":                  true,
		"variable \"v\" {\n  type = string\n}\noutput \"o\" {\n  value = var.v\n}\n":                         false,
		"resource \"aws_net\" \"x\" {\n  provider = lacking\n}\noutput \"o\" {\n  value = aws_net.x.id\n}\n": true,
	} {
		dir := write(t, map[string]string{"main.tf": needs + text, "m/main.tf": needs + "resource \"lacking_x\" \"x\" {}\noutput \"id\" {\n  value = lacking_x.x.id\n}\n"})
		if got := New(nets{}, nil).Folder(dir).Lacking; got != lacks {
			t.Errorf("%s: %t", text, got)
		}
	}
}
