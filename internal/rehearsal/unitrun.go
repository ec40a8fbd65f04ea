package rehearsal

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/module"
	"github.com/terrace-cloud/terrace/internal/rehearsal/provider"
)

// unitRun is one unit on its way through a rehearsal. One goroutine at a time
// works on it.
type unitRun struct {
	*runner
	unit    *estate.Unit
	name    string // how people are told of it
	owner   string // how the cloud knows it
	res     *UnitResult
	began   time.Time
	spent   time.Duration
	ready   bool
	drop    bool   // provisioners are cut out of the copy of the module
	work    string // absolute: where Terraform runs, once known
	source  string // absolute: the module folder that work is a copy of; empty when unknown
	place   place  // account and region
	full    bool   // the schema is not trimmed any more
	inited  bool   // init went through in this run, and nothing has changed since
	told    map[string]bool
	assumed map[string]bool     // types of data sources whose answers were made up
	asked   map[string]diag.Pos // providers that the unit needs besides aws, and where it says so
}

// apply brings a unit to stand: init and apply, in one Terragrunt process.
func (u *unitRun) apply(ctx context.Context) bool {
	defer u.clock()()
	if !u.prepare(ctx) {
		return false
	}
	if u.res.Phase == Excluded {
		return true
	}
	obs, ok := u.run(ctx, Apply, "apply", "-auto-approve", "-input=false")
	if !ok {
		return false
	}
	u.res.Applied, u.res.Changes, u.inited = obs.counts, obs.changes, true
	if err := u.reconcile(ctx); err != nil {
		u.broken(ctx, diag.AsFindings(err, diag.Failed)...)
		return false
	}
	u.phase(Applied)
	return true
}

// replan plans a second time: whatever it wants is a failure to settle.
func (u *unitRun) replan(ctx context.Context) bool {
	defer u.clock()()
	obs, ok := u.plan(ctx)
	if !ok {
		return false
	}
	u.res.Replanned = obs.counts
	if obs.counts.None() {
		u.end(Settled)
		return true
	}
	u.res.Unsettled = obs.changes
	u.fail(Unsettled, u.unsettled(obs))
	return false
}

// planOnly plans against what stands.
func (u *unitRun) planOnly(ctx context.Context) bool {
	defer u.clock()()
	if !u.prepare(ctx) {
		return false
	}
	if u.res.Phase == Excluded {
		return true
	}
	obs, ok := u.plan(ctx)
	if !ok {
		return false
	}
	u.res.Applied, u.res.Changes = obs.counts, obs.changes
	if obs.counts.None() {
		u.end(Planned)
	} else {
		u.end(Changed)
	}
	return true
}

func (u *unitRun) destroy(ctx context.Context) bool {
	defer u.clock()()
	if !u.prepare(ctx) {
		return false
	}
	if u.res.Phase == Excluded {
		return true
	}
	obs, ok := u.run(ctx, Destroy, "destroy", "-auto-approve", "-input=false")
	if !ok {
		return false
	}
	u.res.Applied, u.res.Changes = obs.counts, obs.changes
	u.end(Destroyed)
	return true
}

// prepare looks whether the unit can run, lays its module where it is looked
// for, and brings the cloud to what its state says.
func (u *unitRun) prepare(ctx context.Context) bool {
	if u.ready {
		return true
	}
	u.phase(Init)
	u.res.Findings = append(u.res.Findings, u.unit.Findings...)
	if u.unit.Findings.HasErrors() {
		u.end(Failed)
		return false
	}
	if u.excluded() {
		u.end(Excluded)
		return true
	}
	standing, err := u.cloud.ByUnit(u.owner)
	if err != nil {
		u.broken(ctx, diag.AsFindings(err, diag.Failed)...)
		return false
	}
	from := usual(standing)
	from.account = cmp.Or(u.Settings.Account, from.account)
	u.place = placeOf(u.unit, from)
	if l := u.consent(); l.HasErrors() {
		u.broken(ctx, l...)
		return false
	}
	if l := u.modules.lay(ctx, u); l.HasErrors() {
		u.broken(ctx, l...)
		return false
	}
	u.learnProfiles()
	if err := u.keepState(); err != nil {
		u.broken(ctx, diag.AsFindings(err, diag.Failed)...)
		return false
	}
	if err := u.reconcile(ctx); err != nil {
		u.broken(ctx, diag.AsFindings(err, diag.Failed)...)
		return false
	}
	u.ready = true
	return true
}

