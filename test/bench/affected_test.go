// Package bench measures the program as its users run it: as a process, with
// the time that it and git compute, and the most memory that it holds.
package bench

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"

	"github.com/terrace-cloud/terrace/internal/estate/estatetest"
)

var write = flag.Bool("write", false, "write the figures into the documents")

// cost is what one run took.
type cost struct {
	cpu float64 // seconds of the process and of those that it started
	mib int64   // most memory of one of them
	out []byte
}

func run(b *testing.B, dir string, env []string, program string, args ...string) cost {
	b.Helper()
	cmd := exec.Command(program, args...)
	var out, trouble bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr, cmd.Env = dir, &out, &trouble, append(os.Environ(), env...)
	if err := cmd.Run(); err != nil {
		b.Fatalf("%s %s: %v\n%s", program, strings.Join(args, " "), err, trouble.String())
	}
	u := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	kib := int64(u.Maxrss)
	if runtime.GOOS == "darwin" {
		kib /= 1024
	}
	return cost{cmd.ProcessState.UserTime().Seconds() + cmd.ProcessState.SystemTime().Seconds(), kib / 1024, out.Bytes()}
}

// repository writes an estate of n units and commits it.
func repository(b *testing.B, n int) string {
	b.Helper()
	dir := estatetest.Dir(b)
	files := estatetest.Files(n)
	delete(files, ".git/HEAD")
	files["module/main.tf"] = "output \"id\" {\n  value = 1\n}\n"
	estatetest.Write(b, dir, files)
	for _, args := range [][]string{{"init", "-q", "-b", "main"}, {"add", "-A"}, {"commit", "-qm", "all"}} {
		run(b, dir, identity, "git", args...)
	}
	return dir
}

var identity = []string{"GIT_AUTHOR_NAME=t", "GIT_AUTHOR_EMAIL=t@example.com", "GIT_COMMITTER_NAME=t", "GIT_COMMITTER_EMAIL=t@example.com"}

// edits are the changes that are asked about: one unit, an environment, everything.
var edits = []struct{ name, file string }{
	{"one unit", "env0/region0/c14/terragrunt.hcl"}, {"one environment", "env0/env.hcl"}, {"everything", "root.hcl"},
}

// BenchmarkAffected asks what uncommitted edits touch, with nothing remembered,
// and with the base remembered from an answer before the edit.
func BenchmarkAffected(b *testing.B) {
	bin := build(b)
	var doc strings.Builder
	fmt.Fprintf(&doc, "| units | edit | touched | nothing remembered: CPU s / MiB | base remembered: CPU s / MiB |\n|---|---|---|---|---|\n")
	for _, n := range []int{180, 1000, 5000, 10000} {
		dir := repository(b, n)
		warm := "TERRACE_CACHE=" + b.TempDir()
		run(b, dir, []string{warm}, bin, "affected")
		for _, e := range edits {
			b.Run(fmt.Sprintf("%d/%s", n, strings.ReplaceAll(e.name, " ", "-")), func(b *testing.B) {
				edit(b, filepath.Join(dir, e.file), "\n# edited\n")
				defer run(b, dir, nil, "git", "checkout", "-q", "--", ".")
				saved := copyOf(b, strings.TrimPrefix(warm, "TERRACE_CACHE="))
				var cold, cached cost
				for b.Loop() {
					cold = run(b, dir, []string{"TERRACE_CACHE=" + b.TempDir()}, bin, "affected", "--json")
					cached = run(b, dir, []string{"TERRACE_CACHE=" + saved()}, bin, "affected", "--json")
				}
				if !bytes.Equal(cold.out, cached.out) {
					b.Fatal("the answer from the cache is another one")
				}
				touched := bytes.Count(cold.out, []byte(`"kind": "changed"`)) + bytes.Count(cold.out, []byte(`"kind": "dependent"`))
				b.ReportMetric(cold.cpu, "cold-cpu-s")
				b.ReportMetric(cached.cpu, "cached-cpu-s")
				b.ReportMetric(float64(cold.mib), "cold-MiB")
				b.ReportMetric(float64(cached.mib), "cached-MiB")
				fmt.Fprintf(&doc, "| %d | %s | %d | %.2f / %d | %.2f / %d |\n", n, e.name, touched, cold.cpu, cold.mib, cached.cpu, cached.mib)
			})
		}
		if n == 180 {
			peer(b, bin, dir, &doc)
		}
	}
	if *write {
		keep(b, "measurements-affected.md", "figures", doc.String())
	}
}

// peer asks Terragrunt the same, in the same run: the committed change of one
// unit, with and without its dependents.
func peer(b *testing.B, bin, dir string, doc *strings.Builder) {
	terragrunt := os.Getenv("TERRACE_TERRAGRUNT")
	if terragrunt == "" {
		b.Log("TERRACE_TERRAGRUNT names no Terragrunt: it is not measured beside")
		return
	}
	edit(b, filepath.Join(dir, edits[0].file), "\n# committed\n")
	run(b, dir, identity, "git", "commit", "-qam", "edit")
	for _, filter := range []string{"[HEAD~1...HEAD]", "...[HEAD~1...HEAD]"} {
		b.Run("180/terragrunt-"+strings.Trim(filter, "[]"), func(b *testing.B) {
			args := []string{"affected", "--base", "HEAD~1", "--head", "HEAD", "--json"}
			if !strings.HasPrefix(filter, "...") {
				args = append(args, "--no-dependents")
			}
			var ours, theirs cost
			for b.Loop() {
				ours = run(b, dir, []string{"TERRACE_CACHE=" + b.TempDir()}, bin, args...)
				theirs = run(b, dir, []string{"TG_TF_PATH=" + os.Getenv("TERRACE_TERRAFORM")}, terragrunt, "find", "--filter", filter, "--json")
			}
			b.ReportMetric(ours.cpu, "terrace-cpu-s")
			b.ReportMetric(theirs.cpu, "terragrunt-cpu-s")
			fmt.Fprintf(doc, "| 180 | one unit, committed; `terragrunt find --filter '%s'`: %d units, **%.2f / %d** | | %.2f / %d | |\n", filter,
				bytes.Count(theirs.out, []byte(`"path"`)), theirs.cpu, theirs.mib, ours.cpu, ours.mib)
		})
	}
	run(b, dir, nil, "git", "reset", "-q", "--hard", "HEAD~1")
}

func edit(b *testing.B, file, more string) {
	b.Helper()
	text, err := os.ReadFile(file)
	if err == nil {
		err = os.WriteFile(file, append(text, more...), 0o644)
	}
	if err != nil {
		b.Fatal(err)
	}
}

// copyOf gives a new copy of a folder at each call, so that no run profits from
// what the one before remembered.
func copyOf(b *testing.B, dir string) func() string {
	return func() string {
		to := b.TempDir()
		if err := os.CopyFS(filepath.Join(to, "c"), os.DirFS(dir)); err != nil {
			b.Fatal(err)
		}
		return filepath.Join(to, "c")
	}
}
