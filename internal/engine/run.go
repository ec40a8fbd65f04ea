package engine

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// Grace is how long a child may take to stop after it was asked to, before it
// is killed: Ctrl-C ends a rehearsal within five seconds.
const Grace = 4 * time.Second

// Command is a child process to run.
type Command struct {
	Path    string      // absolute
	Args    []string    // without the program's name
	Dir     string      // working folder
	Env     []string    // the whole environment; the child sees nothing else
	Log     io.Writer   // gets everything that the child writes, as it comes; may be nil
	OnEvent func(Event) // called for each event, one at a time; may be nil
}

// Result is how a child ended.
type Result struct {
	ExitCode int           // -1 when a signal ended it
	Stdout   string        // last lines of the output that are no events
	Stderr   string        // last lines of the error output
	Wall     time.Duration // from start to end
	CPU      time.Duration // user and system, with the processes it waited for
	MaxRSS   int64         // bytes, of the largest process among them
}

// Run starts a child in a process group of its own and waits for its end. An
// exit code is no error: it stands in the result. The error is a
// [diag.Finding] when the child cannot start, and the context's error when that
// ended first: then the group was interrupted, and killed after [Grace].
// Whatever the child started is gone when Run returns, and dies when Terrace
// is killed.
func Run(ctx context.Context, c Command) (Result, error) {
	if err := ctx.Err(); err != nil {
		return Result{ExitCode: -1}, err
	}
	log := &locked{w: c.Log}
	if c.Log == nil {
		log.w = io.Discard
	}
	var text, errText tail
	stdout := &lines{log: log, each: func(b []byte) {
		e, ok := Parse(b)
		switch {
		case !ok:
			text.add(b)
		case c.OnEvent != nil:
			c.OnEvent(e)
		}
	}}
	stderr := &lines{log: log, each: errText.add}
	r, err := run(ctx, c, stdout, stderr)
	r.Stdout, r.Stderr = text.String(), errText.String()
	return r, err
}

// Document is like [Run] for a child whose output is one document: out gets it as
// it is, and nothing of it is looked at.
func Document(ctx context.Context, c Command, out io.Writer) (Result, error) {
	if err := ctx.Err(); err != nil {
		return Result{ExitCode: -1}, err
	}
	var errText tail
	w := &faithful{w: out}
	r, err := run(ctx, c, &lines{log: w, each: func([]byte) {}}, &lines{log: io.Discard, each: errText.add})
	r.Stderr = errText.String()
	return r, cmp.Or(err, w.err)
}

// faithful remembers that a write failed: [lines] goes on regardless.
type faithful struct {
	w   io.Writer
	err error
}

func (f *faithful) Write(p []byte) (int, error) {
	n, err := f.w.Write(p)
	f.err = cmp.Or(f.err, err)
	return n, err
}

// run is [Run] without an eye on what the child writes.
func run(ctx context.Context, c Command, stdout, stderr *lines) (Result, error) {
	cmd := exec.CommandContext(ctx, c.Path, c.Args...)
	cmd.Dir, cmd.Stdout, cmd.Stderr = c.Dir, stdout, stderr
	cmd.Env = append([]string{}, c.Env...) // never nil: nil means all of ours
	cmd.WaitDelay = Grace + 500*time.Millisecond
	var killer *time.Timer
	cmd.Cancel = func() error {
		pid := cmd.Process.Pid
		killer = time.AfterFunc(Grace, func() { signalGroup(pid, syscall.SIGKILL) })
		return signalGroup(pid, syscall.SIGINT)
	}
	began := time.Now()
	if err := start(cmd); err != nil {
		return Result{ExitCode: -1}, cannotStart(c, err)
	}
	err := cmd.Wait()
	signalGroup(cmd.Process.Pid, syscall.SIGKILL) // what it left behind
	guard.unwatch(cmd.Process.Pid)
	if killer != nil {
		killer.Stop()
	}
	stdout.end()
	stderr.end()

	r := Result{ExitCode: -1, Wall: time.Since(began)}
	if s := cmd.ProcessState; s != nil {
		r.ExitCode, r.CPU, r.MaxRSS = s.ExitCode(), s.UserTime()+s.SystemTime(), maxRSS(s)
	}
	if ctx.Err() != nil {
		return r, ctx.Err()
	}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) && !errors.Is(err, exec.ErrWaitDelay) {
		return r, fmt.Errorf("waiting for %s: %w", c.Path, err)
	}
	return r, nil
}

func cannotStart(c Command, err error) error {
	f := &diag.Finding{Severity: diag.Error, Code: diag.Missing, Summary: "Cannot start " + c.Path, Detail: err.Error(),
		Fix: "Run `terrace setup` to see which tools are found and where."}
	if _, dirErr := os.Stat(c.Dir); c.Dir != "" && dirErr != nil {
		f.Code, f.Detail, f.Fix = diag.Failed, dirErr.Error(), "The working folder must be there while Terrace runs."
	}
	return f
}