// excluded tells whether the unit's own exclude block leaves this action out.
func (u *unitRun) excluded() bool {
	x := u.unit.Exclude
	if !x.If {
		return false
	}
	action := map[Mode]string{Rehearse: "apply", PlanOnly: "plan", TearDown: "destroy"}[u.Mode]
	for _, a := range x.Actions {
		if a == "all" || a == action || a == "all_except_output" {
			return !(u.Mode == TearDown && u.Lift && a == "destroy")
		}
	}
	return false
}

// run runs one Terraform command of the unit, again with the whole schema when
// Terraform misses a type that was cut from it, or fails before it changes
// anything where it does not know all of a type.
func (u *unitRun) run(ctx context.Context, phase Phase, command ...string) (*observation, bool) {
	u.phase(phase)
	obs, res, rep, err := u.once(ctx, phase, command)
	for err == nil && res.ExitCode != 0 && (u.lackedProfile(obs, res) || u.lackedFile(obs)) {
		obs, res, rep, err = u.once(ctx, phase, command)
	}
	if err == nil && res.ExitCode != 0 && !u.full && (obs.missingType() || rep.Cut && !obs.begun) {
		u.full, u.res.FullSchema = true, true
		obs, res, rep, err = u.once(ctx, phase, command)
	}
	if err != nil || ctx.Err() != nil {
		u.broken(ctx, diag.AsFindings(err, diag.Failed)...)
		return nil, false
	}
	obs.explainChanges(rep)
	u.res.Findings = append(u.res.Findings, u.explain(obs.diagnostics)...)
	if res.ExitCode != 0 {
		if !u.res.Findings.HasErrors() {
			f := u.wordless(res)
			if early := u.early(f); early != nil {
				u.fail(Blocked, early)
				return nil, false
			}
			u.res.Findings = append(u.res.Findings, f)
		}
		u.end(Failed)
		return nil, false
	}
	return obs, true
}

func (u *unitRun) once(ctx context.Context, phase Phase, command []string) (*observation, engine.Result, provider.Report, error) {
	ep, err := u.host.Serve(provider.Session{Unit: u.owner, Run: u.Run, Account: u.place.account, Region: u.place.region, Uses: u.uses})
	if err != nil {
		return nil, engine.Result{}, provider.Report{}, err
	}
	defer ep.Close()
	log, err := u.openLog()
	if err != nil {
		return nil, engine.Result{}, provider.Report{}, err
	}
	defer log.Close()
	obs := &observation{ids: map[string]string{}, tick: func(n int, doing string) { u.at(phase, n, doing) }}
	cmd := u.command(ep.Reattach(), command)
	cmd.Log, cmd.OnEvent = log, obs.see
	if u.unit.Plain() && !u.inited {
		initial := u.command(ep.Reattach(), []string{"init", "-input=false"})
		initial.Log, initial.OnEvent = log, obs.see
		res, err := engine.Run(ctx, initial)
		if err == nil && res.ExitCode != 0 && obs.movedState() {
			obs.diagnostics = nil
			move := u.command(ep.Reattach(), []string{"init", "-input=false", "-migrate-state", "-force-copy"})
			move.Args, move.Log, move.OnEvent = slices.DeleteFunc(move.Args, func(a string) bool { return a == "-json" }), log, obs.see
			res, err = engine.Run(ctx, move)
		}
		if err != nil || res.ExitCode != 0 {
			return obs, res, ep.Report(), err
		}
	}
	res, err := engine.Run(ctx, cmd)
	rep := ep.Report()
	u.assume(rep)
	return obs, res, rep, err
}

// tuning trades memory for time, of programs that live for seconds: seven units
// take 26 s of CPU and 0.8 GiB with it, 29 s and 0.65 GiB without.
var tuning = []string{"GOGC=400", "GOMEMLIMIT=1GiB"}

