// Package show is `terrace show`.
package show

import (
	"context"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/command/target"
	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/estate/place"
	"github.com/terrace-cloud/terrace/internal/rehearsal"
	"github.com/terrace-cloud/terrace/internal/term"
)

type options struct {
	input        string
	reveal, json bool
	rehearsed    bool
	settings     *config.Flags
}

// New makes the command.
func New(s *term.Streams) *cobra.Command {
	var o options
	c := &cobra.Command{
		Use:   "show UNIT",
		Short: "Show what a unit is given, and which line of which file says so",
		Long: `Shows the value of every input of a unit with the place where it is written, its
module, state, dependencies, hooks and the files that it depends on. With --input, the
chain of places that made one value, first to last.

UNIT is a path in the estate, the end of one that no other unit has, a folder, or "."
for the working folder. Nothing is run: what only a run can tell is shown with what it
waits for. Values are hidden that go by the name of a secret, went through sensitive(),
or that the module calls sensitive; --reveal shows them.

Exit codes: 0 done, 3 the unit does not exist or cannot be read.`,
		Example: `  terrace show dev/eu-central-1/network/vpc
  terrace show ecs-service-api --input cpu            # which file says so?
  terrace show . --input services.api.memory          # a key inside an input
  terrace show network/alb --rehearsed                # with the outputs of a rehearsal
  terrace show network/vpc --json | jq '.inputs[] | select(.known | not) | .name'`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: target.CompleteUnit,
		RunE:              func(c *cobra.Command, args []string) error { return run(c.Context(), s, o, args[0]) },
	}
	f := c.Flags()
	f.StringVar(&o.input, "input", "", "only this input, or a key inside it: NAME.KEY.KEY; elements of lists by number, from 0")
	f.BoolVar(&o.reveal, "reveal", false, "show sensitive values too")
	f.BoolVar(&o.rehearsed, "rehearsed", false, "with the outputs that other units have in the rehearsal of this repository; they are made up")
	f.BoolVar(&o.json, "json", false, "as a JSON document")
	o.settings = config.Bind(f, "estate", "contracts")
	return c
}

func run(ctx context.Context, s *term.Streams, o options, name string) error {
	done := s.Busy("reading the estate")
	t, u, err := o.read(ctx, name)
	done()
	if err != nil {
		return err
	}
	v := &viewer{t: t, unit: u, reveal: o.reveal}
	v.module, _ = t.Modules.For(u) // a module that cannot be read says nothing here
	if o.input != "" {
		return showInput(s, v, o)
	}
	d := newDocument(v, place.Of(t.Estate)[u])
	if o.json {
		err = s.PrintJSON(d)
	} else {
		text(s, v, d)
		term.PrintFindings(s, u.Findings)
	}
	if err == nil && u.Findings.HasErrors() {
		return &diag.Exit{Code: diag.Config}
	}
	return err
}

// read finds the unit and evaluates it, with the outputs of a rehearsal where
// they are wanted.
func (o options) read(ctx context.Context, name string) (*target.Target, *estate.Unit, error) {
	with := target.Look
	with.Types = true
	t, u, err := target.One(ctx, o.settings, name, with)
	if err != nil || !o.rehearsed {
		return t, u, err
	}
	standing, err := rehearsal.Stand(t.Top, t.Estate.Units)
	if err != nil {
		return nil, nil, err
	}
	defer standing.Close()
	with.Outputs = standing.Outputs
	return target.One(ctx, o.settings, name, with)
}
