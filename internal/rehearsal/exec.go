package rehearsal

import (
	"cmp"
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/states"
)

// Exec runs any command in dir, attached to the cloud in o.Folder: Terraform and
// Terragrunt in it find the simulated AWS in the place of the real one. o.Units
// are the units below dir and what they need, none where it has none. With copied
// the command runs in the copy of the repository that rehearsals run in, with the
// modules of the units laid in place. It gives the command's exit code.
func Exec(ctx context.Context, o Options, dir string, copied bool, argv []string, in io.Reader, out, errw io.Writer) (int, error) {
	o.Now = time.Now
	r := &runner{Options: o, start: o.Now(), result: &Result{}}
	defer r.close()
	if err := r.openCloud(ctx); err != nil {
		return 0, err
	}
	if err := r.releaseLocks(ctx); err != nil {
		return 0, err
	}
	tidied := r.tellTidied(0)
	account, err := r.account()
	if err != nil {
		return 0, err
	}
	if copied {
		if dir, err = r.copy(ctx, dir); err != nil {
			return 0, err
		}
	}
	g := &guests{runner: r, dir: dir, seen: map[string]states.Place{}}
	r.readProfiles(dir)
	ep, err := r.host.Serve(g.session(account))
	if err != nil {
		return 0, err
	}
	code, err := r.attached(ctx, ep.Reattach(), account, dir, argv, in, out, errw)
	ep.Close() // no write may come any more
	if e := g.settle(context.WithoutCancel(ctx), err == nil && code == 0); err == nil {
		err = e
	}
	r.tellTidied(tidied)
	return code, err
}

// account gives the account whose keys a command gets: that of the settings, else
// that of the units around it, else that of what stands. Where units lie in several accounts, roles that are assumed lead to the others.
func (r *runner) account() (string, error) {
	if a := r.Settings.Account; a != "" {
		return a, nil
	}
	named := map[string]int{}
	for _, u := range r.Units {
		if p := placeOf(u, place{account: "-"}); p.account != "-" {
			named[p.account]++
		}
	}
	if len(named) == 0 {
		standing, err := r.cloud.List(nil)
		if err != nil {
			return "", err
		}
		return cmp.Or(usual(standing).account, nobody), nil
	}
	return cloud.Most(named), nil
}

// tellTidied tells what was tidied up since the first n times.
func (r *runner) tellTidied(n int) int {
	for _, line := range r.result.Reconciled[n:] {
		r.tell(Event{Event: "note", Message: line})
	}
	return len(r.result.Reconciled)
}

// copy brings the copy of the repository to what the source says, lays the modules
// of the units in it, and gives the place of dir there.
func (r *runner) copy(ctx context.Context, dir string) (string, error) {
	if r.Estate == nil {
		return "", &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "There is no estate here to copy",
			Fix: "Start in a folder of units, or leave --copy out."}
	}
	r.tree = tree(r.Top, r.Folder)
	if _, err := r.tree.Sync(ctx, r.Tools.Git.Path, append(r.roots(), dir)); err != nil {
		return "", err
	}
	if err := r.generate(ctx); err != nil {
		return "", err
	}
	var out diag.Findings
	for _, unit := range r.Units {
		u := &unitRun{runner: r, unit: unit, name: nameOf(r.Top, unit), owner: Owner(r.Top, unit.Dir), res: &UnitResult{}}
		if !u.excluded() {
			out = append(out, r.modules.lay(ctx, u)...)
			if err := u.keepState(); err != nil {
				return "", err
			}
		}
	}
	if out.HasErrors() {
		return "", out
	}
	return r.tree.To(dir), nil
}

// attached runs a command in dir whose Terraform finds the cloud, and gives its
// exit code.
func (r *runner) attached(ctx context.Context, reattach, account, dir string, argv []string, in io.Reader, out, errw io.Writer) (int, error) {
	path := r.tool(argv[0])
	if found, err := exec.LookPath(argv[0]); path == "" && err == nil {
		path = found
	}
	if path == "" {
		return 0, &diag.Finding{Severity: diag.Error, Code: diag.Missing, Summary: "No program " + argv[0] + " was found", Fix: "Install it, or name it by its path."}
	}
	cmd := exec.CommandContext(ctx, path, argv[1:]...)
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = dir, in, out, errw
	cmd.Env = append(r.environment(account, false), "TF_REATTACH_PROVIDERS="+reattach, "PATH="+r.searched())
	if term := os.Getenv("TERM"); term != "" {
		cmd.Env = append(cmd.Env, "TERM="+term)
	}
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGINT) }
	cmd.WaitDelay = 4 * time.Second
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode(), nil
	}
	return 0, err
}

// searched is where a command finds programs: the tools of the rehearsal and this
// program first, then what whoever started it finds.
func (r *runner) searched() string {
	var dirs []string
	self, _ := os.Executable()
	for _, program := range []string{r.Tools.Engine.Path, r.Tools.Terragrunt.Path, r.Tools.Git.Path, self} {
		if program != "" {
			dirs = append(dirs, filepath.Dir(program))
		}
	}
	return strings.Join(append(dirs, os.Getenv("PATH")), string(os.PathListSeparator))
}

// tool gives one of the tools that Terrace found, by its name.
func (r *runner) tool(name string) string {
	for _, t := range []string{r.Tools.Engine.Path, r.Tools.Terragrunt.Path, r.Tools.Git.Path} {
		if base := filepath.Base(t); base == name || strings.HasPrefix(base, name+"-") {
			return t
		}
	}
	return ""
}
