// Package rehearse is `terrace rehearse`.
package rehearse

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/command/target"
	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/rehearsal"
	"github.com/terrace-cloud/terrace/internal/rehearsal/home"
	"github.com/terrace-cloud/terrace/internal/term"
)

// options are the flags of the command.
type options struct {
	dirs        []string
	json        bool
	verbose     bool
	parallelism int
	failFast    bool
	destroy     bool
	planOnly    bool
	fresh       bool
	offline     bool
	settings    *config.Flags
	from        string
	affected    bool
	base        string
	plans       string
}

// New makes the command.
func New(s *term.Streams) *cobra.Command {
	var o options
	c := &cobra.Command{
		Use:   "rehearse [DIR...]",
		Short: "Apply an estate to a simulated cloud and see that it settles",
		Long: `Every unit below DIR, and the dependencies that it needs, is initialised, applied
in dependency order and planned again, with real Terragrunt, real Terraform and the
real AWS provider. Only the cloud is simulated: no account and no credentials are
needed, and no call leaves this machine.

Without DIR the estate found from the working directory is rehearsed. A rehearsal
lives in .terrace/ at the top of the repository; running it again goes on from there,
so that a change shows as a difference to what stands.

Exit codes: 0 settled, 1 a unit failed or did not settle, 2 changes (with
--plan-only), 3 configuration, 4 a tool is missing, 130 interrupted.`,
		Example: `  terrace rehearse                                   # the whole estate
  terrace rehearse infrastructure/dev                # one environment
  terrace rehearse --plan-only                       # what would change against what stands
  terrace rehearse --from main                       # what this tree changes against main
  terrace rehearse --affected --base origin/main     # only what this branch touches, and what that needs
  terrace rehearse --plans /tmp/plans                # keep every plan as JSON, for checkov and the like
  terrace rehearse --destroy                         # take it down again, in reverse order
  terrace rehearse --json | tail -1 | jq .services   # the final document`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: target.CompleteFolders,
		RunE: func(c *cobra.Command, args []string) error {
			o.dirs = args
			return Run(c.Context(), s, o)
		},
	}
	f := c.Flags()
	f.BoolVar(&o.json, "json", false, "events as JSON lines, then the final document on one line")
	f.BoolVarP(&o.verbose, "verbose", "v", false, "list every assumption")
	f.IntVar(&o.parallelism, "parallelism", 0, "units at a time (default: as many as this machine has processors, at least 2)")
	f.BoolVar(&o.failFast, "fail-fast", false, "start nothing more after the first failure")
	f.BoolVar(&o.destroy, "destroy", false, "destroy in reverse order; what others that stand still need is left")
	f.BoolVar(&o.planOnly, "plan-only", false, "plan against what stands and change nothing; exit code 2 when something would change")
	f.BoolVar(&o.fresh, "fresh", false, "forget what stands and begin with an empty cloud")
	f.BoolVar(&o.offline, "offline", false, "download nothing: modules come from the store, the mirror, or test/mirror of this repository")
	f.StringVar(&o.from, "from", "", "a git ref: rehearse its tree first, then this one on top of it, and report only the difference")
	f.BoolVar(&o.affected, "affected", false, "only the units that a change touches, and what they need; see terrace affected --help")
	f.StringVar(&o.plans, "plans", "", "folder that gets each unit's last plan as terraform show -json gives it, for scanners; sensitive values stand in it")
	f.StringVar(&o.base, "base", "", "the commit that --affected compares with (default: that of --from, else as terrace affected has it)")
	o.settings = config.Bind(f, "estate", "module_mirror", "contracts", "engine", "terraform", "tofu", "terragrunt", "provider", "account", "fixtures",
		"allow.hooks", "allow.run_cmd", "allow.local_exec", "allow.providers", "allow.env")
	_ = c.RegisterFlagCompletionFunc("from", completeRefs)
	_ = c.RegisterFlagCompletionFunc("base", completeRefs)
	_ = c.RegisterFlagCompletionFunc("engine", cobra.FixedCompletions([]string{"terraform", "tofu"}, cobra.ShellCompDirectiveNoFileComp))
	c.MarkFlagsMutuallyExclusive("destroy", "plan-only", "from")
	c.MarkFlagsMutuallyExclusive("fresh", "plan-only")
	c.MarkFlagsMutuallyExclusive("destroy", "affected")
	c.MarkFlagsMutuallyExclusive("destroy", "plans")
	return c
}

