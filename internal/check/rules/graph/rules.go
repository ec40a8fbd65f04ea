// Package graph holds the rules about the edges between units.
package graph

import "github.com/terrace-cloud/terrace/internal/check/rule"

// Rules lists the rules of the family.
var Rules = []*rule.Rule{missingUnit}
