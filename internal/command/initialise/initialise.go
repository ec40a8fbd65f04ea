// Package initialise is `terrace init`.
package initialise

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace"
	"github.com/terrace-cloud/terrace/internal/command/version"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/scaffold"
	"github.com/terrace-cloud/terrace/internal/term"
)

// options are the flags of the command.
type options struct {
	dir          string
	answers      string
	template     string
	organization string
	domain       string
	repository   string
	regions      []string
	cidr         string
	accounts     []string
	management   string
	without      []string
	overwrite    bool
	upgrade      bool
	dryRun       bool
	json         bool
}

// New makes the command.
func New(s *term.Streams) *cobra.Command {
	var o options
	c := &cobra.Command{
		Use:   "init DIR",
		Short: "Hand out the estate to a new organization, or bring it a newer release",
		Long: `Writes the whole platform, in Terragrunt, to DIR/infrastructure: for your organization,
domain, accounts, regions and addresses. Beside it go terrace.yaml and terrace.lock.json,
so that it can be checked and rehearsed at once, and the workflows of GitHub.

On a terminal it asks; elsewhere answers come from flags or from a file. Nothing that
stands there is overwritten without asking.

A file of answers (--answers):

  organization: acme              # first part of every name, 12 characters at most
  domain: acme.example            # environments live below it
  repository: acme/platform       # on GitHub: it may deploy
  regions: [eu-west-1, us-west-2] # the primary one, and a secondary one or none
  cidr: 10.0.0.0/8                # networks are cut from it, a /16 each
  environments:                   # like: dev, staging or production; the name if left out
    - { name: dev, account: "111122223333" }
    - { name: live, like: production, account: "333344445555" }
  management: "444455556666"      # account that pays; left out: its units are too
  without: [gpu, shield]          # of: gpu, inference, efs, accelerator, shield

With --upgrade, what this release of terrace has changed in the estate is merged into
what you have made of it, as git merges branches. Where both changed the same lines,
both stand in the file between marks.

Exit codes: 0 done, 1 it could not be written, 2 an upgrade has conflicts, 3 answers
that are wrong, or files in the way, 130 interrupted.`,
		Example: `  terrace init .                                          # asks on a terminal
  terrace init . --answers answers.yaml
  terrace init shop --organization shop --domain shop.example --repository shop/platform --regions eu-west-1 --account dev=111122223333 --account production=333344445555
  terrace init . --upgrade --dry-run                      # what would a newer release change?
  terrace init . --upgrade`,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			o.dir = args[0]
			if o.upgrade {
				return upgrade(c.Context(), s, o)
			}
			return Run(c.Context(), s, o, c.Flags().Changed)
		},
	}
	f := c.Flags()
	f.StringVar(&o.answers, "answers", "", "file of answers (YAML)")
	f.StringVar(&o.template, "template", "", "repository whose infrastructure/ to hand out, instead of the one in this program")
	f.StringVar(&o.organization, "organization", "", "first part of every name")
	f.StringVar(&o.domain, "domain", "", "domain that users come to")
	f.StringVar(&o.repository, "repository", "", "repository on GitHub: owner/name")
	f.StringSliceVar(&o.regions, "regions", nil, "primary region, and a secondary one: eu-west-1,us-west-2")
	f.StringVar(&o.cidr, "cidr", "", "block of addresses that all networks are cut from")
	f.StringArrayVar(&o.accounts, "account", nil, "environment and its account, NAME=DIGITS or NAME:LIKE=DIGITS; several times")
	f.StringVar(&o.management, "management", "", "account that pays for the others")
	f.StringSliceVar(&o.without, "without", nil, "parts that are left out: "+strings.Join(scaffold.PartNames(), ", "))
	f.BoolVar(&o.overwrite, "overwrite", false, "replace files that stand there, without asking")
	f.BoolVar(&o.upgrade, "upgrade", false, "bring the estate in DIR to this release")
	f.BoolVar(&o.dryRun, "dry-run", false, "say what would be written, and write nothing")
	f.BoolVar(&o.json, "json", false, "as a JSON document")
	// An upgrade goes by the answers of its record.
	for _, flag := range []string{"answers", "organization", "domain", "repository", "regions", "cidr", "account", "management", "without", "overwrite"} {
		c.MarkFlagsMutuallyExclusive("upgrade", flag)
	}
	return c
}

