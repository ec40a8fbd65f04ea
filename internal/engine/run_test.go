package engine

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// sh runs a shell script as a child.
func sh(script string) Command {
	return Command{Path: "/bin/sh", Args: []string{"-c", script}, Env: []string{"PATH=/bin:/usr/bin"}}
}

func TestRunKeepsApartEventsTextAndErrors(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	var events []Event
	c := sh(`echo 'from a hook'
		printf '{"@module":"terraform.ui","type":"version",'; printf '"terraform":"1.2.3"}\n'
		echo 'it went wrong' >&2
		printf 'no newline at the end'
		exit 7`)
	c.Log, c.OnEvent = &log, func(e Event) { events = append(events, e) }
	r, err := Run(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	if r.ExitCode != 7 || r.Stdout != "from a hook\nno newline at the end" || r.Stderr != "it went wrong" {
		t.Errorf("%+v", r)
	}
	if len(events) != 1 || events[0].Version != "1.2.3" {
		t.Errorf("events: %+v", events)
	}
	for _, part := range []string{"from a hook\n", `"terraform":"1.2.3"}`, "it went wrong\n", "no newline at the end"} {
		if !strings.Contains(log.String(), part) {
			t.Errorf("log misses %q", part)
		}
	}
	if r.MaxRSS <= 0 {
		t.Error("no memory told")
	}
}

func TestRunGivesTheChildNothingOfOurs(t *testing.T) {
	t.Setenv("AWS_SECRET_ACCESS_KEY", "do-not-leak")
	c := Command{Path: "/usr/bin/env"} // an empty environment, not ours
	r, err := Run(t.Context(), c)
	if err != nil || strings.Contains(r.Stdout, "do-not-leak") {
		t.Errorf("%v: %s", err, r.Stdout)
	}
}

func TestRunInterruptsTheWholeGroup(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	// A wrapper that does nothing of itself, as Terragrunt for 15 s, around a
	// program that listens, as Terraform does.
	c := sh(`trap : INT; sh -c 'trap "echo saved; exit 1" INT; echo ready; while :; do sleep 0.05; done'; true`)
	c.Log = writerFunc(func(p []byte) {
		if bytes.Contains(p, []byte("ready")) {
			cancel()
		}
	})
	r, err := Run(ctx, c)
	if !errors.Is(err, context.Canceled) || r.Stdout != "ready\nsaved" {
		t.Errorf("%v: %+v", err, r)
	}
}

func TestRunKillsWhatDoesNotListen(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	c := sh(`trap '' INT TERM; echo ready; sleep 600; sleep 600`)
	c.Log = writerFunc(func([]byte) { cancel() })
	r, err := Run(ctx, c)
	if !errors.Is(err, context.Canceled) || r.ExitCode != -1 {
		t.Errorf("%v: %+v", err, r)
	}
}

func TestRunLeavesNothingRunning(t *testing.T) {
	t.Parallel()
	r, err := Run(t.Context(), sh(`sleep 600 >/dev/null 2>&1 & echo $!`))
	if err != nil {
		t.Fatal(err)
	}
	pid, _ := strconv.Atoi(r.Stdout)
	for range 1000 {
		if gone(pid) {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Errorf("process %d lives on", pid)
}

// The guard is told of two groups and that one has ended; then its input ends,
// as it does when Terrace is killed.
func TestGuardKillsWhatIsLeft(t *testing.T) {
	t.Parallel()
	g := &watchdog{}
	left, done := sleeper(t), sleeper(t)
	g.watch(left)
	g.watch(done)
	g.unwatch(done)
	g.in.Close()
	for range 1000 {
		if gone(left) {
			if gone(done) {
				t.Error("a group that had ended was killed: its number may be another's by now")
			}
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("the group lives on")
}

func TestGuardComesBack(t *testing.T) {
	t.Parallel()
	g := &watchdog{}
	a, b := sleeper(t), sleeper(t)
	g.watch(a)
	g.in.Close() // as if it had been killed
	g.watch(b)
	if g.in == nil || len(g.groups) != 2 {
		t.Fatalf("%+v", g.groups)
	}
	g.unwatch(a)
	g.unwatch(b)
	if g.in != nil {
		t.Error("the guard stays behind")
	}
}

func TestRunSaysWhatCannotStart(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "not-a-program")
	os.WriteFile(file, []byte("text"), 0o600)
	for name, c := range map[string]struct {
		cmd  Command
		code diag.Code
	}{
		"no program": {Command{Path: "/nowhere/terraform"}, diag.Missing},
		"no right":   {Command{Path: file}, diag.Missing},
		"no folder":  {Command{Path: "/bin/sh", Dir: "/nowhere"}, diag.Failed},
	} {
		_, err := Run(t.Context(), c.cmd)
		var f *diag.Finding
		if !errors.As(err, &f) || f.Code != c.code || f.Fix == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Run(ctx, sh("exit 0")); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

func TestLinesGiveUpOnEndlessOnes(t *testing.T) {
	t.Parallel()
	var got []string
	w := &lines{log: &bytes.Buffer{}, each: func(b []byte) { got = append(got, string(b)) }}
	chunk := bytes.Repeat([]byte("x"), longest/4)
	for range 9 {
		w.Write(chunk)
	}
	w.Write([]byte("end\nnext\n"))
	if len(got) != 1 || got[0] != "next" {
		t.Errorf("%d lines", len(got))
	}
}

func TestTailKeepsTheLast(t *testing.T) {
	t.Parallel()
	var k tail
	for i := range tailLines + 10 {
		k.add([]byte(strconv.Itoa(i)))
	}
	k.add(bytes.Repeat([]byte("y"), 2*tailWidth))
	l := strings.Split(k.String(), "\n")
	if len(l) != tailLines || l[0] != "11" || len(l[tailLines-1]) != tailWidth+3 {
		t.Errorf("%d lines from %q", len(l), l[0])
	}
}

type writerFunc func([]byte)

func (f writerFunc) Write(p []byte) (int, error) { f(p); return len(p), nil }

// sleeper starts a process in a group of its own and gives its number.
func sleeper(t *testing.T) int {
	attr := &os.ProcAttr{Sys: &syscall.SysProcAttr{Setpgid: true}}
	p, err := os.StartProcess("/bin/sleep", []string{"sleep", "600"}, attr)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan bool)
	go func() { p.Wait(); close(ended) }()
	t.Cleanup(func() { p.Kill(); <-ended })
	return p.Pid
}

// gone tells whether a process has ended.
func gone(pid int) bool { return syscall.Kill(pid, 0) == syscall.ESRCH }
