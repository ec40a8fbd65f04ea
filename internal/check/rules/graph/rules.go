// Package graph holds the rules about the edges between units.
package graph

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// Rules lists the rules of the family.
var Rules = []*rule.Rule{missingUnit, excludedDependency, cycle, unusedDependency, doubleDependency, regionRing, productionOnLower, unknownPath}

const dependencyLink = "https://docs.terragrunt.com/reference/hcl/blocks/#dependency"

// block gives the block of a dependency where it is written, nil when it is not
// HCL in its own syntax.
func block(p *rule.Pass, d estate.Dependency) *hclsyntax.Block {
	f := p.File(d.Pos.File)
	if f == nil {
		return nil
	}
	for _, b := range rule.Blocks(f.Body, "dependency") {
		if diag.FromRange(b.TypeRange) == d.Pos {
			return b
		}
	}
	return nil
}

// switchable tells whether the files can switch an edge off.
func switchable(p *rule.Pass, d estate.Dependency) bool {
	b := block(p, d)
	return b != nil && b.Body.Attributes["enabled"] != nil
}