// command is a child of the unit: Terragrunt around Terraform, or Terraform
// alone for a plain root module.
func (u *unitRun) command(reattach string, args []string) engine.Command {
	env := append(u.environment(u.place.account, u.hooksAllowed()), "TF_REATTACH_PROVIDERS="+reattach)
	env = append(env, tuning...)
	if u.inited { // Terragrunt looks for what init leaves of a provider, and an attached one leaves nothing
		env = append(env, "TG_NO_AUTO_INIT=true")
	}
	dir := u.tree.To(u.unit.Dir)
	args = append(args, "-json")
	if u.unit.Plain() {
		return engine.Command{Path: u.Tools.Engine.Path, Args: args, Dir: dir, Env: env}
	}
	return engine.Command{Path: u.Tools.Terragrunt.Path, Args: append([]string{"run", "--working-dir", dir, "--"}, args...), Dir: dir, Env: env}
}

// workDir is where Terraform runs. A unit without a source is copied into
// Terragrunt's cache too, by some versions of it: once it is there, it is there.
func (u *unitRun) workDir() string {
	dir := u.tree.To(u.unit.Dir)
	if u.work != "" && u.work != dir {
		return u.work
	}
	if cached, err := module.WorkDir(dir, ""); err == nil && !u.unit.Plain() {
		if st, err := os.Stat(cached); err == nil && st.IsDir() {
			return cached
		}
	}
	return dir
}

// count tells what stands of the unit.
func (u *unitRun) count() {
	standing, err := u.cloud.ByUnit(u.owner)
	if err != nil {
		return
	}
	u.res.Types, u.res.Resources = map[string]int{}, len(standing)
	for _, o := range standing {
		u.res.Types[o.Type]++
	}
}

func (u *unitRun) assume(rep provider.Report) {
	for _, action := range rep.NotRun {
		u.skip("action", action, diag.Pos{File: u.unit.File})
	}
	u.note(func(r *Result) {
		if u.told == nil {
			u.told = map[string]bool{}
		}
		for _, a := range rep.Assumptions {
			if u.assumed == nil {
				u.assumed = map[string]bool{}
			}
			u.assumed[a.Type] = true
			line := strings.Join([]string{a.Type, a.Key, a.Attribute}, "|")
			if !u.told[line] {
				u.told[line] = true
				r.Assumptions = append(r.Assumptions, Assumption{u.name, a.Type, a.Key, a.Attribute, a.Value})
			}
		}
	})
}

func (u *unitRun) phase(p Phase) { u.at(p, 0, "") }

// at tells where the unit stands: in a phase, after so many resources, at what.
func (u *unitRun) at(p Phase, resources int, doing string) {
	u.mu.Lock()
	u.res.Phase = p
	u.mu.Unlock()
	u.tell(Event{Event: "unit", Unit: u.name, Phase: p, Resources: resources, Doing: doing, Seconds: u.elapsed()})
}

func (u *unitRun) end(p Phase) {
	u.count()
	u.mu.Lock()
	u.res.Phase, u.res.Seconds = p, u.elapsed()
	u.mu.Unlock()
	u.tell(Event{Event: "unit", Unit: u.name, Phase: p, Resources: u.res.Resources, Seconds: u.res.Seconds, Result: u.res})
}

func (u *unitRun) fail(p Phase, l ...*diag.Finding) {
	for _, f := range l {
		if f.Unit == "" {
			f.Unit = u.name
		}
	}
	u.res.Findings = append(u.res.Findings, l...)
	u.end(p)
}

// broken ends a unit in which a step did not get through: it has failed, unless
// it was interrupted, where what the step says is only that.
func (u *unitRun) broken(ctx context.Context, l ...*diag.Finding) {
	if ctx.Err() != nil {
		u.end(Stopped)
		return
	}
	u.fail(Failed, l...)
}

// clock adds the time until the returned function is called to the unit's own.
func (u *unitRun) clock() func() {
	u.began = u.Now()
	return func() { u.spent += u.Now().Sub(u.began) }
}

func (u *unitRun) elapsed() float64 {
	if u.began.IsZero() {
		return 0
	}
	return round(u.spent + u.Now().Sub(u.began))
}

func (u *unitRun) openLog() (*os.File, error) {
	path := filepath.Join(u.Folder, "logs", strings.ReplaceAll(u.name, "/", "_")+".log")
	u.res.Log = path
	return os.OpenFile(path, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
}
