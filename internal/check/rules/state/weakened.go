package state

import (
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// weakening are the settings with which Terragrunt makes a bucket without one
// of its protections (docs.terragrunt.com/reference/hcl/blocks/#remote_state).
var weakening = []string{"skip_bucket_versioning", "skip_bucket_ssencryption", "skip_bucket_enforced_tls", "skip_bucket_public_access_blocking"}

var weakened = made("state-bucket-weakened", diag.Warning,
	"The bucket of the states is where everything can be read and, with versions, brought back.",
	"Take the setting away, so that the bucket is made with all protections.",
	s3(func(p *rule.Pass, _ *estate.Unit, r *estate.RemoteState) {
		for _, name := range weakening {
			if on, _ := rule.Bool(r.Config, name); on {
				at, _, _ := setting(p, r, name)
				p.At(at, fmt.Sprintf("%s makes the bucket of the states weaker", name))
			}
		}
	}))