// release gives the estate to hand out, and which one it is.
func (o options) release() (fs.FS, string) {
	if o.template != "" {
		return os.DirFS(o.template), filepath.Base(o.template)
	}
	return terrace.Estate, version.Name()
}

// Run writes a new estate; changed tells which flags were given.
func Run(ctx context.Context, s *term.Streams, o options, changed func(flag string) bool) error {
	ask := sync.OnceValue(func() *asker { return newAsker(s) }) // one reader of what is typed
	a, err := o.gather(ctx, s, ask, changed)
	if err != nil {
		return err
	}
	release, name := o.release()
	tree, err := scaffold.Render(release, a)
	if err != nil {
		return err
	}
	record, err := scaffold.Record{Release: name, Answers: a, Base: tree}.Files()
	if err != nil {
		return err
	}
	all := maps.Clone(tree)
	maps.Copy(all, record)
	if err := o.mayWrite(ctx, s, ask, all); err != nil {
		return err
	}
	if !o.dryRun {
		if err := scaffold.Write(o.dir, all); err != nil {
			return err
		}
	}
	return o.written(s, all, a)
}

// mayWrite sees to it that nothing is lost that somebody did not agree to.
func (o options) mayWrite(ctx context.Context, s *term.Streams, ask func() *asker, t scaffold.Tree) error {
	taken, err := scaffold.Taken(o.dir, t)
	if err != nil || len(taken) == 0 || o.overwrite || o.dryRun {
		return err
	}
	shown := taken
	if len(shown) > 10 {
		shown = append(append([]string{}, taken[:10]...), fmt.Sprintf("and %d more", len(taken)-10))
	}
	f := &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: fmt.Sprintf("%d files stand there already and are different", len(taken)),
		Detail: strings.Join(shown, "\n"), Where: diag.Pos{File: o.dir},
		Fix: "Name another folder, or say --overwrite. To bring an estate that terrace wrote to a newer release: --upgrade."}
	if !s.Interactive() {
		return f
	}
	term.PrintFindings(s, diag.Findings{f})
	yes, err := ask().ask(ctx, "Overwrite them? (yes or no)", "no", nil)
	if err != nil {
		return err
	}
	if yes != "yes" {
		return &diag.Exit{Code: diag.Config}
	}
	return nil
}

// document is what --json prints.
type document struct {
	Folder  string           `json:"folder"`
	Release string           `json:"release"`
	Written bool             `json:"written"` // false with --dry-run
	Files   []string         `json:"files"`
	Answers scaffold.Answers `json:"answers"`
}

func (o options) written(s *term.Streams, t scaffold.Tree, a scaffold.Answers) error {
	_, release := o.release()
	if o.json {
		b, err := json.MarshalIndent(document{Folder: o.dir, Release: release, Written: !o.dryRun, Files: t.Paths(), Answers: a}, "", "  ")
		if err != nil {
			return err
		}
		s.Printf("%s\n", b)
		return nil
	}
	verb := "Wrote"
	if o.dryRun {
		verb = "Would write"
	}
	s.Printf("%s %d files to %s.\n", verb, len(t), o.dir)
	for _, e := range a.Environments {
		s.Printf("  %-12s account %s, %s\n", e.Name, e.Account, strings.Join(a.Regions, " and "))
	}
	if !o.dryRun {
		s.Printf(`
Next:
  cd %s
  git init                 # where there is no repository yet
  terrace check            # holds it against the rules
  terrace rehearse         # stands it up in a simulated cloud: no account is needed
What differs between environments stands in infrastructure/ENVIRONMENT/env.hcl.
`, o.dir)
	}
	return nil
}
