package cloud

import (
	"context"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/rehearsal/home"
	"github.com/terrace-cloud/terrace/internal/term"
)

func newRm(s *term.Streams) *cobra.Command {
	var at where
	c := &cobra.Command{
		Use: "rm TYPE ID", Short: "Remove one object behind Terraform's back", Args: cobra.ExactArgs(2), ValidArgsFunction: completeObject(false),
		Long: `Removes an object, as somebody does by hand in the console: Terraform's state still has
it, and the next plan makes it again.`,
		Example: "  terrace cloud rm aws_subnet subnet-0a1b2c\n  terrace cloud rm aws_kms_alias alias/ai-tools-dev --region eu-central-1\n  terrace rehearse --plan-only     # would create it again",
		RunE:    func(c *cobra.Command, args []string) error { return rm(c.Context(), s, args[0], args[1], at) },
	}
	at.flags(c)
	return c
}

func rm(ctx context.Context, s *term.Streams, typ, id string, at where) error {
	c, err := open(home.Write)
	if err != nil {
		return err
	}
	defer c.close()
	o, err := c.find(typ, id, at)
	if err != nil {
		return err
	}
	if err := c.Delete(ctx, o.Key); err != nil {
		return err
	}
	s.Printf("Removed %s %s.\n", o.Type, o.ID)
	return nil
}
