package module

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// write lays files below a folder.
func write(t testing.TB, dir string, files map[string]string) {
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

func read(t *testing.T, p string) string {
	t.Helper()
	b, err := os.ReadFile(p)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestFillIsRepeatedOnlyForAnotherModule(t *testing.T) {
	t.Parallel()
	mirror, unit := t.TempDir(), t.TempDir()
	write(t, filepath.Join(mirror, "acme/net/aws"), map[string]string{
		"1.0.0/main.tf": "# one\n", "1.0.0/old.tf": "# gone in two\n", "1.0.0/examples/all/main.tf": "# never read\n",
		"2.0.0/main.tf": "# two\n", "2.0.0/modules/a/main.tf": "# a\n", "2.0.0/STAND-IN.md": "Stands in.\n",
	})
	r := &Resolver{Mirror: mirror}
	fill := func(version string) string {
		source := "tfr:///acme/net/aws?version=" + version
		res, err := r.Resolve(t.Context(), source, unit, diag.Pos{})
		if err != nil {
			t.Fatal(err)
		}
		work, err := Fill(t.Context(), unit, source, res)
		if err != nil {
			t.Fatal(err)
		}
		return work
	}

	work := fill("1.0.0")
	if got := read(t, filepath.Join(work, versionFile)); got != encode("version=1.0.0") {
		t.Errorf("version file: %q", got)
	}
	if _, err := os.Stat(filepath.Join(work, "examples")); err == nil {
		t.Error("examples are not part of a module")
	}
	// A second fill leaves the folder as Terragrunt and Terraform have it.
	write(t, work, map[string]string{"main.tf": "# edited\n", "terraform.tfstate": "{}", "backend.tf": "# generated\n"})
	if fill("1.0.0") != work || read(t, filepath.Join(work, "main.tf")) != "# edited\n" {
		t.Error("the same module was laid down twice")
	}
	if fill("2.0.0") != work || read(t, filepath.Join(work, "main.tf")) != "# two\n" {
		t.Error("the other module is missing")
	}
	if _, err := os.Stat(filepath.Join(work, "old.tf")); err == nil {
		t.Error("a file of the first module is left")
	}
	for _, kept := range []string{"terraform.tfstate", "backend.tf", initRequired} {
		if _, err := os.Stat(filepath.Join(work, kept)); err != nil {
			t.Errorf("%s: %v", kept, err)
		}
	}
	// An interrupted fill is done again.
	if err := os.Remove(filepath.Join(work, versionFile)); err != nil {
		t.Fatal(err)
	}
	write(t, work, map[string]string{"main.tf": "# half"})
	if fill("2.0.0"); read(t, filepath.Join(work, "main.tf")) != "# two\n" {
		t.Error("an interrupted fill was taken for a whole one")
	}
}

// moduleText needs no provider but Terraform's own.
const moduleText = `variable "name" {
  type = string
}

resource "terraform_data" "this" {
  input = var.name
}

output "name" {
  value = terraform_data.this.output
}
`

// TestTerragruntRunsFilledFolder holds the names against the real Terragrunt:
// with a wrong one it would go and download.
func TestTerragruntRunsFilledFolder(t *testing.T) {
	t.Parallel()
	tg := terragrunt(t)
	for _, c := range []struct{ name, source string }{
		{"root module", "tfr:///acme/net/aws?version=1.2.3"},
		{"submodule", "tfr:///acme/net/aws//modules/part?version=1.2.3"},
		{"another registry", "tfr://registry.example.org/acme/net/aws?version=1.2.3"},
		{"git", "git::https://git.example.org/acme/net.git//modules/part?ref=v1"},
		{"git in short", "github.com/acme/net//modules/part?ref=v1"},
		{"git over ssh", "git@git.example.org:acme/net.git?ref=v1"},
		{"local module", "../modules/net"},
		{"local submodule", "../modules//net"},
		{"no source", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			top, mirror := t.TempDir(), t.TempDir()
			for _, at := range []string{
				"acme/net/aws/1.2.3", "registry.example.org/acme/net/aws/1.2.3",
				"git.example.org/acme/net/v1", "github.com/acme/net/v1",
			} {
				write(t, filepath.Join(mirror, at), map[string]string{"main.tf": moduleText, "modules/part/main.tf": moduleText})
			}
			unit := filepath.Join(top, "unit")
			hcl := `inputs = { name = "blue" }` + "\n"
			if c.source != "" {
				hcl = `terraform { source = "` + c.source + `" }` + "\n" + hcl
			} else {
				write(t, unit, map[string]string{"main.tf": moduleText})
			}
			write(t, top, map[string]string{"unit/terragrunt.hcl": hcl, "modules/net/main.tf": moduleText})

			r := &Resolver{Mirror: mirror}
			res, err := r.Resolve(t.Context(), c.source, unit, diag.Pos{})
			if err != nil {
				t.Fatal(err)
			}
			work, err := Fill(t.Context(), unit, c.source, res)
			if err != nil {
				t.Fatal(err)
			}
			out := withoutNetwork(t, tg, unit, "run", "--non-interactive", "--", "apply", "-auto-approve")
			if !strings.Contains(out, "1 added") {
				t.Errorf("not applied:\n%s", out)
			}
			if state := read(t, filepath.Join(work, "terraform.tfstate")); !strings.Contains(state, `"blue"`) {
				t.Errorf("state in %s: %s", work, state)
			}
		})
	}
}

func terragrunt(t *testing.T) string {
	t.Helper()
	bin := os.Getenv("TERRACE_TERRAGRUNT")
	if bin == "" {
		t.Skip("TERRACE_TERRAGRUNT does not name a Terragrunt to try the folders with")
	}
	if _, err := exec.LookPath("terraform"); err != nil {
		t.Skip("terraform is not installed")
	}
	return bin
}

// withoutNetwork runs a command in a network namespace of its own where the
// system allows that.
func withoutNetwork(t *testing.T, bin, dir string, args ...string) string {
	t.Helper()
	if exec.Command("unshare", "-n", "true").Run() == nil {
		bin, args = "unshare", append([]string{"-n", bin}, args...)
	}
	cmd := exec.CommandContext(t.Context(), bin, args...)
	cmd.Dir = dir
	cmd.Env = childEnv(t)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

func childEnv(t *testing.T, more ...string) []string {
	return append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "CHECKPOINT_DISABLE=1", "TF_IN_AUTOMATION=1"}, more...)
}

