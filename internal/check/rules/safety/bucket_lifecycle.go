package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var bucketLifecycle = made("bucket-lifecycle", diag.Note,
	"A bucket without lifecycle rules keeps old versions and broken uploads, and their cost, for ever.",
	"Add rules that expire old versions and abort incomplete uploads.",
	"https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html",
	each([]subject.Kind{subject.Bucket}, func(p *rule.Pass, s *subject.Subject) {
		if at, empty := s.Empty(subject.Lifecycle); empty {
			p.At(at, s.Title()+" has no lifecycle rules")
		}
	}))
