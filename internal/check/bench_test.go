package check

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"syscall"
	"testing"
	"time"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/contract/infer"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// BenchmarkCheck reads and checks estates shaped as real ones are: a root, a
// shared file for each component, facts read from the folders above, local
// modules, dependencies. `make bench` quotes it.
func BenchmarkCheck(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(200)) // as the command does
	for _, n := range []int{180, 1000, 5000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			dir := generated(b, n)
			rules := All()
			b.ReportAllocs()
			start := cpu(b)
			for b.Loop() {
				ctx := context.Background()
				modules := infer.NewBook(nil, nil)
				e, err := estate.Load(ctx, dir, estate.Options{OpenEnv: true, OutputTypes: modules.Outputs})
				if err != nil || len(e.Units) != n {
					b.Fatal(err, len(e.Units))
				}
				in, err := rule.Read(ctx, e, dir, modules)
				if err != nil {
					b.Fatal(err)
				}
				res, err := Run(ctx, in, rules, today)
				if err != nil || len(res.Findings) == 0 {
					b.Fatal(err)
				}
				for _, f := range res.Findings {
					if f.Rule == Evaluation {
						b.Fatal(f)
					}
				}
			}
			b.ReportMetric((cpu(b)-start).Seconds()/float64(b.N), "cpu-s/op")
		})
	}
}

// cpu gives the time that this process has spent computing.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// generated writes an estate of n units: thirty components in each region, two
// regions in each environment.
func generated(b *testing.B, n int) string {
	b.Helper()
	const perRegion = 30
	read := func(name string) string {
		return fmt.Sprintf("read_terragrunt_config(find_in_parent_folders(%q)).locals", name)
	}
	facts := "  account = " + read("account.hcl") + "\n  env = " + read("env.hcl") + "\n  region = " + read("region.hcl") + "\n"
	files := map[string]string{
		".git/HEAD": "ref: refs/heads/main\n",
		"root.hcl": "locals {\n" + facts + "}\n" + `
remote_state {
  backend  = "s3"
  generate = { path = "backend.tf", if_exists = "overwrite_terragrunt" }
  config = {
    bucket  = "states-${local.account.id}-${local.region.name}"
    key     = "${path_relative_to_include()}/terraform.tfstate"
    region  = local.region.name
    encrypt = true
  }
}
generate "provider" {
  path      = "provider.tf"
  if_exists = "overwrite_terragrunt"
  contents  = "provider \"aws\" {\n  region = \"${local.region.name}\"\n  allowed_account_ids = [\"${local.account.id}\"]\n}\n"
}
`}
	for c := range perRegion {
		deps, inputs := "", ""
		for _, d := range []int{c - 1, c - 2} {
			if d >= 0 {
				deps += fmt.Sprintf("dependency \"c%d\" {\n  config_path = \"${local.here}/c%d\"\n}\n", d, d)
				inputs += fmt.Sprintf("  from_%d = dependency.c%d.outputs.id\n", d, d)
			}
		}
		for i := range 20 {
			inputs += fmt.Sprintf("  in_%d = \"${local.env.name}-%d\"\n", i, i)
		}
		source := "tfr:///terraform-aws-modules/s3-bucket/aws?version=4.11.0"
		if c%2 == 0 {
			source = fmt.Sprintf("${dirname(find_in_parent_folders(\"root.hcl\"))}/modules/m%d", c)
			files[fmt.Sprintf("modules/m%d/main.tf", c)] = module()
		}
		files[fmt.Sprintf("_envcommon/c%d.hcl", c)] = "terraform {\n  source = \"" + source + "\"\n}\nlocals {\n" + facts +
			"  here = dirname(find_in_parent_folders(\"region.hcl\"))\n}\n" + deps + "inputs = {\n" + inputs +
			"  bucket = \"b-${local.env.name}-${local.region.name}\"\n  tags = { Environment = local.env.name }\n}\n"
	}
	for i := range n {
		env, region := fmt.Sprintf("dev%d", i/(perRegion*2)), []string{"eu-central-1", "ap-southeast-1"}[i/perRegion%2]
		files[env+"/account.hcl"] = "locals {\n  id = \"210987654321\"\n}\n"
		files[env+"/env.hcl"] = fmt.Sprintf("locals {\n  name = %q\n}\n", env)
		files[env+"/"+region+"/region.hcl"] = fmt.Sprintf("locals {\n  name = %q\n}\n", region)
		files[fmt.Sprintf("%s/%s/c%d/terragrunt.hcl", env, region, i%perRegion)] = `include "root" {
  path = find_in_parent_folders("root.hcl")
}
include "common" {
  path = "${dirname(find_in_parent_folders("root.hcl"))}/_envcommon/${basename(get_terragrunt_dir())}.hcl"
}
`
	}
	dir := b.TempDir()
	for name, text := range files {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	return dir
}

// module is a local module with a few resources of the kinds that rules ask.
func module() string {
	out := ""
	for i := range 20 {
		out += fmt.Sprintf("variable \"in_%d\" {\n  type = string\n}\n", i)
	}
	for i := range 8 {
		out += fmt.Sprintf(`
resource "aws_cloudwatch_log_group" "g%d" {
  name              = "/app/${var.in_%d}"
  retention_in_days = 30
}

resource "aws_security_group" "s%d" {
  name = "s-${var.in_%d}"

  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
`, i, i, i, i)
	}
	return out
}
