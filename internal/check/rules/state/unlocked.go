package state

import (
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// locks are the settings that lock a state (dynamodb_table, older: lock_table).
var locks = []string{"use_lockfile", "dynamodb_table", "lock_table"}

var unlocked = made("state-unlocked", diag.Error,
	"Two runs at the same time write over each other, and the state no longer says what there is.",
	"Set use_lockfile = true (Terraform 1.10 or OpenTofu 1.10 and newer).",
	s3(func(p *rule.Pass, _ *estate.Unit, r *estate.RemoteState) {
		for _, name := range locks {
			if on, known := rule.Bool(r.Config, name); rule.Has(r.Config, name) && (on || !known) {
				return
			}
		}
		at, value, in := setting(p, r, "use_lockfile")
		f := p.At(at, "the state has no lock")
		if value == nil {
			f.Edits = insertion(p, in, "use_lockfile", "true")
		}
	}))
