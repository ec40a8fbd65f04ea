// Package graph is `terrace graph`.
package graph

import (
	"context"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/command/target"
	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/describe"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/picture"
	"github.com/terrace-cloud/terrace/internal/term"
)

type options struct {
	format, out string
	all, json   bool
	settings    *config.Flags
}

// form is a form that the graph is written in.
type form struct {
	write   func(*term.Streams, *picture.Graph, string) error // the string is the estate's root
	endings []string                                          // of files that are written so
}

var forms = map[string]form{
	"svg":     {func(s *term.Streams, g *picture.Graph, _ string) error { return g.SVG(s.Out) }, []string{".svg"}},
	"dot":     {func(s *term.Streams, g *picture.Graph, _ string) error { return g.DOT(s.Out) }, []string{".dot", ".gv"}},
	"mermaid": {func(s *term.Streams, g *picture.Graph, _ string) error { return g.Mermaid(s.Out) }, []string{".mmd", ".mermaid"}},
	"json":    {document, []string{".json"}},
	"text":    {text, []string{".txt"}},
}

// New makes the command.
func New(s *term.Streams) *cobra.Command {
	var o options
	c := &cobra.Command{
		Use:   "graph [UNIT]",
		Short: "Draw which units need which",
		Long: fmt.Sprintf(`Draws the estate's graph from left to right, as it is applied: what a unit needs stands
to its left. With UNIT, only what it needs and what needs it, directly or through others.

More than %d units are gathered: by environment, region and layer, as finely as that
leaves at most %d boxes. --all draws every unit.

The SVG stands alone: its text can be searched and copied, each box and line has a
title, and its colours follow the light or dark mode of the reader. Without --format the
ending of the file decides, else it is svg; on a terminal it is text, by waves.

Exit codes: 0 done, 3 the estate or a unit cannot be read.`, picture.Most, picture.Most),
		Example: `  terrace graph -o estate.svg
  terrace graph --all -o everything.svg
  terrace graph network/vpc -o vpc.svg               # what it needs, what needs it
  terrace graph --format mermaid                     # for Markdown
  terrace graph --format dot --all | dot -Tpdf > estate.pdf
  terrace graph --json --all | jq '.nodes[] | select(.wave == 1) | .id'`,
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: target.CompleteUnit,
		RunE:              func(c *cobra.Command, args []string) error { return run(c.Context(), s, o, args) },
	}
	f := c.Flags()
	f.StringVar(&o.format, "format", "", "svg, dot, mermaid, json or text")
	f.StringVarP(&o.out, "output", "o", "", "file to write to; - for standard output")
	f.BoolVar(&o.all, "all", false, "every unit, however many there are")
	f.BoolVar(&o.json, "json", false, "the same as --format json")
	o.settings = config.Bind(f, "estate")
	c.MarkFlagsMutuallyExclusive("format", "json")
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(names(), cobra.ShellCompDirectiveNoFileComp))
	return c
}

func names() []string { return slices.Sorted(maps.Keys(forms)) }

func run(ctx context.Context, s *term.Streams, o options, args []string) error {
	write, err := o.form(s)
	if err != nil {
		return err
	}
	po := picture.Options{All: o.all}
	done := s.Busy("reading the estate")
	t, err := func() (t *target.Target, err error) {
		if len(args) == 0 {
			return target.Open(ctx, o.settings, nil, target.Look)
		}
		t, po.Focus, err = target.One(ctx, o.settings, args[0], target.Look)
		return t, err
	}()
	done()
	if err != nil {
		return err
	}
	g := picture.Of(t.Estate, t.Estate.Units, po)
	if o.out == "" || o.out == "-" {
		err = write(s, g, t.Estate.Root)
	} else {
		err = save(o.out, func(w io.Writer) error { return write(&term.Streams{Out: w}, g, t.Estate.Root) })
	}
	if err != nil {
		return err
	}
	found := wrong(t.Estate)
	term.PrintFirst(s, found, 20, "terrace list --json has them all")
	if found.HasErrors() {
		return &diag.Exit{Code: diag.Config}
	}
	return nil
}

// form gives how the graph is to be written.
func (o options) form(s *term.Streams) (func(*term.Streams, *picture.Graph, string) error, error) {
	name, ending := o.format, strings.ToLower(filepath.Ext(o.out))
	switch {
	case o.json:
		name = "json"
	case name != "":
	case ending != "":
		for n, f := range forms {
			if slices.Contains(f.endings, ending) {
				return forms[n].write, nil
			}
		}
		return nil, noForm(fmt.Sprintf("Nothing says which format %s is to have", o.out), "Add --format: ")
	case s.OutTTY:
		name = "text"
	default:
		name = "svg"
	}
	f, ok := forms[name]
	if !ok {
		return nil, noForm(fmt.Sprintf("There is no format %q", name), "Write ")
	}
	return f.write, nil
}

func noForm(summary, fix string) error {
	return &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: summary, Fix: fix + strings.Join(names(), ", ") + "."}
}

// wrong gives the errors that make edges or units missing in the picture.
func wrong(e *estate.Estate) (out diag.Findings) {
	all := append(diag.Findings{}, e.Findings...)
	for _, u := range e.Units {
		all = append(all, describe.Found(u.Path, u.Findings)...)
	}
	for _, f := range all {
		if f.Severity == diag.Error {
			out = append(out, f)
		}
	}
	return out
}
