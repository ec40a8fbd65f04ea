// Package check is `terrace check`.
package check

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/check"
	"github.com/terrace-cloud/terrace/internal/check/own"
	"github.com/terrace-cloud/terrace/internal/check/report"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/command/target"
	"github.com/terrace-cloud/terrace/internal/command/version"
	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/term"
)

// options are the flags of the command.
type options struct {
	dirs            []string
	format          string
	json, list, fix bool
	write, verbose  bool
	explain         string
	only            []string
	settings        *config.Flags
	now             func() time.Time
}

// New makes the command.
func New(s *term.Streams) *cobra.Command {
	o := options{now: time.Now}
	c := &cobra.Command{
		Use:   "check [DIR...]",
		Short: "Hold the estate to rules: mistakes that a plan does not show",
		Long: `Reads the estate, the local modules and the workflows, without running anything, and
holds them to rules: of inputs and pins, the graph, hard-coded facts, secrets, state,
safety, addresses, names and tags, idioms of Terragrunt 1.x, and workflows. What only
a run can tell is never found fault with. DIR leaves out findings elsewhere.

A comment silences one place, for a time and with a reason, on the line or above it:
    # terrace:ignore bucket-versions until=2027-03-01 reason=holds caches only
rules: in terrace.yaml switches rules off or gives them another severity. Rules of your
own stand in .terrace-rules/*.yaml, as expressions in CEL over the evaluated units:
    rules:
      - id: buckets-begin-with-acme
        protects: Buckets are told apart by the name of the company.
        when: unit.module == "terraform-aws-modules/s3-bucket/aws"
        assert: unit.inputs.bucket.startsWith("acme-")
        at: inputs.bucket
unit has path, environment, stage, region, account, source, module, inputs, locals,
dependencies, state, prevent_destroy and excluded.

Exit codes: 0 clean, or notes only; 2 errors or warnings; 3 usage, or a configuration
that cannot be read; 130 interrupted.`,
		Example: `  terrace check                              # the estate around the working folder
  terrace check infrastructure/production    # what is found there
  terrace check --list
  terrace check --explain bucket-versions
  terrace check --fix                        # mend what can be mended by itself, and show it
  terrace check --baseline known.json --write-baseline
  terrace check --format sarif > check.sarif # for github/codeql-action/upload-sarif
  terrace check --format github              # annotations, in a workflow`,
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			o.dirs = args
			switch {
			case o.json && c.Flags().Changed("format") && o.format != "json":
				return misused("--json and --format " + o.format + " exclude each other")
			case o.json:
				o.format = "json"
			}
			if _, ok := report.Formats[o.format]; !ok && o.format != "text" {
				return misused(fmt.Sprintf("there is no format %q", o.format))
			}
			return Run(c.Context(), s, o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.format, "format", "text", "text, json, sarif, junit or github")
	f.BoolVar(&o.json, "json", false, "as a JSON document; with --list as an array")
	f.BoolVar(&o.list, "list", false, "list the rules")
	f.StringVar(&o.explain, "explain", "", "tell what a rule is about, with an example")
	f.BoolVar(&o.fix, "fix", false, "mend what can be mended by itself, and show what was changed")
	f.StringSliceVar(&o.only, "only", nil, "ask only these rules")
	f.BoolVar(&o.write, "write-baseline", false, "write what is found into the file of --baseline")
	f.BoolVar(&o.verbose, "verbose", false, "tell what was skipped, too")
	o.settings = config.Bind(f, "estate", "contracts", "rules", "baseline")
	c.MarkFlagsMutuallyExclusive("list", "explain", "fix", "write-baseline")
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions([]string{"text", "json", "sarif", "junit", "github"}, cobra.ShellCompDirectiveNoFileComp))
	for _, name := range []string{"explain", "only"} {
		_ = c.RegisterFlagCompletionFunc(name, func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			var ids []string
			for _, r := range check.All() {
				ids = append(ids, r.ID+"\t"+r.Protects)
			}
			return ids, cobra.ShellCompDirectiveNoFileComp
		})
	}
	return c
}

func misused(what string) error {
	return &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: what, Fix: "`terrace check --help` shows how it is used."}
}

