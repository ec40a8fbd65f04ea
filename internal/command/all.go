package command

import (
	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/term"
)

// subcommands lists every subcommand, in the order of the help.
func subcommands(s *term.Streams) []*cobra.Command {
	return []*cobra.Command{}
}
