package modules

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/contract/locking"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/term"
)

// outdatedDocument is what `terrace modules outdated --json` prints;
// docs/schema/modules-outdated.json describes it.
type outdatedDocument struct {
	Schema   string        `json:"schema"`  // terrace.modules-outdated/1
	Lock     string        `json:"lock"`    // path of the file
	Offline  bool          `json:"offline"` // only this machine was asked
	Modules  []locking.Age `json:"modules"`
	ExitCode diag.Code     `json:"exit_code"`
	Findings diag.Findings `json:"findings"`
}

func newOutdated(s *term.Streams) *cobra.Command {
	var o options
	c := &cobra.Command{
		Use:   "outdated",
		Short: "List locked modules of which there are newer versions",
		Long: `Asks the registry of each locked module for its versions, and lists the newest with
the same major version and the newest of all; prereleases do not count. With --offline
only the mirror and the module store of this machine are looked at.

Exit codes: 0 nothing newer, 1 a registry did not answer, 2 there are newer versions,
3 configuration.`,
		Example: "  terrace modules outdated\n  terrace modules outdated --offline --module-mirror ~/modules\n  terrace modules outdated --json | jq '.modules[] | select(.newest)'",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return runOutdated(c.Context(), s, o) },
	}
	o.bind(c)
	c.Flags().BoolVar(&o.offline, "offline", false, "ask no registry, look on this machine only")
	return c
}

func runOutdated(ctx context.Context, s *term.Streams, o options) error {
	w, err := open(ctx, o)
	if err != nil {
		return err
	}
	lo, err := w.options(s, o, true)
	if err != nil {
		return err
	}
	ages, findings, err := locking.Outdated(ctx, lo, o.offline)
	done(s)
	if err != nil {
		return err
	}
	doc := outdatedDocument{Schema: "terrace.modules-outdated/1", Lock: w.path, Offline: o.offline, Modules: ages, ExitCode: diag.CodeOf(findings.Err()), Findings: findings}
	for _, a := range ages {
		if a.Newest != "" {
			doc.ExitCode = diag.Worst(doc.ExitCode, diag.Changes)
		}
	}
	if o.json {
		if doc.Findings == nil {
			doc.Findings = diag.Findings{}
		}
		if doc.Modules == nil {
			doc.Modules = []locking.Age{}
		}
		err = printJSON(s, doc)
	} else {
		w.tellOutdated(s, doc)
	}
	if err == nil && doc.ExitCode != diag.OK {
		err = &diag.Exit{Code: doc.ExitCode}
	}
	return err
}

func (w *work) tellOutdated(s *term.Streams, doc outdatedDocument) {
	width, newer := len("module"), 0
	for _, a := range doc.Modules {
		if a.Newest != "" {
			newer++
			width = max(width, len(a.Source))
		}
	}
	row := func(style term.Style, cells ...string) {
		s.Printf("%s\n", s.Paint(style, fmt.Sprintf("%-*s  %-10s  %-12s  %s", width, cells[0], cells[1], cells[2], cells[3])))
	}
	if newer > 0 {
		row(term.Bold, "module", "locked", "same major", "newest")
	}
	for _, a := range doc.Modules {
		if a.Newest != "" {
			within := a.Within
			if within == "" {
				within = "-"
			}
			row("", a.Source, a.Version, within, a.Newest)
		}
	}
	term.PrintFindings(s, doc.Findings)
	where := "of their registries"
	if doc.Offline {
		where = "on this machine (offline: no registry was asked)"
	}
	s.Printf("%d of %d locked %s older than the newest %s\n", newer, len(doc.Modules), plural(len(doc.Modules), "module is", "modules are"), where)
}
