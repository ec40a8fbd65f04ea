// Package affected is `terrace affected`.
package affected

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/command/target"
	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate/affected"
	"github.com/terrace-cloud/terrace/internal/term"
)

// options are the flags of the command.
type options struct {
	dirs                     []string
	base, head               string
	fork                     bool
	dependents, noDependents bool
	json, matrix, exitCode   bool
	shards                   int
	settings                 *config.Flags
}

// New makes the command.
func New(s *term.Streams) *cobra.Command {
	var o options
	c := &cobra.Command{
		Use:   "affected [DIR...]",
		Short: "Tell which units a change touches, why, and in which order they are applied",
		Long: `Compares two trees of the repository and tells which units are touched: those whose
files, includes, read files, templates or local modules differ, those that depend on
them, those that are gone and those that moved. Nothing is executed, and the
repository is only read. DIR leaves out units elsewhere.

Without --head it is the work tree, with what is not committed and what is not
tracked. Without --base it is the commit where the head and the default branch of
origin parted: what this branch changes. Without such a branch it is HEAD: what is not
committed. A --base that is named is compared with as it is, so that a step back to an
older commit is seen too; --merge-base takes the commit where the two parted.

--github-matrix prints one line for a GitHub workflow:
    {"has_changes":true,"count":3,"waves":[{"include":[JOB...]}...],"destroy":[...],"moves":0}
A JOB has name, wave, env, region, role (iam_role) and units (words for a shell). Each
matrix has at most 256 jobs, GitHub's limit, or --shards. In a workflow:
    - run: echo "affected=$(terrace affected --github-matrix)" >> "$GITHUB_OUTPUT"
which gives the output line affected={"has_changes":...}, and in later jobs:
    if: fromJSON(needs.ask.outputs.affected).has_changes
    strategy: { matrix: "${{ fromJSON(needs.ask.outputs.affected).waves[0] }}" }

A unit that cannot be evaluated counts as touched by whatever changes: the answer is
given all the same, and the exit code is 3.

Exit codes: 0 answered (2 with --exit-code, where something is touched), 3 usage,
configuration, or a history that is not there, 4 git is missing, 130 interrupted.`,
		Example: `  terrace affected                                        # what this branch and this work tree change
  terrace affected --base HEAD                            # what is not committed
  terrace affected --base HEAD~1 --head HEAD              # what the last commit changed
  terrace affected --base "$DEPLOYED" --head "$COMMIT"    # between two commits
  terrace affected --base origin/main --merge-base --github-matrix --shards 20
  terrace affected --json | jq -r '.waves[0][]'           # what can be applied first`,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: target.CompleteFolders,
		RunE: func(c *cobra.Command, args []string) error {
			o.dirs = args
			return Run(c.Context(), s, o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.base, "base", "", "the commit to compare with (default: where this branch left the default branch of origin)")
	f.StringVar(&o.head, "head", "", "the commit that is compared (default: the work tree)")
	f.BoolVar(&o.fork, "merge-base", false, "compare with the commit where base and head parted")
	f.BoolVar(&o.dependents, "dependents", false, "count what depends on what is touched (the default)")
	f.BoolVar(&o.noDependents, "no-dependents", false, "leave out what only depends on what is touched")
	f.BoolVar(&o.json, "json", false, "as a JSON document")
	f.BoolVar(&o.matrix, "github-matrix", false, "as matrices for GitHub Actions, on one line")
	f.IntVar(&o.shards, "shards", affected.MaxJobs, "at most so many jobs in a matrix")
	f.BoolVar(&o.exitCode, "exit-code", false, "exit with 2 when something is touched")
	o.settings = config.Bind(f, "estate")
	c.MarkFlagsMutuallyExclusive("dependents", "no-dependents")
	c.MarkFlagsMutuallyExclusive("json", "github-matrix")
	return c
}

// Run compares and prints; the error carries the exit code.
func Run(ctx context.Context, s *term.Streams, o options) error {
	if o.shards < 1 || o.shards > affected.MaxJobs {
		return &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: fmt.Sprintf("--shards cannot be %d", o.shards),
			Fix: fmt.Sprintf("Give a number from 1 to %d, which is as many jobs as a matrix of GitHub may have.", affected.MaxJobs)}
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(150) // a fifteenth of the time at thousands of units, for a tenth more memory
	}
	find, err := target.Change(o.settings, o.dirs)
	if err != nil {
		return err
	}
	find.Base, find.Head, find.Fork, find.NoDependents = o.base, o.head, o.fork, o.noDependents
	a, err := affected.Find(ctx, find)
	if err != nil {
		return err
	}
	if err := o.print(s, a); err != nil {
		return err
	}
	if a.Findings.HasErrors() {
		return &diag.Exit{Code: diag.Config}
	}
	if o.exitCode && a.HasChanges {
		return &diag.Exit{Code: diag.Changes}
	}
	return nil
}

func (o options) print(s *term.Streams, a *affected.Answer) error {
	switch {
	case o.matrix:
		term.PrintFindings(s, a.Findings)
		b, err := json.Marshal(a.Matrices(o.shards))
		s.Printf("%s\n", b)
		return err
	case o.json:
		return s.PrintJSON(a)
	}
	text(s, a)
	return nil
}
