package infrastructure

import (
	"os"
	"os/exec"
	"testing"
)

// The tools themselves find nothing to say about form, nor, of Terragrunt in
// strict mode, about what is outdated.
func TestTheToolsAgree(t *testing.T) {
	t.Parallel()
	terraform, terragrunt := tool(t, "TERRACE_TERRAFORM"), tool(t, "TERRACE_TERRAGRUNT")
	for name, c := range map[string]struct {
		long bool
		args []string
	}{
		"terraform fmt":           {false, []string{terraform, "fmt", "-check", "-diff", "-recursive"}},
		"terragrunt hcl fmt":      {false, []string{terragrunt, "hcl", "fmt", "--check", "--diff"}},
		"terragrunt hcl validate": {true, []string{terragrunt, "hcl", "validate", "--strict-mode"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if c.long && testing.Short() {
				t.Skip("every unit in turn takes half a minute; not in -short")
			}
			cmd := exec.Command(c.args[0], c.args[1:]...)
			home := t.TempDir()
			cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home, "TMPDIR=" + home, "TG_DOWNLOAD_DIR=" + home,
				"TG_TF_PATH=" + terraform, "TG_NO_COLOR=true", "TG_NO_TIPS=true", "CHECKPOINT_DISABLE=1"}
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", name, err, out)
			}
		})
	}
}

func tool(t *testing.T, variable string) string {
	t.Helper()
	path := os.Getenv(variable)
	if path == "" {
		t.Skip(variable + " names no tool: `make test` sets it")
	}
	return path
}
