package addresses

import (
	"fmt"
	"slices"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var outsideNetwork = &rule.Rule{
	ID: "address-outside-network", Family: rule.Addresses, Severity: diag.Error, Link: vpcLink,
	Protects: "AWS refuses a subnet that lies outside of its network.",
	Fix:      "Choose a part of the network's range, or add a secondary range.",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		for _, n := range networks(p, u) {
			for _, s := range n.subnets {
				inside := slices.ContainsFunc(n.ranges, func(r span) bool { return r.Contains(s.Addr()) && r.Bits() <= s.Bits() })
				if n.whole && !inside {
					p.At(s.at, fmt.Sprintf("%s of %s lies outside of the network %s", s.Prefix, s.what, n.ranges[0].Prefix))
				}
			}
		}
	},
}
