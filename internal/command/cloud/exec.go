package cloud

import (
	"context"
	"fmt"
	"os"
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

type execOptions struct {
	offline  bool
	copy     bool
	settings *config.Flags
}

func newExec(s *term.Streams) *cobra.Command {
	var o execOptions
	c := &cobra.Command{
		Use: "exec -- COMMAND...", Short: "Run any command attached to the simulated cloud", Args: cobra.MinimumNArgs(1),
		Long: `Runs a command in whose Terraform and Terragrunt the simulated cloud stands in the
place of AWS: with invented credentials, an environment of its own, and the state in
.terrace/. It works in the current folder itself; with --copy in the same folder of the
copy that rehearsals run in, where the modules of all units below, and of what they
need, are laid in place: Terragrunt then downloads nothing, and finds what a rehearsal
has left.`,
		Example: "  terrace cloud exec -- terraform test\n  terrace cloud exec -- terragrunt run --all -- plan\n  terrace cloud exec -- terraform apply\n  terrace cloud exec --copy --offline -- terragrunt run --all -- plan",
		RunE:    func(c *cobra.Command, args []string) error { return run(c.Context(), s, args, o) },
	}
	c.Flags().BoolVar(&o.offline, "offline", false, "download nothing: modules come from the store, the mirror, or test/mirror of this repository")
	c.Flags().BoolVar(&o.copy, "copy", false, "work in the copy that rehearsals run in, with all modules in place")
	o.settings = config.Bind(c.Flags(), "engine", "terraform", "tofu", "terragrunt", "provider", "account", "module_mirror", "contracts", "fixtures",
		"allow.local_exec", "allow.providers", "allow.env")
	return c
}

func run(ctx context.Context, s *term.Streams, argv []string, o execOptions) error {
	wd, err := os.Getwd()
	if err != nil {
		return err
	}
	top := config.Top(wd)
	settings, err := o.settings.Load(top)
	if err != nil {
		return err
	}
	lock, err := contract.Open(contract.Path(top, settings.Contracts))
	if err != nil {
		return err
	}
	h, err := home.Open(top, home.Write)
	if err != nil {
		return err
	}
	defer h.Close()
	var whole *estate.Estate // its units tell the account; a command may do without any
	var units []*estate.Unit
	if t, err := target.Open(ctx, o.settings, []string{wd}, target.Options{}); err == nil {
		whole, units = t.Estate, t.Estate.Closure(t.Units)
	} else if o.copy {
		return err
	}
	tools, l := engine.Ensure(ctx, target.Tools(o.settings, engine.Config{Settings: &settings, Top: top, Offline: o.offline, ProviderVersions: rehearsal.ProviderVersions(units),
		Progress: engine.Narrate(func(line string) { s.Errorf("  %s\n", line) })}))
	if l.HasErrors() {
		return l
	}
	code, err := rehearsal.Exec(ctx, rehearsal.Options{Top: top, Estate: whole, Units: units, Folder: h.Dir, Tools: tools, Settings: &settings, Offline: o.offline,
		Mirror: target.Mirror(top, &settings, o.offline), Lock: lock,
		Observe: func(e rehearsal.Event) { s.Errorf("  %s\n", e.Message) },
		Run:     fmt.Sprintf("%d-%d", time.Now().Unix(), os.Getpid())}, wd, o.copy, argv, s.In, s.Out, s.Err)
	if err != nil {
		return err
	}
	if code != 0 {
		return &diag.Exit{Code: diag.Code(code)}
	}
	return nil
}
