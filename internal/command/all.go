package command

import (
	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/command/affected"
	"github.com/terrace-cloud/terrace/internal/command/check"
	"github.com/terrace-cloud/terrace/internal/command/clean"
	"github.com/terrace-cloud/terrace/internal/command/cloud"
	"github.com/terrace-cloud/terrace/internal/command/graph"
	"github.com/terrace-cloud/terrace/internal/command/initialise"
	"github.com/terrace-cloud/terrace/internal/command/list"
	"github.com/terrace-cloud/terrace/internal/command/modules"
	"github.com/terrace-cloud/terrace/internal/command/rehearse"
	"github.com/terrace-cloud/terrace/internal/command/setup"
	"github.com/terrace-cloud/terrace/internal/command/show"
	"github.com/terrace-cloud/terrace/internal/command/version"
	"github.com/terrace-cloud/terrace/internal/term"
)

func init() { cobra.EnableCommandSorting = false } // the order below tells how they go together

// subcommands lists every subcommand, in the order of the help.
func subcommands(s *term.Streams) []*cobra.Command {
	return []*cobra.Command{
		initialise.New(s),
		setup.New(s),
		list.New(s),
		show.New(s),
		graph.New(s),
		affected.New(s),
		modules.New(s),
		check.New(s),
		rehearse.New(s),
		cloud.New(s),
		clean.New(s),
		version.New(s),
	}
}
