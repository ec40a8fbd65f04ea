package awsfront

import (
	"path/filepath"
	"strings"
	"testing"
)

// estate is two units, the second of which reads the first one's output.
var estate = map[string]string{
	"root.hcl": `
remote_state {
  backend  = "s3"
  generate = { path = "backend.tf", if_exists = "overwrite_terragrunt" }
  config = {
    bucket              = "` + stateBucket + `"
    key                 = "${path_relative_to_include()}/terraform.tfstate"
    region              = "eu-central-1"
    encrypt             = true
    use_lockfile        = true
    allowed_account_ids = ["111122223333"]
  }
}
`,
	"a/terragrunt.hcl": `include "root" { path = find_in_parent_folders("root.hcl") }`,
	"a/main.tf":        `output "word" { value = "from a" }`,
	"b/terragrunt.hcl": `
include "root" { path = find_in_parent_folders("root.hcl") }
dependency "a" { config_path = "../a" }
inputs = { word = "${dependency.a.outputs.word} in ${get_aws_account_id()}" }
`,
	"b/main.tf": `
variable "word" {}
resource "terraform_data" "it" { input = var.word }
output "word" { value = terraform_data.it.output }
`,
}

func TestTerragruntReadsDependenciesFromHere(t *testing.T) {
	t.Parallel()
	terraform := tool(t, "TERRACE_TERRAFORM", "terraform")
	terragrunt := tool(t, "TERRACE_TERRAGRUNT", "terragrunt-1.1.0")
	f, dir := start(t), t.TempDir()
	for name, text := range estate {
		write(t, filepath.Join(dir, name), text)
	}
	env := childEnv(t, f, account, "TG_TF_PATH="+terraform, "TG_NON_INTERACTIVE=true", "TG_NO_COLOR=true")

	must(t, filepath.Join(dir, "a"), env, terragrunt, "run", "--backend-bootstrap", "--", "apply", "-auto-approve")
	if s := f.Stats(); len(s.Refused) != 0 || s.Answered["s3 PUT Bucket"] != 0 {
		t.Errorf("a bucket that stands needs nothing: refused %v, answered %v", s.Refused, s.Answered)
	}

	before := f.Stats().Answered["s3 GET Object"]
	out := must(t, filepath.Join(dir, "b"), env, terragrunt, "render", "--format", "json", "--dependency-fetch-output-from-state")
	if !strings.Contains(out, "from a in "+account) {
		t.Errorf("inputs of b: %s", out)
	}
	if n := f.Stats().Answered["s3 GET Object"] - before; n != 1 {
		t.Errorf("%d objects read for one dependency; Terragrunt's own client reads one", n)
	}
	env = append(env, "TG_DEPENDENCY_FETCH_OUTPUT_FROM_STATE=true")
	must(t, dir, env, terragrunt, "run", "--all", "--", "apply", "-auto-approve")
	state, ok, err := f.State(stateBucket, "b/terraform.tfstate")
	if err != nil || !ok || !strings.Contains(string(state), "from a in "+account) {
		t.Errorf("state of b: %s, %v", state, err)
	}
	must(t, filepath.Join(dir, "b"), env, terragrunt, "run", "--", "plan", "-detailed-exitcode")
	t.Log(f.Stats())
	if s := f.Stats(); len(s.Refused) != 0 {
		t.Errorf("refused %v", s.Refused)
	}
}

func TestTerragruntAssumesARole(t *testing.T) {
	t.Parallel()
	terraform := tool(t, "TERRACE_TERRAFORM", "terraform")
	terragrunt := tool(t, "TERRACE_TERRAGRUNT", "terragrunt-1.1.0")
	f, dir := start(t), t.TempDir()
	for name, text := range estate {
		write(t, filepath.Join(dir, name), text)
	}
	write(t, filepath.Join(dir, "a/terragrunt.hcl"), estate["a/terragrunt.hcl"]+`
iam_role = "arn:aws:iam::111122223333:role/path/deploy"
`)
	env := childEnv(t, f, "444455556666", "TG_TF_PATH="+terraform, "TG_NON_INTERACTIVE=true", "TG_NO_COLOR=true")
	must(t, filepath.Join(dir, "a"), env, terragrunt, "run", "--", "apply", "-auto-approve")
	if s := f.Stats(); s.Answered["sts AssumeRole"] == 0 || len(s.Refused) != 0 {
		t.Errorf("answered %v, refused %v", s.Answered, s.Refused)
	}
}
