package addresses

import (
	"fmt"
	"net/netip"
	"slices"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// private are the ranges that belong to nobody on the internet (RFC 1918, RFC
// 6598, RFC 2544, and class E).
var private = []netip.Prefix{
	netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("172.16.0.0/12"), netip.MustParsePrefix("192.168.0.0/16"),
	netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("198.18.0.0/15"), netip.MustParsePrefix("240.0.0.0/4"),
}

var publicRange = &rule.Rule{
	ID: "address-public-range", Family: rule.Addresses, Severity: diag.Warning, Link: vpcLink,
	Protects: "A network with somebody else's public addresses cannot reach that somebody.",
	Fix:      "Choose a range of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10.",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		for _, n := range networks(p, u) {
			for _, r := range n.ranges {
				ours := slices.ContainsFunc(private, func(x netip.Prefix) bool { return x.Contains(r.Addr()) && x.Bits() <= r.Bits() })
				if r.Addr().Is4() && !ours {
					p.At(r.at, fmt.Sprintf("%s of %s is not a private range", r.Prefix, r.what))
				}
			}
		}
	},
}
