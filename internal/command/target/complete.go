package target

import (
	"strings"

	"github.com/spf13/cobra"
)

// CompleteFolders completes arguments that are folders.
func CompleteFolders(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return nil, cobra.ShellCompDirectiveFilterDirs
}

// CompleteUnit completes one argument that is a unit: its path, or the end of
// it that no other unit has.
func CompleteUnit(c *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	t, err := Whole(c.Context(), nil, "", Options{})
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var out []string
	for _, u := range t.Estate.Units {
		if strings.Contains(u.Path, begun) {
			out = append(out, u.Path)
		}
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}
