package affected

import "testing"

func TestClasses(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]Class{
		"dev/vpc/terragrunt.hcl": Configuration, "root.hcl": Configuration, "a/terragrunt.hcl.json": Configuration,
		"live/terragrunt.stack.hcl": Stack, "live/a/terragrunt.values.hcl": Stack,
		"modules/x/main.tf": Module, "modules/x/main.tf.json": Module, "dev/common.tfvars": Module, "x.tofu": Module,
		"dev/vpc/.terraform.lock.hcl": Lock, ".terraform.lock.hcl": Lock,
		"terrace.yaml": Tool, ".terraform-version": Tool, "live/.terragrunt-version": Tool, ".tool-versions": Tool,
		"mise.toml": Tool, ".mise.local.toml": Tool, ".config/mise/config.toml": Tool, ".opentofu-version": Tool,
		".github/workflows/ci.yml": Workflow, ".github/actions/x/action.yml": Workflow, ".gitlab-ci.yml": Workflow, "atlantis.yaml": Workflow,
		"README.md": Document, "docs/x.png": Document, "LICENSE": Document,
		"policy.json": Other, "scripts/run.sh": Other, "a/docs/x.png": Other, "myterrace.yaml.bak": Other,
	} {
		if got, _ := classOf(&Change{Path: name}, false); got != want {
			t.Errorf("%s is %s, not %s", name, got, want)
		}
	}
}

// A file that names many tools counts only for those that run units.
func TestEngineChanged(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		file, before, after string
		want                bool
	}{
		{".terraform-version", "1.11.3\n", "1.11.4\n", true},
		{".tool-versions", "terraform 1.11.3\nnodejs 20\n", "terraform 1.11.3\nnodejs 22\n", false},
		{".tool-versions", "terraform 1.11.3 # ours\n", "terraform 1.11.3\n", false},
		{".tool-versions", "terraform 1.11.3\n", "terraform 1.11.4\n", true},
		{"mise.toml", "[tools]\nnode = '1'\n", "[tools]\nnode = '1'\n\"aqua:gruntwork-io/terragrunt\" = '1.1'\n", true},
		{"mise.toml", "", "[tools]\nnode = '1'\n", false},
	} {
		if got := engineChanged(c.file, []byte(c.before), []byte(c.after)); got != c.want {
			t.Errorf("%s from %q to %q: %v", c.file, c.before, c.after, got)
		}
	}
	for file, want := range map[string]string{".terraform-version": ".", "live/.terragrunt-version": "live", ".config/mise/config.toml": ".", "a/mise/config.toml": "a", "a/.config/mise.toml": "a"} {
		if got := governed(file); got != want {
			t.Errorf("%s governs %s, not %s", file, got, want)
		}
	}
}
