// Package rules puts the rules of `terrace check` together: a package per
// family, a small file per rule. Each rule has its example, one tree that breaks
// it and one that does not, in internal/check/testdata/RULE.txtar.
package rules

import (
	"slices"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/rules/graph"
)

// All lists the rules.
func All() []*rule.Rule {
	return slices.Concat(
		graph.Rules,
	)
}
