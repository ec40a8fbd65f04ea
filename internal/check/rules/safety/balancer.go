package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var balancerProtection = made("balancer-protection", diag.Warning,
	"A load balancer that is deleted by mistake comes back with another address.",
	"Set enable_deletion_protection = true outside of environments for development.",
	"https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html#deletion-protection",
	mustBe(subject.Balancer, subject.Protection, false, "can be deleted by mistake", production))

var balancerLogs = made("balancer-logs", diag.Note,
	"Without access logs nobody can tell afterwards who asked for what.",
	"Set access_logs with a bucket.",
	"https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html",
	each([]subject.Kind{subject.Balancer}, func(p *rule.Pass, s *subject.Subject) {
		if at, empty := s.Empty(subject.Logs); empty {
			p.At(at, s.Title()+" writes no access logs")
		}
	}, notLower))

var flowLogs = made("flow-logs", diag.Note,
	"Without flow logs nobody can tell afterwards who talked to whom inside the network.",
	"Set enable_flow_log = true, to a bucket where CloudWatch is too dear.",
	"https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
	mustBe(subject.Network, subject.FlowLogs, false, "has no flow logs", notLower))
