package safety

import (
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var ingressOpen = made("ingress-open", diag.Error,
	"A port that the whole internet reaches is tried within minutes.",
	"Name the security groups or addresses that may connect; use Session Manager instead of SSH from everywhere.",
	"https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
	func(p *rule.Pass, u *estate.Unit) {
		for _, o := range openings(p, u) {
			web := o.from == o.to && (o.from == 80 || o.from == 443)
			switch {
			case o.egress || o.protocol == "icmp" || o.protocol == "icmpv6" || o.protocol == "1" || o.protocol == "58":
			case o.everything():
				p.At(o.at, o.title+" lets the whole internet in on every port")
			case !web && o.from == o.to:
				p.At(o.at, fmt.Sprintf("%s lets the whole internet in on port %d", o.title, o.from))
			case !web:
				p.At(o.at, fmt.Sprintf("%s lets the whole internet in on ports %d to %d", o.title, o.from, o.to))
			}
		}
	})
