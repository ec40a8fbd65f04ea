package rehearsal

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/module"
)

// ProviderVersions gives the constraints on the AWS provider that units write down, in
// what they generate or in modules of the repository: first all of them together, then
// the one that most units have.
func ProviderVersions(units []*estate.Unit) []string {
	count := map[string]int{}
	folders := map[string][]need{}
	for _, u := range units {
		overridden := map[string]bool{}
		needs := generatedNeeds(u, overridden)
		if dir, ok := u.Module(); ok {
			if _, known := folders[dir]; !known {
				files, _ := module.ParseFolder(dir)
				folders[dir] = module.ContentsOf(files).Providers
			}
			for _, n := range folders[dir] {
				if !overridden[n.Name] {
					needs = append(needs, n)
				}
			}
		}
		for _, n := range needs {
			if strings.HasSuffix(n.Source, "hashicorp/aws") && n.Constraint != "" {
				count[n.Constraint]++
			}
		}
	}
	all := slices.SortedFunc(maps.Keys(count), func(a, b string) int { return cmp.Or(count[b]-count[a], strings.Compare(a, b)) })
	if len(all) < 2 {
		return all
	}
	return []string{strings.Join(all, ", "), all[0]}
}
