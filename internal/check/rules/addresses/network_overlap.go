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
				for _, o := range all {
					compare(p, n, o)
				}
				all = append(all, n)
			}
		}
	},
}

func compare(p *rule.Pass, n, o *network) {
	for _, a := range n.ranges {
		for _, b := range o.ranges {
			if a.Overlaps(b.Prefix) {
				f := p.At(a.at, fmt.Sprintf("the network %s of %s overlaps %s of %s", a.Prefix, n.unit.Path, b.Prefix, o.unit.Path))
				f.Also, f.Unit = []diag.Pos{b.at}, n.unit.Path
			}
		}
	}
}
