// Package command is the command line of Terrace: one package per subcommand
// below this one; here they are put together.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/term"
)

// Main runs the program and gives its exit code.
func Main(args []string, in io.Reader, out, errw io.Writer) int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	s := term.New(in, out, errw, os.Getenv)
	root := Root(s)
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errw)
	ran, err := root.ExecuteContextC(ctx)
	if err != nil && strings.HasPrefix(err.Error(), flagGroup) { // Cobra has no type for it
		err = misused(ran, err)
	}
	if ctx.Err() != nil {
		return int(diag.Interrupted)
	}
	if err == nil {
		return int(diag.OK)
	}
	var done *diag.Exit
	if !errors.As(err, &done) {
		term.PrintFindings(s, diag.AsFindings(err, diag.Config))
	}
	return int(diag.CodeOf(err))
}

// flagGroup is how Cobra begins to say that flags exclude one another.
const flagGroup = "if any flags in the group "

// misused is an error of the command line itself.
func misused(c *cobra.Command, err error) error {
	return &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: err.Error(), Detail: "Usage: " + c.UseLine(), Fix: "`" + c.CommandPath() + " --help` shows how it is used."}
}

// Root makes the whole command line.
func Root(s *term.Streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "terrace",
		Short: "Rehearse, check and run AWS estates written in Terragrunt",
		Example: `  terrace list                   # the units of the estate around the working folder
  terrace graph -o estate.svg    # which needs which
  terrace check                  # mistakes that a plan does not show
  terrace affected               # what this branch changes, and in which order
  terrace setup                  # find the tools, and install what is missing
  terrace rehearse               # apply everything to a simulated cloud, without AWS
  terrace cloud ls               # what stands in it`,
		SuggestionsMinimumDistance: 2,
		SilenceErrors:              true,
		SilenceUsage:               true,
		Args:                       cobra.ArbitraryArgs, // so that an unknown command comes to RunE
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return c.Help()
			}
			return unknown(c, args[0])
		},
	}
	root.SetFlagErrorFunc(misused)
	root.AddCommand(subcommands(s)...)
	for _, c := range root.Commands() {
		markUsage(c)
	}
	return root
}

// markUsage makes what a command says of its arguments an error of usage.
func markUsage(c *cobra.Command) {
	if check := c.Args; check != nil {
		c.Args = func(c *cobra.Command, args []string) error {
			if err := check(c, args); err != nil {
				return misused(c, err)
			}
			return nil
		}
	}
	for _, below := range c.Commands() {
		markUsage(below)
	}
}

// unknown says that there is no such command, and which is meant perhaps.
func unknown(root *cobra.Command, name string) error {
	f := &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: fmt.Sprintf("There is no command %q", name), Fix: "`terrace help` lists the commands."}
	if near := root.SuggestionsFor(name); len(near) > 0 {
		f.Fix = "Is it `terrace " + strings.Join(near, "` or `terrace ") + "`? " + f.Fix
	}
	return f
}
