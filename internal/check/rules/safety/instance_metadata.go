package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

var instanceMetadata = made("instance-metadata", diag.Warning,
	"With the first version of the metadata service, one request that a server is tricked into hands out its role's keys.",
	"Set metadata_options { http_tokens = \"required\" }.",
	"https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html",
	each([]subject.Kind{subject.Instance}, func(p *rule.Pass, s *subject.Subject) {
		if a, ok := s.Ask(subject.Metadata); ok && a.Given && a.V.RawEquals(cty.StringVal("optional")) {
			p.At(a.Pos, s.Title()+" answers metadata requests without a token")
		}
	}))
