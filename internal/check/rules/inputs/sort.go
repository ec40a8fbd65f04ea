package inputs

import (
	"maps"
	"slices"
)

// sorted gives the keys of a map in their order.
func sorted[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }
