package modules

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/command/target"
	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/contract/locking"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/rehearsal/schemas"
	"github.com/terrace-cloud/terrace/internal/term"
)

type lockOptions struct {
	options
	keep   []string
	prune  bool
	accept bool
}

// lockDocument is what `terrace modules lock --json` prints; docs/schema/modules-lock.json
// describes it.
type lockDocument struct {
	Schema   string           `json:"schema"` // terrace.modules-lock/1
	Lock     string           `json:"lock"`   // path of the file
	Modules  []locking.Change `json:"modules"`
	ExitCode diag.Code        `json:"exit_code"`
	Findings diag.Findings    `json:"findings"`
}

func newLock(s *term.Streams) *cobra.Command {
	var o lockOptions
	c := &cobra.Command{
		Use:   "lock [SOURCE...]",
		Short: "Write the lock: get each module, hash it, and read its interface",
		Long: `Writes terrace.lock.json for the modules that the estate uses, and says what changed
in it. What the lock holds already is left as it is, but for types of outputs that were not
known; other modules are taken from the
mirror, the module store of this machine, or their registry. A module that cannot be
had, or of which there is only a stand-in, is an error; the others are locked all the
same. Git modules come from a mirror only, and are left out where there is none.

A SOURCE, written as in a unit, is locked though no unit uses it yet, until --prune.

Exit codes: 0 written, or nothing to write; 1 a module is not locked; 3 configuration.`,
		Example: `  terrace modules lock
  terrace modules lock --module-mirror ~/modules --offline
  terrace modules lock 'tfr:///terraform-aws-modules/sqs/aws?version=4.3.1'   # before a unit uses it
  terrace modules lock --accept-changed     # read all again, and take what has changed`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			o.keep = args
			return runLock(c.Context(), s, o)
		},
	}
	o.bind(c)
	f := c.Flags()
	f.BoolVar(&o.offline, "offline", false, "download nothing: modules come from the mirror or the store")
	f.BoolVar(&o.prune, "prune", false, "forget modules that were named here before and that nothing uses")
	f.BoolVar(&o.accept, "accept-changed", false, "read every module again, and take a content that is not the one locked")
	return c
}

func runLock(ctx context.Context, s *term.Streams, o lockOptions) error {
	w, err := open(ctx, o.options)
	if err != nil {
		return err
	}
	lo, err := w.options(s, o.options, !o.accept)
	if err != nil {
		return err
	}
	lo.Keep, lo.Prune, lo.Again = o.keep, o.prune, o.accept
	told := w.schemas(ctx, &lo)
	made, err := locking.Make(ctx, lo)
	done(s)
	if err != nil {
		return err
	}
	if len(made.Lock.Packages) > 0 || len(w.lock.Packages) > 0 {
		if err := made.Lock.Write(w.path); err != nil {
			return &diag.Finding{Severity: diag.Error, Summary: "The lock cannot be written", Detail: err.Error() + ".",
				Fix: "Make the folder writable, or free disk space.", Where: diag.Pos{File: w.path}}
		}
	}
	made.Findings = append(made.Findings, append(told, untyped(made.Lock)...)...)
	doc := lockDocument{Schema: "terrace.modules-lock/1", Lock: w.path, Modules: made.Changes, ExitCode: diag.CodeOf(made.Findings.Err()), Findings: made.Findings}
	if o.json {
		if doc.Findings == nil {
			doc.Findings = diag.Findings{}
		}
		err = printJSON(s, doc)
	} else {
		w.tellLock(s, doc)
	}
	if err == nil && doc.ExitCode != diag.OK {
		err = &diag.Exit{Code: doc.ExitCode}
	}
	return err
}

// schemas tells the work what is known of the provider's types. Where nothing
// is, the provider is asked that this machine has.
func (w *work) schemas(ctx context.Context, lo *locking.Options) (told diag.Findings) {
	store := schemas.Here()
	if store.Empty() {
		if tools, _ := engine.Find(ctx, engine.Config{Settings: &w.Settings, Top: w.Top, Offline: true}); tools != nil {
			told = target.Remember(ctx, store, tools.Provider)
		}
	}
	lo.Schemas = store
	return told
}

// untyped tells of outputs whose types could be known, and are not.
func untyped(l *contract.Lock) diag.Findings {
	n := 0
	for _, p := range l.Packages {
		for _, f := range p.Folders {
			if locking.Untyped(f.Module) {
				n++
			}
		}
	}
	if n == 0 {
		return nil
	}
	return diag.Findings{{Severity: diag.Note, Summary: fmt.Sprintf("%d %s no types for some outputs", n, plural(n, "module has", "modules have")),
		Detail: "They are inferred from the module and the AWS provider, and one of them is not here.",
		Fix:    "Run `terrace setup`, which brings the provider, and lock where the modules can be had: they get their types then."}}
}

var changeMarks = map[locking.ChangeKind]struct {
	mark  string
	style term.Style
}{
	locking.Added: {"+", term.Green}, locking.Removed: {"-", term.Red}, locking.Changed: {"~", term.Yellow},
}

func (w *work) tellLock(s *term.Streams, doc lockDocument) {
	counts := map[locking.ChangeKind]int{}
	for _, c := range doc.Modules {
		counts[c.Kind]++
		m, ok := changeMarks[c.Kind]
		if !ok {
			continue
		}
		s.Printf("%s %s %s  %s%s\n", s.Paint(m.style, m.mark), c.Source, c.Version, s.Paint(term.Dim, c.Hash), folders(c.Folders))
		for _, d := range c.Differences {
			s.Printf("    since %s: %s\n", c.Since, d)
		}
	}
	term.PrintFindings(s, doc.Findings)
	n := len(doc.Modules) - counts[locking.Removed]
	line := fmt.Sprintf("%s: %d %s", w.short(doc.Lock), n, plural(n, "module", "modules"))
	var parts []string
	for _, k := range []locking.ChangeKind{locking.Added, locking.Changed, locking.Removed} {
		if counts[k] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", counts[k], k))
		}
	}
	if len(parts) == 0 {
		parts = []string{"nothing changed"}
	}
	s.Printf("%s, %s\n", line, strings.Join(parts, ", "))
}

// folders names the submodules that are locked, and the top only beside them.
func folders(l []string) string {
	if len(l) == 1 && l[0] == "" {
		return ""
	}
	for i, f := range l {
		if f == "" {
			l[i] = "."
		}
	}
	return "  " + strings.Join(l, " ")
}
