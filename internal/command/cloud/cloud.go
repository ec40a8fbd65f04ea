// Package cloud is `terrace cloud`: a look at the simulated cloud, and a hand
// in it.
package cloud

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/home"
	"github.com/terrace-cloud/terrace/internal/term"
)

// New makes the command with its subcommands.
func New(s *term.Streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "cloud",
		Short: "Look at the simulated cloud, tamper with it, run a command against it",
		Long: `Works on the cloud of the last rehearsal, in .terrace/ at the top of the repository.
Change or remove an object, and "terrace rehearse --plan-only" shows it as drift.`,
		Example: `  terrace cloud ls --type aws_vpc
  terrace cloud set aws_vpc vpc-0a1b2c enable_dns_hostnames=false
  terrace rehearse --plan-only     # shows the drift`,
	}
	c.AddCommand(newLs(s), newShow(s), newSet(s), newRm(s), newLoad(s), newExec(s))
	return c
}

// standing is the cloud of the repository around the working folder.
type standing struct {
	*cloud.DB
	home *home.Home
}

func open(m home.Mode) (*standing, error) {
	wd, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	top := config.Top(wd)
	if _, err := os.Stat(filepath.Join(top, home.Name, "cloud.db")); err != nil {
		return nil, &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "Nothing is rehearsed here yet",
			Detail: "There is no cloud in " + filepath.Join(top, home.Name) + ".", Fix: "Run `terrace rehearse` first."}
	}
	h, err := home.Open(top, m)
	if err != nil {
		return nil, err
	}
	look := cloud.Look
	if m == home.Write {
		look = cloud.Open
	}
	db, err := look(h.Cloud())
	if err != nil {
		h.Close()
		return nil, err
	}
	return &standing{db, h}, nil
}

func (c *standing) close() {
	c.DB.Close()
	c.home.Close()
}

// find gives the one object of a type that goes by an id, a natural name or an
// ARN; a part of an id is enough where only one has it.
func (c *standing) find(typ, name string, at where) (cloud.Object, error) {
	all, err := c.List(func(o *cloud.Object) bool { return o.Type == typ && at.has(o) })
	if err != nil {
		return cloud.Object{}, err
	}
	for _, fits := range []func(cloud.Object) bool{
		func(o cloud.Object) bool { return o.ID == name || o.Name == name },
		func(o cloud.Object) bool { return strings.Contains(o.ID, name) },
	} {
		var found []cloud.Object
		for _, o := range all {
			if fits(o) {
				found = append(found, o)
			}
		}
		switch len(found) {
		case 0:
			continue
		case 1:
			return found[0], nil
		}
		var ids []string
		for _, o := range found {
			ids = append(ids, fmt.Sprintf("%s (%s, %s, %s)", o.ID, o.Account, o.Region, o.Unit))
		}
		return cloud.Object{}, &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: fmt.Sprintf("%d %s go by %q", len(found), typ, name),
			Detail: strings.Join(ids, "\n"), Fix: "Give the whole id, or say which by --region, --account or --unit."}
	}
	f := &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: fmt.Sprintf("No %s %q stands", typ, name), Fix: "`terrace cloud ls` lists what stands."}
	var ids []string
	for _, o := range all {
		ids = append(ids, o.ID)
	}
	slices.Sort(ids)
	if len(ids) > 0 {
		f.Detail = "There is: " + strings.Join(ids[:min(len(ids), 10)], ", ") + "."
	}
	return cloud.Object{}, f
}
