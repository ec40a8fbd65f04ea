package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

// What holds data beside databases and is not encrypted unless it is asked for.

var fileSystemEncryption = made("file-system-encryption", diag.Error,
	"A file system that is not encrypted stays so: it must be made anew and filled again.",
	"Set encrypted = true, with a key of your own.",
	"https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html",
	mustBe(subject.FileSystem, subject.Encryption, false, "is not encrypted"))

var volumeEncryption = made("volume-encryption", diag.Error,
	"A volume that is not encrypted, and its snapshots, can be read by whoever gets a copy.",
	"Set encrypted = true, with a key of your own.",
	"https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html",
	mustBe(subject.Volume, subject.Encryption, false, "is not encrypted"))

var cacheEncryption = made("cache-encryption", diag.Warning,
	"Sessions and tokens in a cache go to its disk and backups in plain text.",
	"Set at_rest_encryption_enabled = true; it cannot be switched on later.",
	"https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html",
	mustBe(subject.Cache, subject.Encryption, false, "is not encrypted at rest"))

var cacheTransit = made("cache-transit", diag.Warning,
	"Sessions and tokens travel to a cache without TLS in plain text, and without it there is no password either.",
	"Set transit_encryption_enabled = true.",
	"https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html",
	mustBe(subject.Cache, subject.Transit, false, "takes connections without TLS"))

var queueEncryption = made("queue-encryption", diag.Warning,
	"Messages wait on disk in plain text.",
	"Set sqs_managed_sse_enabled = true, or kms_master_key_id.",
	"https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html",
	each([]subject.Kind{subject.Queue}, func(p *rule.Pass, s *subject.Subject) {
		if at, off := s.Is(subject.Encryption, false); off && s.Get("kms_master_key_id").State == 0 {
			p.At(at, s.Title()+" is not encrypted")
		}
	}))

var streamEncryption = made("stream-encryption", diag.Warning,
	"Records wait on disk in plain text.",
	"Set encryption_type = \"KMS\" and kms_key_id.",
	"https://docs.aws.amazon.com/streams/latest/dev/server-side-encryption.html",
	each([]subject.Kind{subject.Stream}, func(p *rule.Pass, s *subject.Subject) {
		if a, ok := s.Ask(subject.Encryption); ok && a.V.RawEquals(cty.StringVal("NONE")) {
			p.At(a.Pos, s.Title()+" is not encrypted")
		}
	}))
