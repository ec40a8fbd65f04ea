// Package rehearse is `terrace rehearse`.
package rehearse

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/config"
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
	mirror      string
	engine      string
	terraform   string
	tofu        string
	terragrunt  string
	provider    string
	from        string
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
  terrace rehearse --destroy                         # take it down again, in reverse order
  terrace rehearse --json | tail -1 | jq .services   # the final document`,
		Args: cobra.ArbitraryArgs,
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
	f.BoolVar(&o.destroy, "destroy", false, "destroy in reverse order, until nothing stands")
	f.BoolVar(&o.planOnly, "plan-only", false, "plan against what stands and change nothing; exit code 2 when something would change")
	f.BoolVar(&o.fresh, "fresh", false, "forget what stands and begin with an empty cloud")
	f.BoolVar(&o.offline, "offline", false, "download nothing: modules come from the store, the mirror, or test/mirror of this repository")
	f.StringVar(&o.mirror, "module-mirror", "", "folder of modules, laid out NAMESPACE/NAME/PROVIDER/VERSION")
	f.StringVar(&o.engine, "engine", "", "terraform or tofu (default: terraform where there is one)")
	f.StringVar(&o.terraform, "terraform", "", "the Terraform binary to use")
	f.StringVar(&o.tofu, "tofu", "", "the OpenTofu binary to use")
	f.StringVar(&o.terragrunt, "terragrunt", "", "the Terragrunt binary to use")
	f.StringVar(&o.provider, "provider", "", "the AWS provider binary to use")
	f.StringVar(&o.from, "from", "", "a git ref: rehearse its tree first, then this one on top of it, and report only the difference")
	c.MarkFlagsMutuallyExclusive("destroy", "plan-only", "from")
	c.MarkFlagsMutuallyExclusive("fresh", "plan-only")
	return c
}

// Run rehearses and prints; the error carries the exit code.
func Run(ctx context.Context, s *term.Streams, o options) error {
	wd, err := os.Getwd()
	if err != nil {
		return err
	}
	plan, err := look(ctx, wd, o.dirs)
	if err != nil {
		return err
	}
	settings, err := config.Load(plan.top)
	if err != nil {
		return err
	}
	h, err := home.Open(plan.top, home.Write)
	if err != nil {
		return err
	}
	defer h.Close()
	if o.fresh {
		if err := h.Clear(); err != nil {
			return err
		}
	}
	p := newProgress(s, time.Now)
	var once sync.Once
	quiet := func() { once.Do(p.close) }
	defer quiet()
	tools, l := engine.Ensure(ctx, engine.Config{
		Engine: o.engine, Terraform: o.terraform, Tofu: o.tofu, Terragrunt: o.terragrunt, Provider: o.provider,
		Settings: &settings, Top: plan.top, Offline: o.offline,
		Progress: engine.Narrate(func(line string) { p.see(rehearsal.Event{Event: "note", Message: line}) }),
	})
	if l.HasErrors() {
		return l
	}
	ro := rehearsal.Options{
		Mode: o.mode(), Top: plan.top, Estate: plan.estate, Units: plan.units, Folder: h.Dir, Tools: tools, Settings: &settings,
		Mirrors: o.mirrors(plan.top, &settings), Offline: o.offline, Parallel: o.parallelism, FailFast: o.failFast, Lift: o.destroy,
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
	}
}

// mirrors are the module folders to look into first: the one named, else this
// repository's own when nothing may be downloaded.
func (o options) mirrors(top string, settings *config.Settings) []string {
	var out []string
	for _, m := range []string{o.mirror, settings.ModuleMirror} {
		if m != "" {
			if abs, err := filepath.Abs(m); err == nil {
				out = append(out, abs)
			}
		}
	}
	if own := filepath.Join(top, "test", "mirror"); o.offline && len(out) == 0 {
		if fi, err := os.Stat(own); err == nil && fi.IsDir() {
			out = append(out, own)
		}
	}
	return out
}

// rehearsed is what a run is about.
type rehearsed struct {
	top    string // top of the repository, or the estate's root outside of one
	estate *estate.Estate
	units  []*estate.Unit
}

// look reads the estate and picks the units below the folders.
func look(ctx context.Context, wd string, dirs []string) (*rehearsed, error) {
	if len(dirs) == 0 {
		root, err := estate.FindRoot(wd)
		if err != nil {
			return nil, err
		}
		dirs = []string{root}
	}
	var abs []string
	for _, d := range dirs {
		a, err := filepath.Abs(d)
		if err != nil {
			return nil, err
		}
		if fi, err := os.Stat(a); err != nil || !fi.IsDir() {
			return nil, &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: fmt.Sprintf("%s is not a folder", d), Fix: "Name a folder of units, or none for the whole estate."}
		}
		if real, err := filepath.EvalSymlinks(a); err == nil {
			a = real
		}
		abs = append(abs, a)
	}
	load := abs[0]
	if len(abs) > 1 { // one reading for all of them
		root, err := estate.FindRoot(load)
		if err != nil {
			return nil, err
		}
		load = root
	}
	whole, err := estate.Load(ctx, load, estate.Options{})
	if err != nil {
		return nil, err
	}
	if err := whole.Findings.Err(); err != nil {
		return nil, err
	}
	var mine []*estate.Unit
	for i, d := range abs {
		found := whole.Below(d)
		if len(found) == 0 {
			return nil, &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "There is no unit in " + dirs[i], Detail: "No terragrunt.hcl and no Terraform root module of the estate " + whole.Root + " was found there.",
				Fix: "Name a folder that has some, or start in the repository of your estate."}
		}
		mine = append(mine, found...)
	}
	units := whole.Closure(mine)
	if _, l := whole.Waves(units); l.HasErrors() {
		return nil, l
	}
	return &rehearsed{top: config.Top(whole.Root), estate: whole, units: units}, nil
}
