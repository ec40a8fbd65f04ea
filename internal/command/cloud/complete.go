package cloud

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/home"
)

// completer completes an argument or a flag.
type completer = func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective)

// standingValues completes with what a function tells of the objects that stand.
func standingValues(of func(*cloud.Object) string) completer {
	return func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
		return collect(func(o *cloud.Object) []string { return []string{of(o)} }), cobra.ShellCompDirectiveNoFileComp
	}
}

func collect(of func(*cloud.Object) []string) []string {
	c, err := open(home.ReadOnly)
	if err != nil {
		return nil // nothing stands: nothing to complete
	}
	defer c.close()
	seen := map[string]bool{}
	_, err = c.List(func(o *cloud.Object) bool {
		for _, s := range of(o) {
			if s != "" {
				seen[s] = true
			}
		}
		return false
	})
	if err != nil {
		return nil
	}
	return slices.Sorted(maps.Keys(seen))
}

// completeObject completes TYPE and ID and, where a command takes them, the
// attributes of that object.
func completeObject(attributes bool) completer {
	return func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		switch {
		case len(args) == 0:
			return collect(func(o *cloud.Object) []string { return []string{o.Type} }), cobra.ShellCompDirectiveNoFileComp
		case len(args) == 1:
			return collect(func(o *cloud.Object) []string {
				if o.Type != args[0] {
					return nil
				}
				return []string{o.ID}
			}), cobra.ShellCompDirectiveNoFileComp
		case !attributes:
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return collect(func(o *cloud.Object) []string {
			var attrs map[string]json.RawMessage
			if o.Type != args[0] || o.ID != args[1] && o.Name != args[1] || json.Unmarshal(o.Attrs, &attrs) != nil {
				return nil
			}
			var out []string
			for name := range attrs {
				if !slices.ContainsFunc(args[2:], func(a string) bool { return strings.HasPrefix(a, name+"=") }) {
					out = append(out, name+"=")
				}
			}
			return out
		}), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	}
}
