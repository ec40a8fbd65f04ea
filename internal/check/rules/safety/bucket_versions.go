package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/resource"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

var bucketVersions = made("bucket-versions", diag.Warning,
	"Without versions an object that was overwritten or deleted is gone.",
	"Switch versions on, with a lifecycle rule that expires old ones.",
	"https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
	each([]subject.Kind{subject.Bucket}, func(p *rule.Pass, s *subject.Subject) {
		if at, empty := s.Empty(subject.Versioning); empty {
			p.At(at, s.Title()+" keeps no versions")
			return
		}
		for _, name := range []string{"enabled", "status"} {
			v := s.Get("versioning", name)
			if v.State == resource.Known && (v.V.RawEquals(cty.False) || v.V.RawEquals(cty.StringVal("false")) || v.V.RawEquals(cty.StringVal("Suspended")) || v.V.RawEquals(cty.StringVal("Disabled"))) {
				p.At(v.Pos, s.Title()+" keeps no versions")
			}
		}
	}))
