// Package rehearsal applies an estate to a simulated cloud with real
// Terragrunt, real Terraform and the real AWS provider, and tells what AWS
// would have said.
package rehearsal

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/rehearsal/awsfront"
	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/provider"
	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov"
	"github.com/terrace-cloud/terrace/internal/rehearsal/schemas"
	"github.com/terrace-cloud/terrace/internal/rehearsal/sockets"
	"github.com/terrace-cloud/terrace/internal/rehearsal/synth"
	"github.com/terrace-cloud/terrace/internal/rehearsal/workspace"
	"github.com/terrace-cloud/terrace/internal/usage"
)

// runner is one rehearsal at work.
type runner struct {
	Options
	tree    *workspace.Workspace
	cloud   *cloud.DB
	unshare func()
	temp    *sockets.Folder // the children's temporary folder
	front   *awsfront.Front
	real    *realprov.Pool
	host    *provider.Host
	modules *modules

	profiles profiles
	mu       sync.Mutex
	result   *Result
	units    map[string]*unitRun
	start    time.Time
}

// Run rehearses the units. The result tells what became of each; the error is
// for what kept the rehearsal from running at all.
func Run(ctx context.Context, o Options) (*Result, error) {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Parallel <= 0 {
		o.Parallel = max(2, runtime.NumCPU())
	}
	r := &runner{Options: o, start: o.Now(), units: map[string]*unitRun{},
		result: &Result{Mode: string(o.Mode), Tools: o.Tools, Assumptions: []Assumption{}, NotRun: []NotRun{}}}
	defer r.close()
	cost := sync.OnceValue(usage.Watch(os.Getpid(), look).Stop)
	defer cost() // before the processes end
	if err := r.open(ctx); err != nil {
		return nil, err
	}
	var names []string
	for _, u := range o.Units {
		names = append(names, nameOf(o.Top, u))
	}
	r.tell(Event{Event: "plan", Units: names})
	for _, u := range o.Units {
		ur := &unitRun{runner: r, unit: u, name: nameOf(o.Top, u), owner: Owner(o.Top, u.Dir)}
		ur.res = &UnitResult{Path: ur.name, Phase: Queued, Module: u.Source.Raw}
		r.units[u.Path] = ur
		r.result.Units = append(r.result.Units, ur.res)
	}
	r.setRingsAside()
	switch o.Mode {
	case TearDown:
		if err := r.spare(); err != nil {
			return nil, err
		}
		r.pass(ctx, (*unitRun).destroy, reversed)
		r.checkEmpty()
	case PlanOnly:
		r.pass(ctx, (*unitRun).planOnly, forward)
	default:
		r.pass(ctx, (*unitRun).apply, forward)
		r.pass(ctx, (*unitRun).replan, independent)
	}
	for _, u := range r.units {
		u.count()
	}
	r.result.Calls.Answered, r.result.Calls.Refused = r.real.Trap().Counts()
	for name, n := range r.result.Calls.Refused {
		r.result.Findings = append(r.result.Findings, &diag.Finding{Severity: diag.Error,
			Summary: fmt.Sprintf("The AWS provider tried to call AWS: %s (%d times)", name, n),
			Detail:  "The call did not leave this machine, but a rehearsal is only true when there is none: what the provider does with the answer is not simulated.",
			Fix:     "Please report it with the resource type that does it."})
	}
	r.moveNetworks()
	r.result.interrupted = ctx.Err() != nil
	r.result.Cost = cost()
	r.result.finish(r.start)
	return r.result, nil
}

// setRingsAside ends the units that need one another, and those that need them: no
// order leads to them. The rest goes on.
func (r *runner) setRingsAside() {
	waves, rings := r.Estate.Waves(r.Units)
	if len(rings) == 0 {
		return
	}
	r.result.Findings = append(r.result.Findings, rings...)
	for _, u := range r.Units {
		if !slices.ContainsFunc(waves, func(w []*estate.Unit) bool { return slices.Contains(w, u) }) {
			r.units[u.Path].fail(Blocked, &diag.Finding{Severity: diag.Note, Summary: "Not rehearsed: it is in a ring of units that need one another, or needs one that is"})
		}
	}
}

// look is how often a run looks at the memory that it takes; a look takes some 20
// milliseconds of one processor.
const look = 2 * time.Second

// direction gives the tasks that a task waits for.
type direction func(r *runner, u *estate.Unit) []string

func forward(_ *runner, u *estate.Unit) []string {
	var out []string
	for _, d := range u.Dependencies {
		if d.Target != "" && d.Enabled {
			out = append(out, d.Target)
		}
	}
	return out
}

func reversed(r *runner, u *estate.Unit) []string {
	var out []string
	for _, other := range r.Units {
		if slices.Contains(forward(r, other), u.Path) {
			out = append(out, other.Path)
		}
	}
	return out
}

func independent(*runner, *estate.Unit) []string { return nil }

// pass runs one step over all units that have not come to an end.
func (r *runner) pass(ctx context.Context, step func(*unitRun, context.Context) bool, needs direction) {
	var tasks []*task
	for _, u := range r.Units {
		ur := r.units[u.Path]
		if ur.res.Phase.Ended() {
			continue
		}
		tasks = append(tasks, &task{name: u.Path, needs: needs(r, u),
			run: func(ctx context.Context) bool { return step(ur, ctx) },
			blocked: func(by string) {
				switch {
				case ctx.Err() != nil:
					ur.end(Stopped)
				case by == "":
					ur.end(Stopped)
				default:
					ur.fail(Blocked, &diag.Finding{Severity: diag.Note, Summary: "Not rehearsed: " + by + " did not succeed"})
				}
			}})
	}
	schedule(ctx, tasks, r.Parallel, r.FailFast)
}

