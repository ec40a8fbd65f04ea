package safety

import (
	"fmt"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

var bucketPublic = made("bucket-public", diag.Error,
	"A bucket with a public ACL can be listed and read, or written, by everybody.",
	"Use acl = \"private\" or none, and publish through CloudFront with origin access control.",
	"https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
	each([]subject.Kind{subject.Bucket}, func(p *rule.Pass, s *subject.Subject) {
		a, ok := s.Ask(subject.PublicACL)
		if ok && a.V.Type() == cty.String && (strings.HasPrefix(a.V.AsString(), "public-") || a.V.AsString() == "authenticated-read") {
			p.At(a.Pos, fmt.Sprintf("%s has the ACL %s", s.Title(), a.V.AsString()))
		}
	}))
