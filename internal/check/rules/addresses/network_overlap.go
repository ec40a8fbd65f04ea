package addresses

import (
	"context"
	"fmt"
	"slices"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var networkOverlap = &rule.Rule{
	ID: "address-network-overlap", Family: rule.Addresses, Severity: diag.Warning,
	Protects: "Networks with the same addresses can never be peered, nor join one transit gateway.",
	Fix:      "Give every environment and region a range of its own.",
	Link:     "https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html",
	Estate: func(_ context.Context, p *rule.Pass) {
		var all []*network
		for _, u := range p.Estate.Units {
			for _, n := range networks(p, u) {
				compare(p, n, all)
				all = append(all, n)
			}
		}
	},
}

// compare reports the first network before it that a network overlaps, with the
// others beside.
func compare(p *rule.Pass, n *network, before []*network) {
	var found *rule.Finding
	for _, o := range before {
		if !related(p, n.unit, o.unit) {
			continue
		}
		for _, a := range n.ranges {
			for _, b := range o.ranges {
				switch {
				case !a.Overlaps(b.Prefix):
				case found == nil:
					found = p.At(a.at, fmt.Sprintf("the network %s of %s overlaps %s of %s", a.Prefix, n.unit.Path, b.Prefix, o.unit.Path))
					found.Also, found.Unit = []diag.Pos{b.at}, n.unit.Path
				case len(found.Also) < mostShown:
					found.Also = append(found.Also, b.at)
				}
			}
		}
	}
}

// related tells whether two units belong to one estate: they include the same
// file, or both say by their folder which environment they are of. A repository
// may hold several estates, and examples beside them.
func related(p *rule.Pass, a, b *estate.Unit) bool {
	if p.Facts(a).Environment != "" && p.Facts(b).Environment != "" {
		return true
	}
	return slices.ContainsFunc(a.Includes, func(x estate.Include) bool {
		return slices.ContainsFunc(b.Includes, func(y estate.Include) bool { return x.Path == y.Path })
	})
}

// mostShown is how many of the networks that one overlaps are named.
const mostShown = 10