// open makes everything ready that units run against.
func (r *runner) open(ctx context.Context) (err error) {
	r.tree = tree(r.Top, r.Folder)
	if _, err = r.tree.Sync(ctx, r.Tools.Git.Path, r.roots()); err != nil {
		return err
	}
	if r.Mode == TearDown && r.Lift {
		if r.result.Notes, err = r.lift(); err != nil {
			return err
		}
	}
	if err = r.openCloud(ctx); err != nil {
		return err
	}
	if err = r.generate(ctx); err != nil {
		return err
	}
	return r.releaseLocks(ctx)
}

// openCloud starts the cloud: its store, its S3 and STS, the real provider and
// the host that Terraform is attached to.
func (r *runner) openCloud(ctx context.Context) (err error) {
	var fixtures []synth.Fixture
	if file := r.Settings.Fixtures; file != "" {
		if fixtures, err = synth.LoadFixtures(file); err != nil {
			return err
		}
	}
	for _, d := range []string{"logs", "home"} {
		if err := os.MkdirAll(filepath.Join(r.Folder, d), 0o700); err != nil {
			return err
		}
	}
	if r.cloud, err = cloud.Open(filepath.Join(r.Folder, "cloud.db")); err != nil {
		return err
	}
	if r.temp, err = sockets.Open(); err != nil {
		return err
	}
	if r.unshare, err = r.cloud.Share(); err != nil {
		return err
	}
	if r.front, err = awsfront.Start(ctx, awsfront.Config{DB: r.cloud, Run: r.Run}); err != nil {
		return err
	}
	log, err := os.OpenFile(filepath.Join(r.Folder, "logs", "provider.log"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	r.tell(Event{Event: "note", Message: fmt.Sprintf("starting the AWS provider %s", r.Tools.Provider.Version)})
	if r.real, err = realprov.Start(r.Tools.Provider.Path, log); err != nil {
		return &diag.Finding{Severity: diag.Error, Code: diag.Missing, Summary: "The AWS provider does not start",
			Detail: err.Error(), Fix: "`terrace setup` tells which binary is used; name another with --provider or TERRACE_AWS_PROVIDER."}
	}
	maker := synth.New(r.cloud)
	maker.Fixtures(fixtures)
	if r.host, err = provider.New(ctx, provider.Config{Real: r.real, Cloud: r.cloud, Maker: maker}); err != nil {
		return err
	}
	_ = schemas.Here().Keep(r.Tools.Provider.Version, r.host.Schemas()) // for who only looks; a rehearsal goes on without
	if r.modules, err = openModules(ctx, r); err != nil {
		return err
	}
	return r.tidy(ctx)
}

func (r *runner) close() {
	if r.modules != nil {
		r.modules.close()
	}
	if r.real != nil {
		r.real.Close()
	}
	if r.front != nil {
		r.front.Close()
	}
	if r.unshare != nil {
		r.unshare()
	}
	if r.cloud != nil {
		r.cloud.Close()
	}
	if r.temp != nil {
		r.temp.Close()
	}
}

// unseen is the folder, below that of a rehearsal, in which files of an estate
// lie: Terragrunt looks for units in hidden folders too, but never in one of
// this name, so that a real `run --all` in the repository finds no copies.
const unseen = ".terraform"

// tree is the copy that a rehearsal of a repository runs in.
func tree(top, folder string) *workspace.Workspace {
	return &workspace.Workspace{Source: top, Dir: filepath.Join(folder, unseen, "tree")}
}

// roots are the folders that the copy needs: the estate, and whatever its
// units read outside of it.
func (r *runner) roots() []string {
	var roots []string
	if !r.Estate.Plain() {
		roots = append(roots, r.Estate.Root)
	}
	for _, u := range r.Units {
		for _, f := range append([]string{filepath.Join(u.Dir, "x")}, u.Reads...) {
			dir := filepath.Dir(f)
			if !below(dir, r.Top) || slices.ContainsFunc(roots, func(root string) bool { return below(dir, root) }) {
				continue
			}
			roots = append(roots, dir)
		}
	}
	return roots
}

func below(path, dir string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// releaseLocks takes away the state locks of dead runs: this process holds the
// rehearsal's only writer lock, so whoever wrote them is gone, or can no longer
// reach the state.
func (r *runner) releaseLocks(ctx context.Context) error {
	locks, err := r.front.Locks()
	if err != nil || len(locks) == 0 {
		return err
	}
	if err := r.front.ReleaseLocks(ctx, locks...); err != nil {
		return err
	}
	for _, l := range locks {
		r.result.Reconciled = append(r.result.Reconciled, fmt.Sprintf("released the state lock %s/%s of a run that is gone", l.Bucket, l.Key))
	}
	return nil
}

// checkEmpty holds a destroyed estate to its word: nothing may be left.
func (r *runner) checkEmpty() {
	destroyed := map[string]*unitRun{}
	for _, u := range r.units {
		if u.res.Phase == Destroyed {
			destroyed[u.owner] = u
		}
	}
	left, err := r.cloud.List(func(o *cloud.Object) bool { return destroyed[o.Unit] != nil })
	if err != nil {
		r.result.Findings = append(r.result.Findings, diag.AsFindings(err, diag.Failed)...)
		return
	}
	for _, o := range left {
		r.result.Findings = append(r.result.Findings, &diag.Finding{Severity: diag.Error, Unit: destroyed[o.Unit].name,
			Summary: fmt.Sprintf("%s %s still stands after its unit was destroyed", o.Type, o.ID)})
	}
}

func (r *runner) tell(e Event) {
	e.Time = r.Now()
	if r.Observe != nil {
		r.Observe(e)
	}
}

func (r *runner) note(f func(*Result)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f(r.result)
}
