// Package estatetest makes estates for tests and benchmarks.
package estatetest

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// Dir is a folder that a test may fill, without links in its path.
func Dir(t testing.TB) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// Write puts files below a folder; the keys are paths.
func Write(t testing.TB, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

const read = `read_terragrunt_config(find_in_parent_folders("%s")).locals`

// Files makes an estate of n units, shaped as real ones are: a root, a shared
// file for each component, facts read from the folders above, and each unit fed
// by the two before it in its region. The keys are paths.
func Files(n int) map[string]string {
	const perRegion = 30
	facts := "  org = " + fmt.Sprintf(read, "organization.hcl") + "\n  account = " + fmt.Sprintf(read, "account.hcl") +
		"\n  env = " + fmt.Sprintf(read, "env.hcl") + "\n  region = " + fmt.Sprintf(read, "region.hcl") + "\n"
	files := map[string]string{
		".git/HEAD":        "ref: refs/heads/main\n",
		"organization.hcl": "locals {\n  name = \"acme\"\n}\n",
		"root.hcl": "locals {\n" + facts + "  unit = path_relative_to_include()\n}\n" + `
remote_state {
  backend  = "s3"
  generate = { path = "backend.tf", if_exists = "overwrite_terragrunt" }
  config = {
    bucket = "${local.org.name}-${local.account.id}-${local.region.name}"
    key    = "${local.unit}/terraform.tfstate"
    region = local.region.name
  }
}
generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite_terragrunt"
  contents  = "provider \"aws\" { region = \"${local.region.name}\" }"
}
exclude {
  if      = local.env.protected
  actions = ["destroy"]
}
`,
	}
	for c := range perRegion {
		deps, inputs := "", ""
		for _, d := range []int{c - 1, c - 2} {
			if d >= 0 {
				deps += fmt.Sprintf("dependency \"c%d\" {\n  config_path = \"${local.here}/c%d\"\n}\n", d, d)
				inputs += fmt.Sprintf("  from_%d = dependency.c%d.outputs.id\n", d, d)
			}
		}
		for i := range 20 {
			inputs += fmt.Sprintf("  in_%d = \"${local.org.name}-${local.env.name}-%d\"\n", i, i)
		}
		files[fmt.Sprintf("_envcommon/c%d.hcl", c)] = "terraform {\n  source = \"tfr:///acme/c/aws?version=1.0.0\"\n}\nlocals {\n" + facts +
			"  here = dirname(find_in_parent_folders(\"region.hcl\"))\n}\n" + deps + "inputs = {\n" + inputs +
			"  subnets = [for i in range(3) : cidrsubnet(local.env.cidr, 4, i)]\n  tags = merge({ Name = local.region.name }, local.env.tags)\n}\n"
	}
	for i := range n {
		env, region := fmt.Sprintf("env%d", i/(perRegion*2)), fmt.Sprintf("region%d", i/perRegion%2)
		files[env+"/account.hcl"] = "locals {\n  id = \"111111111111\"\n}\n"
		files[env+"/env.hcl"] = fmt.Sprintf("locals {\n  name = %q\n  protected = false\n  cidr = \"10.0.0.0/16\"\n  tags = { Environment = %q }\n}\n", env, env)
		files[env+"/"+region+"/region.hcl"] = fmt.Sprintf("locals {\n  name = %q\n}\n", region)
		files[fmt.Sprintf("%s/%s/c%d/terragrunt.hcl", env, region, i%perRegion)] = `include "root" {
  path = find_in_parent_folders("root.hcl")
}
include "common" {
  path = "${dirname(find_in_parent_folders("root.hcl"))}/_envcommon/${basename(get_terragrunt_dir())}.hcl"
}
`
	}
	return files
}
