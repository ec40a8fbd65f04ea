package modules

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/contract/locking"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/term"
)

// verifyDocument is what `terrace modules verify --json` prints;
// docs/schema/modules-verify.json describes it.
type verifyDocument struct {
	Schema   string           `json:"schema"` // terrace.modules-verify/1
	Lock     string           `json:"lock"`   // path of the file
	Modules  []locking.Status `json:"modules"`
	ExitCode diag.Code        `json:"exit_code"`
	Findings diag.Findings    `json:"findings"`
}

func newVerify(s *term.Streams) *cobra.Command {
	var o options
	c := &cobra.Command{
		Use:   "verify",
		Short: "Hold the modules on this machine to the lock, and the lock to the estate",
		Long: `Hashes every copy of a locked module that this machine has, in the mirror, in the
module store and in the caches of Terragrunt, and refuses one whose content is not
the one that is locked; nothing is downloaded. A module that the estate uses and the
lock does not hold is an error too, and one that the lock holds and nothing uses.

A stand-in, which a mirror may hold in the place of a module, is named as such: it is
not the module, and is held to no hash.

Exit codes: 0 all is as it is locked, 1 something is not, 3 configuration.`,
		Example: "  terrace modules verify\n  terrace modules verify --module-mirror ~/modules\n  terrace modules verify --json | jq '.modules[] | select(.state == \"differs\")'",
		Args:    cobra.NoArgs,
		RunE:    func(c *cobra.Command, _ []string) error { return runVerify(c.Context(), s, o) },
	}
	o.offline = true
	o.bind(c)
	return c
}

func runVerify(ctx context.Context, s *term.Streams, o options) error {
	w, err := open(ctx, o)
	if err != nil {
		return err
	}
	lo, err := w.options(s, o, false)
	if err != nil {
		return err
	}
	found, err := locking.Verify(ctx, lo)
	done(s)
	if err != nil {
		return err
	}
	doc := verifyDocument{Schema: "terrace.modules-verify/1", Lock: w.path, Modules: found.Statuses, ExitCode: diag.CodeOf(found.Findings.Err()), Findings: found.Findings}
	if o.json {
		if doc.Findings == nil {
			doc.Findings = diag.Findings{}
		}
		if doc.Modules == nil {
			doc.Modules = []locking.Status{}
		}
		err = printJSON(s, doc)
	} else {
		w.tellVerify(s, doc)
	}
	if err == nil && doc.ExitCode != diag.OK {
		err = &diag.Exit{Code: doc.ExitCode}
	}
	return err
}

// states are the words for the states of copies, in the order of the summary.
var states = []struct {
	state locking.State
	style term.Style
	say   string
}{
	{locking.Verified, term.Green, "verified"},
	{locking.Differs, term.Red, "not as locked"},
	{locking.StandIn, term.Yellow, "stand-ins, which are not the modules"},
	{locking.Absent, term.Dim, "not on this machine"},
}

func (w *work) tellVerify(s *term.Streams, doc verifyDocument) {
	counts := map[locking.State]int{}
	styles := map[locking.State]term.Style{}
	for _, x := range states {
		styles[x.state] = x.style
	}
	for _, m := range doc.Modules {
		counts[m.State]++
		line := fmt.Sprintf("%s  %s %s", s.Paint(styles[m.State], fmt.Sprintf("%-8s", m.State)), m.Source, m.Version)
		if m.Where != "" {
			line += "  " + s.Paint(term.Dim, m.Where+" "+w.short(m.Path))
		}
		s.Printf("%s\n", line)
	}
	term.PrintFindings(s, doc.Findings)
	var parts []string
	for _, x := range states {
		if counts[x.state] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[x.state], x.say))
		}
	}
	if len(parts) == 0 {
		parts = []string{"nothing is locked"}
	}
	s.Printf("%s: %s\n", w.short(doc.Lock), strings.Join(parts, ", "))
}