// Run rehearses and prints; the error carries the exit code.
func Run(ctx context.Context, s *term.Streams, o options) error {
	t, err := target.Open(ctx, o.settings, o.dirs, target.Options{})
	if err != nil {
		return err
	}
	if o.affected || o.base != "" {
		if err := touched(ctx, t, o); err != nil {
			return err
		}
		if len(t.Units) == 0 {
			return o.print(s, rehearsal.Nothing(o.mode(), "The change touches no unit: nothing is rehearsed."))
		}
	}
	units, err := whole(t)
	if err != nil {
		return err
	}
	lock, err := contract.Open(contract.Path(t.Top, t.Settings.Contracts))
	if err != nil {
		return err
	}
	h, err := home.Open(t.Top, home.Write)
	if err != nil {
		return err
	}
	defer h.Close()
	if o.fresh {
		if err := h.Clear(); err != nil {
			return err
		}
	}
	if o.plans != "" {
		if o.plans, err = filepath.Abs(o.plans); err != nil {
			return err
		}
	}
	p := newProgress(s, o.json, time.Now)
	var once sync.Once
	quiet := func() { once.Do(p.close) }
	defer quiet()
	tools, l := engine.Ensure(ctx, target.Tools(o.settings, engine.Config{
		Settings: &t.Settings, Top: t.Top, Offline: o.offline, ProviderVersions: rehearsal.ProviderVersions(units),
		Progress: engine.Narrate(func(line string) { p.see(rehearsal.Event{Event: "note", Message: line}) }),
	}))
	if l.HasErrors() {
		return l
	}
	var around []*estate.Unit
	switch {
	case o.destroy && t.Estate.Plain() && len(t.Units) > 1: // nothing around them needs them
		around = t.Units
	case o.destroy:
		w, err := target.Whole(ctx, o.settings, t.Estate.Root, target.Options{})
		if err != nil {
			return err
		}
		around = w.Estate.Units
	}
	ro := rehearsal.Options{
		Mode: o.mode(), Top: t.Top, Estate: t.Estate, Units: units, Named: t.Units, Around: around, Folder: h.Dir, Tools: tools, Settings: &t.Settings,
		Mirror: target.Mirror(t.Top, &t.Settings, o.offline), Lock: lock, Offline: o.offline, Parallel: o.parallelism, FailFast: o.failFast, Lift: o.destroy, Plans: o.plans,
		Run: fmt.Sprintf("%d-%d", time.Now().Unix(), os.Getpid()), Observe: o.observer(s, p),
	}
	run := rehearsal.Run
	if o.from != "" {
		run = func(ctx context.Context, ro rehearsal.Options) (*rehearsal.Result, error) {
			return rehearsal.RunFrom(ctx, ro, o.from, o.dirs)
		}
	}
	r, err := run(ctx, ro)
	quiet()
	if err != nil {
		return err
	}
	return o.print(s, r)
}

// print shows a result; the error carries the exit code.
func (o options) print(s *term.Streams, r *rehearsal.Result) error {
	if o.json {
		b, err := json.Marshal(r)
		if err != nil {
			return err
		}
		s.Printf("%s\n", b)
	} else {
		summary(s, r, o.verbose)
	}
	if r.ExitCode != diag.OK {
		return &diag.Exit{Code: r.ExitCode}
	}
	return nil
}

func (o options) mode() rehearsal.Mode {
	switch {
	case o.destroy:
		return rehearsal.TearDown
	case o.planOnly:
		return rehearsal.PlanOnly
	}
	return rehearsal.Rehearse
}

// observer gives where events go: to the screen, or as JSON lines.
func (o options) observer(s *term.Streams, p *progress) func(rehearsal.Event) {
	if !o.json {
		return p.see
	}
	var mu sync.Mutex
	return func(e rehearsal.Event) {
		mu.Lock()
		defer mu.Unlock()
		if b, err := json.Marshal(e); err == nil {
			s.Printf("%s\n", b)
		}
		if e.Event != "note" {
			p.see(e)
		}
	}
}

// whole holds the estate to what a rehearsal needs, and gives the units that are
// named with those that they depend on.
func whole(t *target.Target) ([]*estate.Unit, error) {
	_, rings := t.Estate.Waves(t.Estate.Units) // which stop only the units in them
	ring := func(f *diag.Finding) bool {
		return slices.ContainsFunc(rings, func(r *diag.Finding) bool { return r.Where == f.Where && r.Summary == f.Summary })
	}
	if err := slices.DeleteFunc(slices.Clone(t.Estate.Findings), ring).Err(); err != nil {
		return nil, err
	}
	return t.Estate.Closure(t.Units), nil
}
