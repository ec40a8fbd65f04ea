package estate

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// write puts files below a new folder; the keys are paths.
func write(t testing.TB, files map[string]string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	writeTo(t, dir, files)
	return dir
}

func writeTo(t testing.TB, dir string, files map[string]string) {
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

// generated writes an estate of n units, shaped as real ones are: a root, a
// shared file for each component, facts read from the folders above, and each
// unit fed by the two before it in its region.
func generated(t testing.TB, n int) string {
	t.Helper()
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
	return write(t, files)
}

// sizes are the numbers of units that benchmarks run with.
var sizes = []int{180, 1000, 5000, 10000}

// each runs a benchmark at every size and reports the time spent computing.
func each(b *testing.B, prepare func(b *testing.B, dir string) func() (*Estate, error)) {
	for _, n := range sizes {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			run := prepare(b, generated(b, n))
			b.ReportAllocs()
			start := cpu(b)
			for b.Loop() {
				e, err := run()
				if err != nil || len(e.Units) != n || e.Findings.HasErrors() {
					b.Fatalf("%v, %d units, %v", err, len(e.Units), e.Findings)
				}
			}
			b.ReportMetric((cpu(b)-start).Seconds()/float64(b.N), "cpu-s/op")
			b.ReportMetric(0, "ns/op") // of a machine that others use too
		})
	}
}

// BenchmarkLoad evaluates all units, with nothing remembered.
func BenchmarkLoad(b *testing.B) {
	each(b, func(b *testing.B, dir string) func() (*Estate, error) {
		return func() (*Estate, error) { return Load(b.Context(), dir, Options{}) }
	})
}

// BenchmarkOutline gives the outlines of all units, with nothing remembered,
// and remembers them.
func BenchmarkOutline(b *testing.B) {
	each(b, func(b *testing.B, dir string) func() (*Estate, error) {
		return func() (*Estate, error) {
			c := NewCache(b.TempDir(), "1")
			e, err := Outline(b.Context(), dir, Options{}, c)
			if err == nil {
				err = c.Save()
			}
			return e, err
		}
	})
}

// BenchmarkOutlineCached gives them from the file of a cache, after one unit
// has changed.
func BenchmarkOutlineCached(b *testing.B) {
	each(b, func(b *testing.B, dir string) func() (*Estate, error) {
		folder := b.TempDir()
		c := NewCache(folder, "1")
		if _, err := Outline(b.Context(), dir, Options{}, c); err != nil {
			b.Fatal(err)
		}
		if err := c.Save(); err != nil {
			b.Fatal(err)
		}
		writeTo(b, dir, map[string]string{"env0/region0/c1/terragrunt.hcl": "include \"root\" {\n  path = find_in_parent_folders(\"root.hcl\")\n}\nterraform {\n  source = \"tfr:///a/b/c\"\n}\n"})
		return func() (*Estate, error) { return Outline(b.Context(), dir, Options{}, NewCache(folder, "1")) }
	})
}

// BenchmarkParse parses every file of the estate and does nothing else: what
// evaluating is measured against.
func BenchmarkParse(b *testing.B) {
	each(b, func(b *testing.B, dir string) func() (*Estate, error) {
		return func() (*Estate, error) {
			e := &Estate{}
			return e, filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
				if err != nil || filepath.Ext(p) != ".hcl" {
					return err
				}
				src, err := os.ReadFile(p)
				if err != nil {
					return err
				}
				if f, ds := hclsyntax.ParseConfig(src, p, hcl.InitialPos); ds.HasErrors() || f == nil {
					return ds
				}
				if d.Name() == "terragrunt.hcl" {
					e.Units = append(e.Units, nil)
				}
				return nil
			})
		}
	})
}

// cpu gives the time that this process has spent computing.
func cpu(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
