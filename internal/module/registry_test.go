package module

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// nested is a mirror in which one registry module calls another.
func nested(t *testing.T) string {
	mirror := t.TempDir()
	write(t, filepath.Join(mirror, "acme"), map[string]string{
		"net/aws/1.2.0/main.tf": moduleText,
		"net/aws/1.3.0/main.tf": `variable "name" {}

module "name" {
  source  = "acme/name/aws//modules/plain"
  version = "~> 2.1"
  name    = var.name
}

resource "terraform_data" "this" {
  input = module.name.name
  provisioner "local-exec" {
    command = "exit 1"
  }
}

output "name" {
  value = terraform_data.this.output
}
`,
		"net/aws/2.0.0/main.tf":                  "this is not HCL",
		"name/aws/2.1.4/modules/plain/main.tf":   moduleText,
		"name/aws/2.1.4/STAND-IN.md":             "Stands in.\n",
		"name/aws/3.0.0-beta1/modules/p/main.tf": "",
	})
	return mirror
}

const nestedRoot = `module "net" {
  source  = "acme/net/aws"
  version = "~> 1.2"
  name    = "blue"
}

output "name" {
  value = module.net.name
}
`

// TestEngineGetsNestedModules runs a real engine against the registry: a root
// module calls a registry module, which calls another; neither needs a network.
func TestEngineGetsNestedModules(t *testing.T) {
	t.Parallel()
	for _, engine := range []string{"terraform", "tofu"} {
		t.Run(engine, func(t *testing.T) {
			t.Parallel()
			bin := os.Getenv("TERRACE_" + strings.ToUpper(engine))
			if bin == "" {
				bin = engine
			}
			if _, err := exec.LookPath(bin); err != nil {
				t.Skip(engine + " is not installed")
			}
			reg, err := Serve(t.Context(), &Resolver{Mirror: nested(t)})
			if err != nil {
				t.Fatal(err)
			}
			defer reg.Close()
			root := t.TempDir()
			write(t, root, map[string]string{"main.tf": nestedRoot})
			config := filepath.Join(t.TempDir(), "cli.tfrc")
			if err := (CLI{Registry: reg}).WriteFile(config); err != nil {
				t.Fatal(err)
			}
			for _, args := range [][]string{{"init"}, {"apply", "-auto-approve"}} {
				cmd := exec.CommandContext(t.Context(), bin, args...)
				cmd.Dir = root
				cmd.Env = childEnv(t, "TF_CLI_CONFIG_FILE="+config)
				if out, err := cmd.CombinedOutput(); err != nil {
					t.Fatalf("%s: %v\n%s\n%v", args, err, out, reg.Findings())
				}
			}
			if state := read(t, filepath.Join(root, "terraform.tfstate")); !strings.Contains(state, `"blue"`) {
				t.Error(state)
			}
			want := map[string]Level{"acme/net/aws 1.3.0": Real, "acme/name/aws 2.1.4": StandIn}
			if d := cmp.Diff(want, reg.Modules()); d != "" {
				t.Error(d)
			}
		})
	}
}

// A version that is not there is told in full by the registry, by summary in
// the engine's own words.
func TestRegistryTellsWhatIsMissing(t *testing.T) {
	t.Parallel()
	bin, err := exec.LookPath("terraform")
	if err != nil {
		t.Skip("terraform is not installed")
	}
	reg, err := Serve(t.Context(), &Resolver{Mirror: nested(t)})
	if err != nil {
		t.Fatal(err)
	}
	defer reg.Close()
	root := t.TempDir()
	write(t, root, map[string]string{"main.tf": strings.Replace(nestedRoot, "acme/net/aws", "acme/unknown/aws", 1)})
	config := filepath.Join(t.TempDir(), "cli.tfrc")
	if err := (CLI{Registry: reg}).WriteFile(config); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), bin, "init", "-no-color")
	cmd.Dir, cmd.Env = root, childEnv(t, "TF_CLI_CONFIG_FILE="+config)
	out, err := cmd.CombinedOutput()
	if err == nil || !strings.Contains(string(out), "Module not found") {
		t.Errorf("%v\n%s", err, out)
	}
	fs := reg.Findings()
	if len(fs) == 0 || !strings.Contains(fs[0].Error(), "acme/unknown/aws") {
		t.Errorf("findings: %v", fs)
	}
}

func TestCLIMergesTheUsersHosts(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, map[string]string{
		"user.tfrc": `credentials "app.terraform.io" {
  token = "secret"
}

host "registry.terraform.io" {
  services = { "providers.v1" = "https://proxy.example.org/providers/", "modules.v1" = "https://proxy.example.org/modules/" }
}

host "tf.example.org" {
  services = { "modules.v1" = "https://tf.example.org/m/" }
}
`,
		"mirror/registry.terraform.io/hashicorp/random/3.7.2/linux_amd64/x": "",
		"mirror/registry.terraform.io/hashicorp/null/x.zip":                 "",
	})
	services, err := ReadServices(filepath.Join(dir, "user.tfrc"), filepath.Join(dir, "none.tfrc"))
	if err != nil {
		t.Fatal(err)
	}
	got := string(CLI{
		Registry: &Registry{base: "http://127.0.0.1:1/s/"}, Services: services, PluginCache: "/cache", Direct: true,
		Mirrors: []string{filepath.Join(dir, "mirror"), filepath.Join(dir, "none")},
	}.Render())
	golden(t, "cli.tfrc", strings.ReplaceAll(got, dir, "DIR"))

	_, err = ReadServices(filepath.Join(dir, "user.tfrc"), broken(t))
	if err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Error(err)
	}
}

func broken(t *testing.T) string {
	dir := t.TempDir()
	write(t, dir, map[string]string{"broken.tfrc": `host "x" {`})
	return filepath.Join(dir, "broken.tfrc")
}
