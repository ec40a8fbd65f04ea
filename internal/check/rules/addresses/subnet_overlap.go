package addresses

import (
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var subnetOverlap = &rule.Rule{
	ID: "address-subnet-overlap", Family: rule.Addresses, Severity: diag.Error, Link: vpcLink,
	Protects: "AWS refuses the second of two subnets that overlap, in the middle of an apply.",
	Fix:      "Work the subnets out with cidrsubnet, each with a number of its own.",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		for _, n := range networks(p, u) {
			for i, a := range n.subnets {
				for _, b := range n.subnets[:i] {
					if a.Overlaps(b.Prefix) {
						p.At(a.at, fmt.Sprintf("%s of %s overlaps %s of %s", a.Prefix, a.what, b.Prefix, b.what)).Also = []diag.Pos{b.at}
					}
				}
			}
		}
	},
}