// Run does what the flags say.
func Run(ctx context.Context, s *term.Streams, o options) error {
	switch {
	case o.list:
		return list(s, o)
	case o.explain != "":
		return explain(s, o)
	}
	c, err := open(ctx, s, o)
	if err != nil {
		return err
	}
	found, err := c.ask(ctx)
	if err != nil {
		return err
	}
	if o.fix {
		if found, err = c.mend(ctx, found); err != nil {
			return err
		}
	}
	return c.tell(found)
}

// run is one check of an estate.
type run struct {
	options
	s      *term.Streams
	target *target.Target
	own    *own.Set
	rules  []*rule.Rule
	input  *rule.Input
}

// open finds the estate and the rules.
func open(ctx context.Context, s *term.Streams, o options) (*run, error) {
	c := &run{options: o, s: s}
	if os.Getenv("GOGC") == "" {
		// All that is read stays to the end: to look often for what can be let
		// go costs a fifth of the time at thousands of units.
		debug.SetGCPercent(200)
	}
	var err error
	if c.target, err = target.Open(ctx, o.settings, o.dirs, target.Options{Options: estate.Options{Env: os.LookupEnv, OpenEnv: true}, Types: true}); err != nil && !c.unitless() {
		return nil, err
	}
	if o.write && c.target.Settings.Baseline == "" {
		return nil, &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "--write-baseline is not told which file to write",
			Fix: "Name it: --baseline known.json, or baseline: in terrace.yaml."}
	}
	all := check.All()
	if c.own, err = own.Read(c.target.Top, func(id string) bool { return check.Find(id) != nil || id == check.Evaluation }); err != nil {
		return nil, err
	}
	all = slices.Concat(all, c.own.Rules)
	for id := range c.target.Settings.Rules {
		if !slices.ContainsFunc(all, func(r *rule.Rule) bool { return r.ID == id }) {
			none := check.Unknown(all, id)
			none.Where = written(&c.target.Settings, id)
			return nil, none
		}
	}
	c.rules, err = check.Choose(all, c.target.Settings.Rules, o.only)
	return c, err
}

// written gives the line of terrace.yaml that names a rule; none where a flag or
// a variable does.
func written(s *config.Settings, id string) diag.Pos {
	text, _ := os.ReadFile(s.File)
	at := regexp.MustCompile(`(?m)(?:^|[{,\s"'])` + regexp.QuoteMeta(id) + `["']?\s*:`).FindIndex(text)
	if s.File == "" || at == nil {
		return diag.Pos{}
	}
	return diag.Pos{File: s.File, Line: 1 + bytes.Count(text[:at[1]], []byte("\n"))}
}

// unitless tells whether the estate was read and has no unit yet, because its
// stacks have to be fetched: what is written can be checked all the same.
func (c *run) unitless() bool {
	t := c.target
	return t != nil && t.Estate != nil && len(c.dirs) == 0 && len(t.Estate.Units) == 0 && len(t.Estate.Findings) > 0
}

// ask puts the rules to the estate as it stands on disk.
func (c *run) ask(ctx context.Context) (*check.Result, error) {
	var err error
	if c.input, err = rule.Read(ctx, c.target.Estate, c.target.Top, c.target.Modules); err != nil {
		return nil, err
	}
	found, err := check.Run(ctx, c.input, c.rules, c.now())
	if err != nil {
		return nil, err
	}
	if err := c.own.Faults().Err(); err != nil {
		return nil, err
	}
	if len(c.dirs) > 0 {
		c.within(found)
	}
	return found, nil
}

// within leaves out findings that are not about the folders that were named:
// neither about a unit there, nor in a file there.
func (c *run) within(found *check.Result) {
	units, dirs := map[string]bool{}, []string{}
	for _, u := range c.target.Units {
		units[u.Path] = true
	}
	for _, d := range c.dirs {
		if abs, err := filepath.Abs(d); err == nil {
			if real, err := filepath.EvalSymlinks(abs); err == nil {
				abs = real
			}
			dirs = append(dirs, c.input.Rel(abs))
		}
	}
	found.Units = len(c.target.Units)
	found.Findings = slices.DeleteFunc(found.Findings, func(f *rule.Finding) bool {
		for _, u := range append(f.Units, f.Unit) {
			if units[u] {
				return false
			}
		}
		return !slices.ContainsFunc(dirs, func(d string) bool { return d == "." || f.Where.File == d || strings.HasPrefix(f.Where.File, d+"/") })
	})
}