func BenchmarkFill(b *testing.B) {
	res := vpcSized(b)
	const source = "tfr:///acme/net/aws?version=1.2.3"
	b.Run("new", func(b *testing.B) {
		top := b.TempDir()
		for i := range b.N {
			if _, err := Fill(context.Background(), filepath.Join(top, strconv.Itoa(i)), source, res); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("again", func(b *testing.B) {
		unit := b.TempDir()
		for b.Loop() {
			if _, err := Fill(context.Background(), unit, source, res); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// vpcSized makes a module with as many files and lines as a big one of the
// public registry.
func vpcSized(b *testing.B) Resolved {
	b.Helper()
	root := b.TempDir()
	files := map[string]string{}
	var all strings.Builder
	for i := range 250 {
		n := string(rune('a'+i%26)) + encode(string(rune('A'+i)))
		all.WriteString("variable \"" + n + "\" {\n  description = \"What it is for, in one line of ordinary length\"\n  type        = string\n  default     = null\n}\n\n")
		all.WriteString("resource \"terraform_data\" \"" + n + "\" {\n  count = var." + n + " == null ? 0 : 1\n  input = var." + n + "\n}\n\n")
	}
	for _, f := range []string{"main.tf", "outputs.tf", "modules/flow-log/main.tf", "modules/vpc-endpoints/main.tf"} {
		files[f] = all.String()
	}
	for _, f := range []string{"README.md", "CHANGELOG.md", "versions.tf", "LICENSE", "docs/a.md", "docs/b.md", "modules/flow-log/README.md", "modules/flow-log/versions.tf", "modules/vpc-endpoints/README.md", "examples/complete/main.tf"} {
		files[f] = "# " + f + "\n"
	}
	write(b, root, files)
	hash, err := HashDir(root)
	if err != nil {
		b.Fatal(err)
	}
	return Resolved{Root: root, Version: "1.2.3", Level: Real, Hash: hash}
}
