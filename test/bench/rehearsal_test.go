package bench

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terrace-cloud/terrace/internal/usage"
)

// took is what a program and all that it started took.
type took struct {
	cpu, wall float64 // seconds
	mib       int64   // all processes together, at most
	ours      float64 // seconds of the CPU that Terrace and its provider took of it, where they stood before
	out       []byte
}

func (t took) row() string { return fmt.Sprintf("%.1f | %.1f | %d", t.cpu, t.wall, t.mib) }

// watch runs a program and everything that comes of it.
func watch(b *testing.B, dir string, env []string, program string, args ...string) took {
	b.Helper()
	cmd := exec.Command(program, args...)
	var out, trouble bytes.Buffer
	cmd.Dir, cmd.Env, cmd.Stdout, cmd.Stderr = dir, env, &out, &trouble
	start := time.Now()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	m := usage.Watch(cmd.Process.Pid, 250*time.Millisecond)
	err := cmd.Wait()
	t := took{wall: time.Since(start).Seconds(), out: out.Bytes()}
	if c := m.Stop(); c != nil {
		t.mib = c.Memory >> 20
	}
	if err != nil {
		b.Fatalf("%s %s: %v\n%s\n%s", program, strings.Join(args, " "), err, tail(trouble.Bytes()), tail(t.out))
	}
	t.cpu = (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
	return t
}

func tail(b []byte) []byte { return b[max(0, len(b)-2000):] }

// tool is a program that the environment names.
func tool(b *testing.B, name string) string {
	b.Helper()
	path := os.Getenv(name)
	if path == "" {
		b.Skip(name + " names no tool: `make bench-rehearsal` sets it")
	}
	return path
}

func program(b *testing.B) string {
	b.Helper()
	bin := filepath.Join(b.TempDir(), "terrace")
	run(b, "../..", nil, "go", "build", "-o", bin, "./cmd/terrace")
	return bin
}

// place is a repository with copies of folders of this one.
func place(b *testing.B, folders map[string]string) string {
	b.Helper()
	top, err := filepath.EvalSymlinks(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	for to, from := range folders {
		if err := os.CopyFS(filepath.Join(top, to), os.DirFS(filepath.Join("../..", from))); err != nil {
			b.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Join(top, ".git"), 0o700); err != nil { // the top; not for git itself
		b.Fatal(err)
	}
	return top
}

var estate = map[string]string{"infrastructure": "infrastructure", "test/mirror": "test/mirror"}

// attachment is a simulated cloud that stays, with what children of it get to see.
type attachment struct {
	env []string
	cmd *exec.Cmd
}

// attach keeps a cloud at hand while the benchmark runs commands of its own.
func attach(b *testing.B, terrace, top string) *attachment {
	b.Helper()
	cmd := exec.Command(terrace, "cloud", "exec", "--offline", "--", "sh", "-c", `env >env.part && mv env.part env.txt; read end; :`)
	cmd.Dir = top
	in, err := cmd.StdinPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { in.Close(); _ = cmd.Wait() })
	for range 600 {
		if text, err := os.ReadFile(filepath.Join(top, "env.txt")); err == nil {
			return &attachment{strings.Split(strings.TrimSpace(string(text)), "\n"), cmd}
		}
		time.Sleep(100 * time.Millisecond)
	}
	b.Fatal("no command runs in the cloud after a minute")
	return nil
}

// plain is the environment in which Terraform starts the AWS provider itself, as
// without Terrace; the state, and what the provider asks of STS, are as ever.
func (a *attachment) plain(b *testing.B) []string {
	b.Helper()
	provider := tool(b, "TERRACE_AWS_PROVIDER")
	m := regexp.MustCompile(`_v([0-9.]+)`).FindStringSubmatch(filepath.Base(provider))
	if m == nil {
		b.Skipf("%s has no version in its name", provider)
	}
	mirror := b.TempDir()
	dir := filepath.Join(mirror, "registry.terraform.io/hashicorp/aws", m[1], runtime.GOOS+"_"+runtime.GOARCH)
	config := filepath.Join(mirror, "terraform.rc")
	err := os.MkdirAll(dir, 0o700)
	if err == nil {
		err = os.Symlink(provider, filepath.Join(dir, filepath.Base(provider)))
	}
	if err == nil {
		err = os.WriteFile(config, fmt.Appendf(nil, "provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", mirror), 0o600)
	}
	if err != nil {
		b.Fatal(err)
	}
	env := slices.DeleteFunc(slices.Clone(a.env), func(v string) bool {
		return strings.HasPrefix(v, "TF_REATTACH_PROVIDERS=") || strings.HasPrefix(v, "TF_CLI_CONFIG_FILE=")
	})
	return append(env, "TF_CLI_CONFIG_FILE="+config)
}

// warm runs a command on the provider that stands, and counts what that and
// Terrace do for it.
func (a *attachment) warm(b *testing.B, dir, program string, args ...string) took {
	b.Helper()
	m := usage.Watch(a.cmd.Process.Pid, 250*time.Millisecond)
	t := watch(b, dir, a.env, program, args...)
	if c := m.Stop(); c != nil {
		t.ours = c.CPU
		t.cpu += c.CPU
		t.mib += c.Memory >> 20
	}
	return t
}

// apart makes an environment whose Terraform notes the time of its plans, of it
// and of what it starts, without Terragrunt around it and init before it.
func apart(b *testing.B, env []string) ([]string, func() float64) {
	b.Helper()
	dir := b.TempDir()
	wrapper, note := filepath.Join(dir, "terraform"), filepath.Join(dir, "times")
	script := fmt.Sprintf("#!/bin/sh\n%q \"$@\"\ncode=$?\n[ \"$1\" = plan ] && times >%q\nexit $code\n", tool(b, "TERRACE_TERRAFORM"), note)
	if err := os.WriteFile(wrapper, []byte(script), 0o700); err != nil {
		b.Fatal(err)
	}
	return append(slices.Clone(env), "TG_TF_PATH="+wrapper), func() float64 {
		text, err := os.ReadFile(note)
		if err != nil {
			b.Fatal(err)
		}
		f := strings.Fields(string(text)) // of the shell, then of its children: user, system
		sum := time.Duration(0)
		for _, x := range f[len(f)-2:] {
			d, err := time.ParseDuration(x)
			if err != nil {
				b.Fatal(err)
			}
			sum += d
		}
		return sum.Seconds()
	}
}

const vpc, logs = "infrastructure/dev/eu-central-1/network/vpc", "infrastructure/dev/eu-central-1/storage/s3-logs"

// BenchmarkRehearsalPeer runs Terragrunt with the AWS provider started anew by
// each Terraform, and beside it with the one that Terrace keeps warm: on the unit
// of a network, and on six small units.
func BenchmarkRehearsalPeer(b *testing.B) {
	terragrunt, terrace := tool(b, "TERRACE_TERRAGRUNT"), program(b)
	var doc strings.Builder
	row := func(what, how string, t took) { fmt.Fprintf(&doc, "| %s | %s | %s |\n", what, how, t.row()) }
	fmt.Fprint(&doc, "| what | how | CPU s | wall s | MiB |\n|---|---|---|---|---|\n")
	b.Run("vpc", func(b *testing.B) {
		for b.Loop() {
			top := place(b, estate)
			watch(b, top, os.Environ(), terrace, "rehearse", "--offline", "--json", vpc)
			both := watch(b, top, os.Environ(), terrace, "rehearse", "--offline", "--plan-only", vpc)
			less := watch(b, top, os.Environ(), terrace, "rehearse", "--offline", "--plan-only", logs)
			one := both.cpu - less.cpu
			a := attach(b, terrace, top)
			dir := filepath.Join(top, ".terrace/.terraform/tree", vpc)
			commands := [][]string{{"validate"}, {"plan", "-refresh=false", "-lock=false"}}
			env, times := apart(b, a.env)
			a.env = env
			for _, c := range commands {
				args := append([]string{"run", "--working-dir", dir, "--"}, c...)
				a.warm(b, dir, terragrunt, args...) // the first time it initialises
				t := a.warm(b, dir, terragrunt, args...)
				row("VPC unit, "+c[0], "attached", t)
				if c[0] == "plan" {
					fmt.Fprintf(&doc, "| VPC unit, plan without Terragrunt and init | attached | %.1f | | |\n", times()+t.ours)
					b.ReportMetric(times()+t.ours, "attached-plan-cpu-s")
				}
			}
			plain, times := apart(b, a.plain(b))
			for _, c := range commands {
				args := append([]string{"run", "--working-dir", dir, "--"}, c...)
				watch(b, dir, plain, terragrunt, args...)
				row("VPC unit, "+c[0], "plain", watch(b, dir, plain, terragrunt, args...))
			}
			fmt.Fprintf(&doc, "| VPC unit, plan without Terragrunt and init | plain | %.1f | | |\n", times())
			row("key, bucket and VPC unit, plan", fmt.Sprintf("`rehearse --plan-only`, from its start to its end; %.1f CPU s of it for the VPC unit", one), both)
			b.ReportMetric(one, "vpc-unit-cpu-s")
		}
	})
	b.Run("six", func(b *testing.B) {
		for b.Loop() {
			top := place(b, map[string]string{".": "test/estates/six"})
			watch(b, top, os.Environ(), terrace, "rehearse", "--offline", "--json")
			row("six units, plan", "`rehearse --plan-only --parallelism 4`, from its start to its end", watch(b, top, os.Environ(), terrace, "rehearse", "--offline", "--plan-only", "--parallelism", "4"))
			a := attach(b, terrace, top)
			plain := a.plain(b)
			for _, way := range []struct {
				name string
				run  func(args ...string) took
			}{
				{"attached", func(args ...string) took { return a.warm(b, top, terragrunt, args...) }},
				{"plain", func(args ...string) took { return watch(b, top, plain, terragrunt, args...) }},
			} {
				all := []string{"run", "--all", "--parallelism", "4", "--working-dir", top, "--"}
				way.run(append(all, "validate")...) // the first time it initialises
				row("six units, plan", way.name, way.run(append(all, "plan", "-refresh=false", "-lock=false")...))
			}
		}
	})
	if *write {
		keep(b, "measurements/rehearsal.md", "peer", doc.String())
	}
}

// slice are the sixteen units that a service needs at least.
var slice = strings.Fields(`global/dns/zone eu-central-1/security/kms eu-central-1/storage/s3-logs eu-central-1/network/vpc
	eu-central-1/network/security-groups eu-central-1/network/endpoints eu-central-1/monitoring/log-groups eu-central-1/security/acm
	eu-central-1/security/waf eu-central-1/network/alb eu-central-1/network/alb-listeners eu-central-1/compute/service-discovery
	eu-central-1/compute/ecr eu-central-1/compute/ecs-cluster eu-central-1/compute/ecs-service-api eu-central-1/compute/ecs-service-worker`)

// BenchmarkRehearsalEstate applies and plans again, from an empty cloud.
func BenchmarkRehearsalEstate(b *testing.B) {
	tool(b, "TERRACE_TERRAGRUNT")
	terrace := program(b)
	var doc strings.Builder
	fmt.Fprint(&doc, "| what | units | resources | CPU s | wall s | MiB |\n|---|---|---|---|---|---|\n")
	var dirs []string
	for _, u := range slice {
		dirs = append(dirs, "infrastructure/dev/"+u)
	}
	for _, k := range []struct {
		name, what string
		dirs       []string
	}{
		{"slice", "sixteen units of dev, and what they need", dirs},
		{"production", "production: two regions", []string{"infrastructure/production"}},
	} {
		b.Run(k.name, func(b *testing.B) {
			for b.Loop() {
				t := watch(b, place(b, estate), os.Environ(), terrace, append([]string{"rehearse", "--offline", "--json"}, k.dirs...)...)
				var d struct {
					Units     []any
					Resources int
					Settled   bool
				}
				lines := bytes.Split(bytes.TrimSpace(t.out), []byte("\n"))
				if err := json.Unmarshal(lines[len(lines)-1], &d); err != nil || !d.Settled {
					b.Fatalf("it does not settle: %v", err)
				}
				fmt.Fprintf(&doc, "| %s | %d | %d | %s |\n", k.what, len(d.Units), d.Resources, t.row())
				b.ReportMetric(t.cpu, "cpu-s")
				b.ReportMetric(float64(t.mib), "MiB")
			}
		})
	}
	if *write {
		keep(b, "measurements/rehearsal.md", "estate", doc.String())
	}
}
