package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/resource"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

// Modules and resources that block public access, and their four switches.
var (
	publicBlocks = map[string]bool{"aws_s3_bucket_public_access_block": true, "terraform-aws-modules/s3-bucket/aws": true, "aws_s3_account_public_access_block": true}
	blockNames   = []string{"block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"}
)

var bucketPublicBlock = made("bucket-public-block", diag.Warning,
	"The block on public access is what stands when a policy or an ACL is wrong.",
	"Set all four switches to true, and publish through CloudFront with origin access control.",
	"https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
	func(p *rule.Pass, u *estate.Unit) {
		for _, i := range resource.Of(p.Input, u) {
			if !publicBlocks[i.Type] {
				continue
			}
			for _, name := range blockNames {
				if v := i.Get(name); v.State == resource.Known && (v.V.RawEquals(cty.False) || v.V.RawEquals(cty.StringVal("false"))) {
					p.At(v.Pos, i.Title()+" switches "+name+" off")
				}
			}
		}
	})