// rounds is how often files are mended at most: what is taken away may be the
// last that read something else.
const rounds = 10

// mend changes the files, shows how, and asks again, until nothing is left to be
// changed.
func (c *run) mend(ctx context.Context, found *check.Result) (*check.Result, error) {
	for range rounds {
		again, err := c.change(ctx, found)
		if err != nil || again == found {
			return again, err
		}
		found = again
	}
	return found, nil
}

// change is one round: found itself where there was nothing to change.
func (c *run) change(ctx context.Context, found *check.Result) (*check.Result, error) {
	changes, err := check.Mend(c.input, found.Findings)
	if err != nil {
		return nil, err
	}
	for _, x := range changes {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := x.Write(); err != nil {
			return nil, err
		}
		to := c.s.Out
		if c.format != "text" { // Out is the document's
			to = c.s.Err
		}
		if _, err := to.Write(x.Diff()); err != nil {
			return nil, err
		}
	}
	if len(changes) == 0 {
		return found, nil
	}
	again, err := open(ctx, c.s, c.options)
	if err != nil {
		return nil, err
	}
	*c = *again
	return c.ask(ctx)
}

// tell writes the report, and gives the exit code as an error.
func (c *run) tell(found *check.Result) error {
	if c.write {
		if err := found.WriteBaseline(c.target.Settings.Baseline); err != nil {
			return err
		}
		c.s.Errorf("Wrote %s: %d finding(s) are known from now on.\n", c.target.Settings.Baseline, len(found.Findings))
	}
	if c.target.Settings.Baseline != "" {
		gone, err := found.Subtract(c.target.Settings.Baseline)
		if err != nil {
			return err
		}
		if gone > 0 && len(c.dirs) == 0 && len(c.only) == 0 {
			c.s.Errorf("%d finding(s) of the baseline are gone: --write-baseline takes them out.\n", gone)
		}
	}
	r := &report.Report{Result: found, Rules: c.rules, Skipped: c.own.Skipped(), Version: version.Version}
	if err := c.print(r); err != nil {
		return err
	}
	code := diag.OK
	for _, f := range found.Findings {
		switch {
		case f.Rule == check.Evaluation && f.Severity == diag.Error:
			code = diag.Worst(code, diag.Config)
		case f.Severity != diag.Note:
			code = diag.Worst(code, diag.Changes)
		}
	}
	if code != diag.OK {
		return &diag.Exit{Code: code}
	}
	return nil
}

func (c *run) print(r *report.Report) error {
	source := func(p diag.Pos) string { return check.Source(c.input, p) }
	if c.format == "text" {
		if err := report.Text(c.s.Out, r, c.s.Paint, source); err != nil {
			return err
		}
		c.totals(c.s.Out, r)
		return nil
	}
	if left := report.LeftOut(r); left > 0 && c.format == "sarif" {
		c.s.Errorf("%d of %d finding(s) are left out, the least severe: GitHub shows 5,000.\n", left, len(r.Findings))
	}
	return report.Formats[c.format](c.s.Out, r)
}

// totals writes the last line, and what may be done next.
func (c *run) totals(w io.Writer, r *report.Report) {
	t := report.Totals(r)
	fmt.Fprintf(w, "%s%s.\n", strings.ToUpper(t[:1]), t[1:])
	if r.NoModule > 0 && c.verbose {
		fmt.Fprintf(w, "terrace modules lock makes the interfaces of modules known.\n")
	}
	fixable := 0
	for _, f := range r.Findings {
		if f.Fixable {
			fixable++
		}
	}
	if fixable > 0 && !c.fix {
		fmt.Fprintf(w, "%d can be mended by itself: terrace check --fix.\n", fixable)
	}
	if c.verbose && r.Skipped > 0 {
		fmt.Fprintf(w, "Rules of your own were not decided %d time(s): they touch what only a run can tell.\n", r.Skipped)
	}
}
