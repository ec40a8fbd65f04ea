package cloud

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/home"
	"github.com/terrace-cloud/terrace/internal/term"
)

type lsOptions struct {
	where
	typ  string
	json bool
}

// row is one object in a listing: what it is, not what is in it.
type row struct {
	cloud.Key
	Name string `json:"name,omitempty"`
	Unit string `json:"unit,omitempty"`
}

func newLs(s *term.Streams) *cobra.Command {
	var o lsOptions
	c := &cobra.Command{
		Use: "ls", Short: "List what stands", Args: cobra.NoArgs,
		Long:    "Lists every object of the simulated cloud: its type and id, where it stands, its name and the\nunit that made it.",
		Example: "  terrace cloud ls\n  terrace cloud ls --type aws_subnet --region eu-central-1\n  terrace cloud ls --unit dev/eu-central-1/network/vpc --json",
		RunE:    func(*cobra.Command, []string) error { return ls(s, o) },
	}
	f := c.Flags()
	f.StringVar(&o.typ, "type", "", "only this resource type")
	f.BoolVar(&o.json, "json", false, "as a JSON array")
	o.flags(c)
	_ = c.RegisterFlagCompletionFunc("type", standingValues(func(o *cloud.Object) string { return o.Type }))
	return c
}

func ls(s *term.Streams, o lsOptions) error {
	c, err := open(home.ReadOnly)
	if err != nil {
		return err
	}
	defer c.close()
	all, err := c.List(func(x *cloud.Object) bool { return (o.typ == "" || o.typ == x.Type) && o.has(x) })
	if err != nil {
		return err
	}
	if o.json {
		rows := []row{}
		for _, x := range all {
			rows = append(rows, row{x.Key, x.Name, x.Unit})
		}
		b, err := json.MarshalIndent(rows, "", "  ")
		if err != nil {
			return err
		}
		s.Printf("%s\n", b)
		return nil
	}
	for _, x := range all {
		line := fmt.Sprintf("%s  %-14s  %-44s  %s", x.Account, x.Region, x.Type, x.ID)
		if name := strings.Join(strings.Fields(x.Name), " "); name != "" && name != x.ID {
			line += "  " + name
		}
		if x.Unit != "" {
			line += "  (" + x.Unit + ")"
		}
		s.Printf("%s\n", line)
	}
	return nil
}
