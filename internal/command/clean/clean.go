// Package clean is `terrace clean`.
package clean

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/rehearsal/home"
	"github.com/terrace-cloud/terrace/internal/term"
)

// New makes the command.
func New(s *term.Streams) *cobra.Command {
	return &cobra.Command{
		Use:   "clean",
		Short: "Forget what was rehearsed here",
		Long: `Removes .terrace/ at the top of the repository: the simulated cloud, the states in
it, logs and copies. Tools and modules in the user's cache stay.`,
		Example: "  terrace clean",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			wd, err := os.Getwd()
			if err != nil {
				return err
			}
			return run(s, config.Top(wd))
		},
	}
}

func run(s *term.Streams, top string) error {
	dir := filepath.Join(top, home.Name)
	if _, err := os.Stat(dir); errors.Is(err, fs.ErrNotExist) {
		s.Printf("Nothing was rehearsed in %s.\n", top)
		return nil
	}
	// A folder of a newer layout can be cleaned too; one at work cannot.
	if err := os.Remove(filepath.Join(dir, "format")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	h, err := home.Open(top, home.Write)
	if err != nil {
		return err
	}
	defer h.Close()
	if err := os.RemoveAll(dir); err != nil {
		return err
	}
	s.Printf("Removed %s.\n", dir)
	return nil
}
