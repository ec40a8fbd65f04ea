package eval

import (
	"fmt"

	"github.com/agext/levenshtein"
)

// nearest gives " Did you mean …?" for a name that is close to one that exists.
func nearest(name string, s *shape) string {
	var names []string
	for n := range s.attrs {
		names = append(names, n)
	}
	for n := range s.blocks {
		names = append(names, n)
	}
	return didYouMean(name, names)
}

func didYouMean(name string, names []string) string {
	best, dist := "", 3
	for _, n := range names {
		if d := levenshtein.Distance(name, n, nil); d < dist || d == dist && n < best {
			best, dist = n, d
		}
	}
	if best == "" || best == name {
		return ""
	}
	return fmt.Sprintf(" Did you mean %q?", best)
}
