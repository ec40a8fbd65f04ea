package safety

import (
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

var imageTags = made("image-tags", diag.Warning,
	"Where a tag can be moved, what runs after a restart is not what was tested.",
	"Set the repository's tag mutability to IMMUTABLE and tag each build by its commit.",
	"https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
	each([]subject.Kind{subject.Registry}, func(p *rule.Pass, s *subject.Subject) {
		if a, ok := s.Ask(subject.MutableTags); ok && a.V.Type() == cty.String && strings.EqualFold(a.V.AsString(), "MUTABLE") {
			p.At(a.Pos, s.Title()+" lets tags be moved")
		}
	}))

// A note: scanning may be set for the whole registry instead.
var imageScan = made("image-scan", diag.Note,
	"An image with a known fault is deployed when nobody looks at it.",
	"Set scan_on_push = true, or scanning for the whole registry.",
	"https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html",
	mustBe(subject.Registry, subject.ScanOnPush, false, "does not scan images"))
