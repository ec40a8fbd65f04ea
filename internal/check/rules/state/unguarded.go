package state

import (
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var unguarded = made("state-unguarded", diag.Note,
	"With the credentials of another account Terraform plans to make everything anew there.",
	"Set allowed_account_ids in the backend and in the provider, from account.hcl.",
	s3(func(p *rule.Pass, _ *estate.Unit, r *estate.RemoteState) {
		if !rule.Has(r.Config, "allowed_account_ids") && !rule.Has(r.Config, "forbidden_account_ids") && !rule.Has(r.Config, "assume_role") && !rule.Has(r.Config, "profile") && !rule.Has(r.Config, "role_arn") {
			at, _, _ := setting(p, r, "bucket")
			p.At(at, "nothing holds the backend to its account")
		}
	}))
