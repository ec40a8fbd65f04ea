package state

import (
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// A note: it works, and a change needs every machine to have Terraform 1.10.
var dynamo = made("state-dynamodb-lock", diag.Note,
	"A table for locks is one more thing to make, pay and keep; Terraform 1.11 calls it deprecated.",
	"Set use_lockfile = true beside dynamodb_table, run every unit once, then take the table away.",
	s3(func(p *rule.Pass, _ *estate.Unit, r *estate.RemoteState) {
		for _, name := range []string{"dynamodb_table", "lock_table"} {
			if on, known := rule.Bool(r.Config, "use_lockfile"); rule.Text(r.Config, name) == "" || on || rule.Has(r.Config, "use_lockfile") && !known {
				continue
			}
			at, _, in := setting(p, r, name)
			p.At(at, "the state is locked by a DynamoDB table").Edits = insertion(p, in, "use_lockfile", "true")
		}
	}))
