package state

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var unencrypted = made("state-unencrypted", diag.Error,
	"A state holds the values of every resource, passwords among them.",
	"Set encrypt = true, and kms_key_id for a key of your own.",
	s3(func(p *rule.Pass, _ *estate.Unit, r *estate.RemoteState) {
		on, known := rule.Bool(r.Config, "encrypt")
		if on || rule.Has(r.Config, "encrypt") && !known {
			return
		}
		at, value, in := setting(p, r, "encrypt")
		f := p.At(at, "the state is written without encrypt = true")
		if _, literal := value.(*hclsyntax.LiteralValueExpr); literal {
			f.Edits = []rule.Edit{{File: at.File, Start: value.Range().Start.Byte, End: value.Range().End.Byte, Text: "true"}}
		} else if value == nil {
			f.Edits = insertion(p, in, "encrypt", "true")
		}
	}))
