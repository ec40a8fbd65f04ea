package eval

import (
	"fmt"

	"github.com/terrace-cloud/terrace/internal/diag"
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
	near := diag.Nearest(name, names)
	if near == "" {
		return ""
	}
	return fmt.Sprintf(" Did you mean %q?", near)
}
