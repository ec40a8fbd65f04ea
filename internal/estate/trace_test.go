package estate

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// tracedFiles is an estate whose values come from far.
var tracedFiles = map[string]string{
	"env.hcl": `locals {
  name = "dev"
  services = {
    api = {
      memory = 2048
    }
  }
  secret = sensitive("s")
}
`,
	"sizes.yaml": "db:\n  disk: 20\n  zones: [a, b]\n",
	"root.hcl":   "inputs = {\n  memory = 1\n  tags = {\n    root = 1\n    both = \"root\"\n  }\n}\n",
	"common/api.hcl": `locals {
  env   = read_terragrunt_config(find_in_parent_folders("env.hcl")).locals
  which = "api"
  size  = local.env.services[local.which]
  disks = yamldecode(file("../sizes.yaml"))
}
dependency "vpc" {
  config_path = "../vpc"
}
inputs = merge({
  memory = local.size.memory
  name   = "acme-${local.env.name}"
  disk   = local.disks.db.disk
  zone   = local.disks["db"].zones[1]
  subnet = dependency.vpc.outputs.subnets[0]
  secret = local.env.secret
  pick   = local.env.name == "dev" ? local.which : "other"
  list   = [{ a = local.which }]
}, { late = try(local.env.none, local.env.name)
  sizes = { for k, s in local.env.services : k => { mib = s.memory, of = k } }
  more  = concat(["x"], [for z in local.disks.db.zones : "z-${z}" if z != "a"])
  both  = [for a in [local.which, "b"] : [for b in ["c", local.env.name] : "${a}-${b}"]]
  hid   = [for s in [local.env.secret] : { is = s }]
  set   = { for s in toset([local.which, "b"]) : s => s }
})
`,
	"vpc/terragrunt.hcl": "terraform {\n  source = \".\"\n}\n",
	"vpc/main.tf":        "",
	"api/main.tf":        "",
	"api/terragrunt.hcl": `include "root" {
  path           = "../root.hcl"
  merge_strategy = "deep"
}
include "common" {
  path   = "../common/api.hcl"
  expose = true
}
terraform {
  source = "."
}
feature "on" {
  default = true
}
inputs = {
  own  = include.common.locals.which
  on   = feature.on.value
  tags = {
    both = "unit"
  }
}
`,
}

func TestTrace(t *testing.T) {
	t.Parallel()
	dir := write(t, tracedFiles)
	u := load(t, dir, Options{}).Unit("api")
	same(t, "findings", u.Findings.Err(), nil)
	show := func(s Step) string {
		rel, _ := filepath.Rel(dir, s.Pos.File)
		out := fmt.Sprintf("%s:%d %s", filepath.ToSlash(rel), s.Pos.Line, s.Name)
		if s.Overridden {
			out += " (overridden)"
		}
		if s.Sensitive {
			return out + " = (sensitive)"
		}
		if v, known := text(s.Value); known {
			out += " = " + v
		}
		return out
	}
	common, root := `api/terragrunt.hcl:5 include "common"`, `api/terragrunt.hcl:1 include "root"`
	for path, want := range map[string][]string{
		"memory": {"root.hcl:2 inputs.memory (overridden) = 1", root + " (overridden) = 1",
			"env.hcl:5 local.services.api.memory = 2048", "common/api.hcl:2 local.env = 2048", "common/api.hcl:4 local.size = 2048", "common/api.hcl:11 inputs.memory = 2048", common + " = 2048"},
		"name":          {"env.hcl:2 local.name = dev", "common/api.hcl:2 local.env = dev", "common/api.hcl:12 inputs.name = acme-dev", common + " = acme-dev"},
		"disk":          {"sizes.yaml:2 sizes.yaml.db.disk = 20", "common/api.hcl:5 local.disks = 20", "common/api.hcl:13 inputs.disk = 20", common + " = 20"},
		"zone":          {"sizes.yaml:3 sizes.yaml.db.zones.1 = b", "common/api.hcl:5 local.disks = b", "common/api.hcl:14 inputs.zone = b", common + " = b"},
		"subnet":        {"common/api.hcl:7 dependency.vpc.outputs.subnets.0", "common/api.hcl:15 inputs.subnet", common},
		"secret":        {"env.hcl:8 local.secret = (sensitive)", "common/api.hcl:2 local.env = (sensitive)", "common/api.hcl:16 inputs.secret = (sensitive)", common + " = (sensitive)"},
		"pick":          {"common/api.hcl:3 local.which = api", "common/api.hcl:17 inputs.pick = api", common + " = api"},
		"list/0/a":      {"common/api.hcl:3 local.which = api", "common/api.hcl:18 inputs.list[0].a = api", common + " = api"},
		"late":          {"env.hcl:2 local.name = dev", "common/api.hcl:2 local.env = dev", "common/api.hcl:19 inputs.late = dev", common + " = dev"},
		"sizes/api/mib": {"env.hcl:5 local.services.api.memory = 2048", "common/api.hcl:2 local.env = 2048", "common/api.hcl:20 inputs.sizes.api.mib = 2048", common + " = 2048"},
		"more/0":        {"common/api.hcl:21 inputs.more[0] = x", common + " = x"},
		"more/1":        {"sizes.yaml:3 sizes.yaml.db.zones.1 = b", "common/api.hcl:5 local.disks = b", "common/api.hcl:21 inputs.more[1] = z-b", common + " = z-b"},
		"both/0/1": {"common/api.hcl:3 local.which = api", "common/api.hcl:22 a = api", "env.hcl:2 local.name = dev", "common/api.hcl:2 local.env = dev",
			"common/api.hcl:22 b = dev", "common/api.hcl:22 inputs.both[0][1] = api-dev", common + " = api-dev"},
		"hid/0/is":   {"env.hcl:8 local.secret = (sensitive)", "common/api.hcl:2 local.env = (sensitive)", "common/api.hcl:23 s = (sensitive)", "common/api.hcl:23 inputs.hid[0].is = (sensitive)", common + " = (sensitive)"},
		"set/b":      {"common/api.hcl:3 local.which = api", "common/api.hcl:24 inputs.set.b = b", common + " = b"},
		"own":        {"common/api.hcl:3 local.which = api", "api/terragrunt.hcl:16 inputs.own = api"},
		"on":         {"api/terragrunt.hcl:13 feature.on = true", "api/terragrunt.hcl:17 inputs.on = true"},
		"tags/root":  {"root.hcl:4 inputs.tags.root = 1", root + " = 1"},
		"tags/both":  {"root.hcl:5 inputs.tags.both (overridden) = root", root + " (overridden) = root", "api/terragrunt.hcl:19 inputs.tags.both = unit"},
		"tags/nope":  nil,
		"none":       nil,
		"memory/too": nil,
	} {
		var got []string
		for _, s := range u.Trace(strings.Split(path, "/")...) {
			got = append(got, show(s))
		}
		same(t, path, got, want)
	}
	steps := u.Trace("memory")
	same(t, "expression", steps[4].Expr, "local.env.services[local.which]")
	same(t, "place", steps[5].Pos, diag.Pos{File: filepath.Join(dir, "common/api.hcl"), Line: 11, Column: 3})
	same(t, "no path", len(u.Trace()), 0)
}

func text(v cty.Value) (string, bool) {
	c, err := convert.Convert(v, cty.String)
	if err != nil || !c.IsKnown() || c.IsNull() {
		return "", false
	}
	return c.AsString(), true
}
