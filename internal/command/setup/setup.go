// Package setup is `terrace setup`.
package setup

import (
	"context"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/command/target"
	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/rehearsal/schemas"
	"github.com/terrace-cloud/terrace/internal/term"
)

type options struct {
	json    bool
	exports bool
	check   bool
	offline bool

	settings *config.Flags
}

// New makes the command.
func New(s *term.Streams) *cobra.Command {
	var o options
	c := &cobra.Command{
		Use:   "setup",
		Short: "Find the tools, and install those that are missing",
		Long: `Finds Terraform or OpenTofu, Terragrunt, git and the AWS provider, and says which
version stands where and why it was taken.

Each is taken from the first of these that names or has it: a flag; the environment
(TERRACE_TERRAFORM, TERRACE_TOFU, TERRACE_TERRAGRUNT, TERRACE_AWS_PROVIDER);
terrace.yaml at the top of the repository; what Terrace installed itself; PATH. The
provider is looked for in Terraform's plugin folders and caches, in the mirrors of
the CLI configuration, in the .terraform folders of the repository, and by a short
search of this machine. Of several versions a rehearsal takes one that its units ask
for.

What is missing is installed into the user's cache (TERRACE_CACHE names another
folder): Terragrunt, and OpenTofu where there is no engine, are built with Go, once,
in some minutes; the AWS provider is downloaded by "terraform init". It is started
once, offline, to tell its types: commands that run nothing know them then.

Other commands do the same before they begin. Exit codes: 0 all is there, 3
configuration, 4 something is missing, 130 interrupted.`,
		Example: `  terrace setup
  terrace setup --check                 # install nothing
  terrace setup --engine tofu           # with OpenTofu
  terrace setup --json | jq .tools
  TERRACE_TERRAFORM=~/bin/terraform-1.11 terrace setup`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			dir, err := os.Getwd()
			if err != nil {
				return err
			}
			return run(c.Context(), s, o, dir)
		},
	}
	f := c.Flags()
	f.BoolVar(&o.json, "json", false, "as a JSON document")
	f.BoolVar(&o.exports, "exports", false, "as shell lines that name the tools to other programs: eval \"$(terrace setup --exports)\"")
	f.BoolVar(&o.check, "check", false, "install nothing, only look")
	f.BoolVar(&o.offline, "offline", false, "download nothing")
	o.settings = config.Bind(f, "engine", "terraform", "tofu", "terragrunt", "provider")
	c.MarkFlagsMutuallyExclusive("json", "exports")
	return c
}

// exports prints the tools as the variables under which Terrace looks for them.
func exports(s *term.Streams, t *engine.Tools) {
	for _, v := range [][2]string{
		{"TERRACE_" + strings.ToUpper(string(t.Kind)), t.Engine.Path}, {"TERRACE_TERRAGRUNT", t.Terragrunt.Path}, {"TERRACE_AWS_PROVIDER", t.Provider.Path},
	} {
		if v[1] != "" {
			s.Printf("export %s='%s'\n", v[0], strings.ReplaceAll(v[1], "'", `'\''`))
		}
	}
}

func run(ctx context.Context, s *term.Streams, o options, dir string) error {
	top := config.Top(dir)
	settings, err := o.settings.Load(top)
	if err != nil {
		return err
	}
	p := newProgress(s)
	c := target.Tools(o.settings, engine.Config{Settings: &settings, Top: top, Offline: o.offline, Progress: p.see})
	look := engine.Ensure
	if o.check {
		look = engine.Find
	}
	tools, found := look(ctx, c)
	if !o.check {
		found = append(found, target.Remember(ctx, schemas.Here(), tools.Provider)...)
	}
	p.close()

	d := newDocument(tools, found)
	switch {
	case o.exports:
		exports(s, tools)
	case o.json:
		if err := d.print(s); err != nil {
			return err
		}
	default:
		table(s, d)
		term.PrintFindings(s, found)
	}
	if d.ExitCode != diag.OK {
		return &diag.Exit{Code: d.ExitCode}
	}
	return nil
}
