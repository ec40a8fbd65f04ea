package addresses

import (
	"fmt"
	"slices"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// A network in IPv4 has from 16 to 65536 addresses, and so has a subnet.
const (
	largest  = 16
	smallest = 28
)

var size = &rule.Rule{
	ID: "address-size", Family: rule.Addresses, Severity: diag.Error, Link: vpcLink,
	Protects: "AWS refuses networks and subnets that are larger than /16 or smaller than /28.",
	Fix:      "Choose a size from /16 to /28.",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		for _, n := range networks(p, u) {
			for _, s := range slices.Concat(n.ranges, n.subnets) {
				if s.Addr().Is4() && (s.Bits() < largest || s.Bits() > smallest) {
					p.At(s.at, fmt.Sprintf("%s of %s has a size that AWS refuses", s.Prefix, s.what))
				}
			}
		}
	},
}
