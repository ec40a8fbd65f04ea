package rehearse

import (
	"os/exec"
	"strings"

	"github.com/spf13/cobra"
)

// completeRefs completes with the branches and tags of the repository.
func completeRefs(c *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	out, err := exec.CommandContext(c.Context(), "git", "for-each-ref", "--format=%(refname:short)", "refs/heads", "refs/remotes", "refs/tags").Output()
	if err != nil {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return strings.Fields(string(out)), cobra.ShellCompDirectiveNoFileComp
}
