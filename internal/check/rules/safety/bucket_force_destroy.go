package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var bucketForceDestroy = made("bucket-force-destroy", diag.Warning,
	"force_destroy empties a bucket, with all versions, when it is destroyed or renamed.",
	"Set force_destroy = false outside of environments for development.",
	"https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/s3_bucket#force_destroy",
	mustBe(subject.Bucket, subject.ForceDestroy, true, "is destroyed with all that is in it", notLower))
