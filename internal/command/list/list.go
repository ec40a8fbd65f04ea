// Package list is `terrace list`.
package list

import (
	"context"
	"strings"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/command/target"
	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/describe"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate/place"
	"github.com/terrace-cloud/terrace/internal/term"
)

type options struct {
	json, tree bool
	settings   *config.Flags
}

// New makes the command.
func New(s *term.Streams) *cobra.Command {
	var o options
	c := &cobra.Command{
		Use:   "list [DIR...]",
		Short: "List the units of an estate: where they stand, what they run, what they need",
		Long: `Reads the estate and lists every unit below DIR, else all: environment, region and
layer, module and version, the units that it needs, and where it keeps its state.
Nothing is run and nothing is downloaded; what only a run can tell is said to be so.

A unit that cannot be read is told with file and line, and the others are listed all
the same. Exit codes: 0 done, 3 a unit or the estate cannot be read.`,
		Example: `  terrace list
  terrace list infrastructure/dev
  terrace list --tree
  terrace list --json | jq -r '.units[] | select(.environment == "dev") | .path'`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: target.CompleteFolders,
		RunE:              func(c *cobra.Command, args []string) error { return run(c.Context(), s, o, args) },
	}
	f := c.Flags()
	f.BoolVar(&o.json, "json", false, "as a JSON document")
	f.BoolVar(&o.tree, "tree", false, "as a tree of folders")
	o.settings = config.Bind(f, "estate")
	c.MarkFlagsMutuallyExclusive("json", "tree")
	return c
}

func run(ctx context.Context, s *term.Streams, o options, dirs []string) error {
	done := s.Busy("reading the estate")
	t, err := target.Open(ctx, o.settings, dirs, target.Look)
	done()
	if err != nil {
		return err
	}
	d := newDocument(t)
	switch {
	case o.json:
		if err := d.print(s); err != nil {
			return err
		}
	case o.tree:
		tree(s, d)
	default:
		text(s, d)
	}
	if !o.json {
		term.PrintFirst(s, d.all(), 20, "terrace list --json has them all")
	}
	if d.all().HasErrors() {
		return &diag.Exit{Code: diag.Config}
	}
	return nil
}

// text prints a table with everything. On a terminal that is too narrow for it,
// units stand under the folder that they share, and what is left out is said.
func text(s *term.Streams, d *document) {
	table := &term.Table{Columns: []term.Column{{Title: "UNIT"}, {Title: "ENVIRONMENT"}, {Title: "REGION"}, {Title: "LAYER"},
		{Title: "MODULE", Least: 24, Cut: term.CutMiddle}, {Title: "VERSION", Least: 8}, {Title: "NEEDS", Least: 16}, {Title: "STATE", Least: 24, Cut: term.CutStart}}}
	for _, u := range d.Units {
		table.Rows = append(table.Rows, []string{u.Path, u.Environment, u.Region, u.Layer, u.Source.Module, u.Source.Version,
			strings.Join(near(u), ","), u.State.String()})
	}
	if !s.OutTTY {
		table.Print(s, 0)
		return
	}
	said := d.total()
	if width := s.Width(); table.Fits(width) {
		table.Print(s, width)
	} else {
		narrow(d).Print(s, width)
		said += "\nmodules and states in full: pipe it, or --json"
	}
	s.Printf("\n%s\n", s.Paint(term.Dim, said))
}

// near names what a unit needs as short as it is clear: without the folders
// that both share.
func near(u unit) (out []string) {
	seen := map[string]bool{}
	for _, d := range u.Dependencies {
		if d.Enabled && d.Unit != "" && !seen[d.Unit] {
			seen[d.Unit] = true
			out = append(out, describe.Beside(u.Path, d.Unit))
		}
	}
	return out
}

func (d *document) total() string {
	envs, regions := map[string]bool{}, map[string]bool{}
	for _, u := range d.Units {
		if u.Environment != "" {
			envs[u.Environment] = true
		}
		if u.Region != "" && u.Region != "global" {
			regions[u.Region] = true
		}
	}
	said := describe.Count(len(d.Units), "unit")
	for _, of := range []struct {
		n    int
		what string
	}{{len(envs), "environment"}, {len(regions), "region"}} {
		if of.n > 0 {
			said += ", " + describe.Count(of.n, of.what)
		}
	}
	return said
}

// document is what --json prints.
type document struct {
	Schema   string        `json:"schema"`
	Root     string        `json:"root"` // absolute folder that paths of units start at
	Units    []unit        `json:"units"`
	Findings diag.Findings `json:"findings"` // of the estate as a whole
}

type unit struct {
	Path         string          `json:"path"`
	Environment  string          `json:"environment"`
	Region       string          `json:"region"`
	Layer        string          `json:"layer"`
	Source       describe.Source `json:"source"`
	Dependencies []dependency    `json:"dependencies"`
	State        *describe.State `json:"state"`
	Excluded     string          `json:"excluded,omitempty"` // "yes", or "unknown" where only a run can tell
	Findings     diag.Findings   `json:"findings"`
}

type dependency struct {
	Name    string   `json:"name,omitempty"` // of the block; none for a path of dependencies
	Unit    string   `json:"unit,omitempty"` // none where it leads to no unit
	Enabled bool     `json:"enabled"`
	Where   diag.Pos `json:"where,omitzero"`
}

func newDocument(t *target.Target) *document {
	d := &document{Schema: "terrace.list/1", Root: t.Estate.Root, Units: []unit{}, Findings: append(diag.Findings{}, t.Estate.Findings...)}
	places := place.Of(t.Estate)
	for _, u := range t.Units {
		p := places[u]
		row := unit{Path: u.Path, Environment: p.Environment, Region: p.Region, Layer: p.Layer, Source: describe.SourceOf(t.Estate, u),
			Dependencies: []dependency{}, State: describe.StateOf(u), Excluded: describe.Excluded(u), Findings: append(diag.Findings{}, u.Findings...)}
		for _, e := range u.Dependencies {
			row.Dependencies = append(row.Dependencies, dependency{e.Name, e.Target, e.Enabled, e.Pos})
		}
		d.Units = append(d.Units, row)
	}
	return d
}

func (d *document) print(s *term.Streams) error { return s.PrintJSON(d) }

// all gives every finding, those of the estate first.
func (d *document) all() diag.Findings {
	l := append(diag.Findings{}, d.Findings...)
	for _, u := range d.Units {
		l = append(l, describe.Found(u.Path, u.Findings)...)
	}
	return l
}
