package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var egressUnscoped = made("egress-unscoped", diag.Warning,
	"Who got into a service that may talk to everything can carry data out to anywhere.",
	"Name the ports and the security groups, prefix lists or addresses that the service needs.",
	"https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
	func(p *rule.Pass, u *estate.Unit) {
		for _, o := range openings(p, u) {
			if o.egress && o.everything() {
				p.At(o.at, o.title+" may talk to the whole internet on every port")
			}
		}
	})
