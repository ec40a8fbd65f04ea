// Package bench measures the program as its users run it: as a process, with
// the time that it and git compute, and the most memory that it holds.
package bench

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/terrace-cloud/terrace/internal/estate/estatetest"
)

var write = flag.Bool("write", false, "write the figures into the documents")

// cost is what one run took.
type cost struct {
	cpu float64 // seconds of the process and of those that it started
	mib int64   // most memory of one of them
	out []byte
}

// run runs a program to its end; what fails ends the benchmark, but for
// findings of check, which are an answer.
func run(b *testing.B, dir string, env []string, program string, args ...string) cost {
	b.Helper()
	c, done := within(b, time.Hour, dir, env, program, args...)
	if !done {
		b.Fatalf("%s %s does not end", program, strings.Join(args, " "))
	}
	return c
}

// within is run for a time, and tells whether the program came to its end.
func within(b *testing.B, limit time.Duration, dir string, env []string, program string, args ...string) (cost, bool) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.Context(), limit)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, args...)
	var out, trouble bytes.Buffer
	cmd.Dir, cmd.Stdout, cmd.Stderr, cmd.Env = dir, &out, &trouble, append(os.Environ(), env...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) } // it tidies up after itself
	cmd.WaitDelay = 30 * time.Second
	err := cmd.Run()
	if cmd.ProcessState == nil || ctx.Err() == nil && err != nil && !(args[0] == "check" && cmd.ProcessState.ExitCode() == 2) {
		b.Fatalf("%s %s: %v\n%s", program, strings.Join(args, " "), err, trouble.String())
	}
	u := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	kib := int64(u.Maxrss)
	if runtime.GOOS == "darwin" {
		kib /= 1024
	}
	return cost{cmd.ProcessState.UserTime().Seconds() + cmd.ProcessState.SystemTime().Seconds(), kib / 1024, out.Bytes()}, ctx.Err() == nil
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
	var doc, beside strings.Builder
	fmt.Fprintf(&doc, "| units | edit | touched | nothing remembered: CPU s / MiB | base remembered: CPU s / MiB |\n|---|---|---|---|---|\n")
	fmt.Fprintf(&beside, "| units | asked | Terragrunt: units, CPU s / MiB | Terrace: CPU s / MiB |\n|---|---|---|---|\n")
	for _, n := range sizes(b) {
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
		if n <= 1000 {
			peer(b, bin, dir, n, &beside)
		}
	}
	if *write {
		keep(b, "measurements/evaluator.md", "affected", doc.String())
		keep(b, "measurements/evaluator.md", "beside", beside.String())
	}
}

// patience is how long Terragrunt is waited for.
const patience = 2 * time.Minute

// peer asks Terragrunt the same, in the same run: the committed change of one
// unit, with and without its dependents, and the edges and reads of all units.
func peer(b *testing.B, bin, dir string, n int, doc *strings.Builder) {
	terragrunt := os.Getenv("TERRACE_TERRAGRUNT")
	if terragrunt == "" {
		b.Log("TERRACE_TERRAGRUNT names no Terragrunt: it is not measured beside")
		return
	}
	edit(b, filepath.Join(dir, edits[0].file), "\n# committed\n")
	run(b, dir, identity, "git", "commit", "-qam", "edit")
	defer run(b, dir, nil, "git", "reset", "-q", "--hard", "HEAD~1")
	changed := []string{"affected", "--base", "HEAD~1", "--head", "HEAD", "--json"}
	for _, q := range []struct {
		name         string
		theirs, ours []string
	}{
		{"all units, their edges and reads", []string{"find", "--json", "--dag", "--dependencies", "--reading"}, []string{"list", "--json"}},
		{"one unit was changed", []string{"find", "--json", "--filter", "[HEAD~1...HEAD]"}, append(changed, "--no-dependents")},
		{"and what depends on it", []string{"find", "--json", "--filter", "...[HEAD~1...HEAD]"}, changed},
	} {
		ours := run(b, dir, []string{"TERRACE_CACHE=" + b.TempDir()}, bin, q.ours...)
		theirs, done := within(b, patience, dir, []string{"TG_TF_PATH=" + os.Getenv("TERRACE_TERRAFORM")}, terragrunt, q.theirs...)
		said := fmt.Sprintf("stopped after %.0f s, %.1f / %d so far", patience.Seconds(), theirs.cpu, theirs.mib)
		if done {
			said = fmt.Sprintf("%d, %.2f / %d", bytes.Count(theirs.out, []byte(`"path"`)), theirs.cpu, theirs.mib)
		}
		fmt.Fprintf(doc, "| %d | %s: `terragrunt %s` | %s | %.2f / %d |\n", n, q.name, strings.Join(q.theirs, " "), said, ours.cpu, ours.mib)
	}
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
