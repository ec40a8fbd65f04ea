package rehearsal

import (
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
	"github.com/terrace-cloud/terrace/internal/rehearsal/provider"
)

// Exec runs any command attached to the cloud in o.Folder: Terraform and
// Terragrunt in it find the simulated AWS in the place of the real one. It
// gives the command's exit code.
func Exec(ctx context.Context, o Options, argv []string, in io.Reader, out, errw io.Writer) (int, error) {
	o.Now = time.Now
	r := &runner{Options: o, start: o.Now(), result: &Result{}}
	defer r.close()
	if err := r.openCloud(ctx); err != nil {
		return 0, err
	}
	account := o.Settings.Account
	if account == "" {
		account = nobody
	}
	ep, err := r.host.Serve(provider.Session{Run: o.Run, Account: account, Region: "us-east-1"})
	if err != nil {
		return 0, err
	}
	defer ep.Close()
	path, err := exec.LookPath(argv[0])
	if err != nil {
		path = r.tool(argv[0])
	}
	if path == "" {
		return 0, &diag.Finding{Severity: diag.Error, Code: diag.Missing, Summary: "No program " + argv[0] + " was found", Fix: "Install it, or name it by its path."}
	}
	cmd := exec.CommandContext(ctx, path, argv[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = in, out, errw
	cmd.Env = append(r.environment(account, false), "TF_REATTACH_PROVIDERS="+ep.Reattach())
	if term := os.Getenv("TERM"); term != "" {
		cmd.Env = append(cmd.Env, "TERM="+term)
	}
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGINT) }
	cmd.WaitDelay = 4 * time.Second
	err = cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode(), nil
	}
	return 0, err
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
