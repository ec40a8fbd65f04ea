package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/resource"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

var serviceAutoscaling = made("service-autoscaling", diag.Note,
	"A service with a fixed number of tasks is too small at the peak and too dear at night.",
	"Let the service scale: enable_autoscaling = true, or a scaling target beside it.",
	"https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
	func(p *rule.Pass, u *estate.Unit) {
		if !notLower(p, u) {
			return
		}
		for _, s := range subject.Of(p.Input, u, subject.Service) {
			if v := s.Get("scheduling_strategy"); v.State == resource.Known && v.V.RawEquals(cty.StringVal("DAEMON")) || scaled(p, u) {
				continue
			}
			at, off := s.Is(subject.Autoscaling, false)
			empty, none := s.Empty(subject.Autoscaling)
			if none {
				at = empty
			}
			if off || none {
				p.At(at, s.Title()+" has a fixed number of tasks")
			}
		}
	})

// scaled tells whether anything in the unit scales a service: its target names
// the service by text, so that which one it is cannot be told.
func scaled(p *rule.Pass, u *estate.Unit) bool {
	for _, i := range resource.Of(p.Input, u) {
		if i.Type == "aws_appautoscaling_target" {
			return true
		}
	}
	return false
}
