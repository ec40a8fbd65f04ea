// Package git asks the git program about a repository. It only reads: no
// index, reference, work tree or configuration is written, no hook of the user
// runs, and no pager, editor or external diff is started.
package git

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// Repo is a repository with a work tree.
type Repo struct {
	Top     string // absolute folder of its work tree, spelled as the folder it was opened with
	Shallow bool   // its history is cut off
}

// kept are the variables of git that a question may need; the others (GIT_DIR,
// GIT_INDEX_FILE and their like, which git sets for its hooks) would lead it to
// another repository or make it run something.
var kept = []string{"GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_COUNT",
	"GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_", "GIT_CONFIG_PARAMETERS", "GIT_CEILING_DIRECTORIES", "GIT_EXEC_PATH", "GIT_SSH", "GIT_SSL_", "GIT_DISCOVERY_ACROSS_FILESYSTEM"}

func environment() []string {
	env := []string{"GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_PAGER=cat", "LC_ALL=C"}
	for _, kv := range os.Environ() {
		name, _, _ := strings.Cut(kv, "=")
		if strings.HasPrefix(name, "GIT_") && !isKept(name) || strings.HasPrefix(name, "LC_") || name == "LANGUAGE" {
			continue
		}
		env = append(env, kv)
	}
	return env
}

func isKept(name string) bool {
	for _, k := range kept {
		if name == k || strings.HasSuffix(k, "_") && strings.HasPrefix(name, k) {
			return true
		}
	}
	return false
}

// quiet are settings that hold for each question: nothing of the user's runs.
var quiet = []string{"-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.DevNull, "-c", "core.untrackedCache=false", "-c", "core.quotePath=false"}

// failure is git's own word on why it could not answer.
type failure struct {
	ask  string
	text string
	err  error
}

func (f *failure) Error() string {
	if f.text == "" {
		return fmt.Sprintf("git %s: %v", f.ask, f.err)
	}
	return fmt.Sprintf("git %s: %s", f.ask, f.text)
}
func (f *failure) Unwrap() error { return f.err }

// Command prepares a question to git, about the repository that holds a folder,
// for those who read the answer themselves.
func Command(ctx context.Context, dir string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, "git", append(append([]string{"-C", dir}, quiet...), args...)...)
	cmd.Env, cmd.WaitDelay = environment(), 2*time.Second
	return cmd
}

func ask(ctx context.Context, dir string, args ...string) ([]byte, error) {
	cmd := Command(ctx, dir, args...)
	var out, trouble bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &trouble
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, &failure{args[0], strings.TrimSpace(trouble.String()), err}
	}
	return out.Bytes(), nil
}

// ask puts a question about the whole repository.
func (r *Repo) ask(ctx context.Context, args ...string) ([]byte, error) {
	return ask(ctx, r.Top, args...)
}

// line is ask for an answer of one line.
func (r *Repo) line(ctx context.Context, args ...string) (string, error) {
	out, err := r.ask(ctx, args...)
	return strings.TrimSuffix(string(out), "\n"), err
}

// Open finds the repository that holds a folder. The error says what to do when
// there is no git, no repository, or none that git may read.
func Open(ctx context.Context, dir string) (*Repo, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, &diag.Finding{Severity: diag.Error, Code: diag.Missing, Summary: "git is not installed",
			Detail: "What changed is asked of the git program.", Fix: "Install git, or put it on the PATH."}
	}
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	out, err := ask(ctx, dir, "rev-parse", "--is-bare-repository", "--is-inside-work-tree", "--is-shallow-repository", "--show-cdup")
	if err != nil {
		return nil, unopened(dir, err)
	}
	facts := strings.Split(string(out), "\n")
	if len(facts) < 3 || facts[1] != "true" {
		return nil, &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "The repository has no work tree here",
			Detail: dir + " lies in a bare repository or in a .git folder.", Fix: "Go into a clone, or into a work tree of it (git worktree add).", Where: diag.Pos{File: dir}}
	}
	r := &Repo{Top: dir, Shallow: facts[2] == "true"}
	if len(facts) > 3 {
		r.Top = filepath.Join(dir, facts[3])
	}
	return r, nil
}

// unopened tells why git cannot read a repository.
func unopened(dir string, err error) error {
	var f *failure
	if !errors.As(err, &f) {
		return err
	}
	out := &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "Git cannot read the repository", Detail: f.text, Where: diag.Pos{File: dir}}
	switch {
	case strings.Contains(f.text, "dubious ownership"):
		out.Summary, out.Fix = "Git refuses a repository that belongs to somebody else", "Run `git config --global --add safe.directory "+dir+"`, if you trust what is in it."
	case strings.Contains(f.text, "not a git repository"):
		out.Summary, out.Detail = "There is no git repository here", "What changed can only be told from a history."
		out.Fix = "Go into a clone of your repository, or begin one: `git init`, `git add`, `git commit`."
	}
	return out
}
