package addresses

import (
	"context"
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
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

// mostShown is how many of the networks that one overlaps are named.
const mostShown = 10
