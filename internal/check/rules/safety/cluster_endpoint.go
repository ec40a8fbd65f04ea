package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var clusterEndpoint = made("cluster-endpoint", diag.Warning,
	"The API of a cluster that everybody can reach is as safe as its weakest token.",
	"Close the public endpoint, or name the addresses that may reach it.",
	"https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",
	each([]subject.Kind{subject.Cluster}, func(p *rule.Pass, s *subject.Subject) {
		at, open := s.Is(subject.PublicEndpoint, true)
		if !open {
			return
		}
		if a, ok := s.Ask(subject.EndpointSources); ok && anywhere(a.V) {
			p.At(at, s.Title()+" has an API that the whole internet can reach")
		}
	}))
