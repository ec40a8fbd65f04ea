package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// A note: S3 encrypts every new object with its own keys since January 2023.
var bucketEncryption = made("bucket-encryption", diag.Note,
	"Without a setting S3 encrypts with keys of its own: nobody can withdraw them, and no log says who used them.",
	"Set server-side encryption: a key of your own, or AES256 where the service that writes cannot use one.",
	"https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html",
	each([]subject.Kind{subject.Bucket}, func(p *rule.Pass, s *subject.Subject) {
		if at, empty := s.Empty(subject.Encryption); empty {
			p.At(at, s.Title()+" leaves its encryption to the default")
		}
	}))
