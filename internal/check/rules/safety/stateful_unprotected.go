package safety

import (
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/subject"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// What is lost when one of them is destroyed cannot be made again.
var stateful = []subject.Kind{subject.Database, subject.Bucket, subject.Key, subject.Table, subject.FileSystem}

var statefulUnprotected = made("stateful-unprotected", diag.Warning,
	"One wrong destroy takes the data of a database, bucket, key, table or file system along, for good.",
	"Set prevent_destroy = true in the unit (or read it from the environment), and deletion protection where the service has it.",
	"https://docs.terragrunt.com/reference/hcl/attributes/#prevent_destroy",
	func(p *rule.Pass, u *estate.Unit) {
		if u.PreventDestroy || !notLower(p, u) {
			return
		}
		for _, s := range subject.Of(p.Input, u, stateful...) {
			_, protected := s.Is(subject.Protection, true)
			if _, known := s.Ask(subject.Protection); protected || !known && hasProtection[s.Kind] || lives(s) {
				continue
			}
			at := s.Pos
			if a, ok := s.Ask(subject.Protection); ok {
				at = a.Pos
			}
			lacks := "prevent_destroy"
			if hasProtection[s.Kind] {
				lacks += " or deletion protection"
			}
			p.At(at, s.Title()+" is a "+string(s.Kind)+" without "+lacks)
		}
	})

// hasProtection names the kinds for which the service has a switch: where it is
// not known, nothing is said.
var hasProtection = map[subject.Kind]bool{subject.Database: true, subject.Table: true}

// lives tells whether a resource has lifecycle { prevent_destroy = true }.
func lives(s *subject.Subject) bool {
	v := s.Get("lifecycle", "prevent_destroy")
	b, ok := rule.Bool(object(v), "x")
	return ok && b
}
