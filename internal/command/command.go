// Package command is the command line of Terrace: one package per subcommand
// below this one; here they are put together.
package command

import (
	"context"
	"errors"
	"io"
	"os"
	"os/signal"
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
	root := newRoot(s)
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errw)
	err := root.ExecuteContext(ctx)
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
	code := diag.CodeOf(err)
	if isUsage(err) {
		code = diag.Config
	}
	return int(code)
}

// usage marks an error of the command line itself.
type usage struct{ error }

func isUsage(err error) bool { var u usage; return errors.As(err, &u) }

func newRoot(s *term.Streams) *cobra.Command {
	root := &cobra.Command{
		Use:           "terrace",
		Short:         "Rehearse, check and run AWS estates written in Terragrunt",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage{err} })
	root.AddCommand(subcommands(s)...)
	return root
}
