package rehearsal

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/rehearsal/provider"
	"github.com/terrace-cloud/terrace/internal/whole"
)

// plan plans against what stands, and keeps the plan where that is asked for.
func (u *unitRun) plan(ctx context.Context) (*observation, bool) {
	args := []string{"plan", "-input=false", "-lock=false"}
	if u.Plans == "" {
		return u.run(ctx, Replan, args...)
	}
	dir, err := os.MkdirTemp(u.temp.Dir(), "plan-*")
	if err != nil {
		u.fail(Failed, diag.AsFindings(err, diag.Failed)...)
		return nil, false
	}
	defer os.RemoveAll(dir)
	plan := filepath.Join(dir, "plan")
	obs, ok := u.run(ctx, Replan, append(args, "-out="+plan)...)
	if !ok {
		return nil, false
	}
	switch err := u.keep(ctx, plan); {
	case ctx.Err() != nil:
		u.end(Stopped)
		return nil, false
	case err != nil:
		u.fail(Failed, diag.AsFindings(err, diag.Failed)...)
		return nil, false
	}
	return obs, true
}

// keep writes a plan as JSON below the folder of plans, at the unit's place.
func (u *unitRun) keep(ctx context.Context, plan string) error {
	name := u.name
	if name == "." { // the top of the repository
		name = "plan"
	}
	file := filepath.Join(u.Plans, filepath.FromSlash(name)+".json")
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	ep, err := u.host.Serve(provider.Session{Unit: u.owner, Run: u.Run, Account: u.place.account, Region: u.place.region, Uses: u.uses})
	if err != nil {
		return err
	}
	defer ep.Close()
	c := u.command(ep.Reattach(), nil)
	c.Path, c.Args, c.Dir = u.Tools.Engine.Path, []string{"show", "-json", plan}, u.workDir()
	return whole.Stream(file, 0o600, func(w io.Writer) error {
		r, err := engine.Document(ctx, c, w)
		if err == nil && r.ExitCode != 0 {
			err = &diag.Finding{Severity: diag.Error, Code: diag.Failed, Summary: fmt.Sprintf("The plan of %s cannot be shown", u.name), Detail: r.Stderr,
				Fix: "Rehearse without --plans to see whether the unit itself is well; if it is, report this."}
		}
		return err
	})
}
