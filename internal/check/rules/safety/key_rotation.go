package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/resource"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

var keyRotation = made("key-rotation", diag.Warning,
	"A key that is never rotated protects more and more data with the same material.",
	"Set enable_key_rotation = true.",
	"https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html",
	each([]subject.Kind{subject.Key}, func(p *rule.Pass, s *subject.Subject) {
		if !symmetric(s) {
			return
		}
		if at, yes := s.Is(subject.Rotation, false); yes {
			p.At(at, s.Title()+" is never rotated")
		}
	}))

// symmetric tells whether KMS can rotate the key: one for signing, or with
// pairs, it cannot.
func symmetric(s *subject.Subject) bool {
	for _, name := range []string{"customer_master_key_spec", "key_spec"} {
		v := s.Get(name)
		if v.State == resource.Unknown || v.State == resource.Known && !v.V.RawEquals(cty.StringVal("SYMMETRIC_DEFAULT")) {
			return false
		}
	}
	return s.Get("key_usage").State == resource.Unset || s.Get("key_usage").V.RawEquals(cty.StringVal("ENCRYPT_DECRYPT"))
}
