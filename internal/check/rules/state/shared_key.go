package state

import (
	"context"
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var sharedKey = &rule.Rule{
	ID: "state-shared-key", Family: rule.State, Severity: diag.Error, Link: link,
	Protects: "Two units with one state take turns in destroying what the other has made.",
	Fix:      "Make the key from the path of the unit: \"${path_relative_to_include()}/terraform.tfstate\".",
	Estate: func(_ context.Context, p *rule.Pass) {
		type place struct{ bucket, key string }
		first := map[place]*estate.Unit{}
		for _, u := range p.Estate.Units {
			r := u.RemoteState
			if r == nil || r.Backend != "s3" {
				continue
			}
			at := place{rule.Text(r.Config, "bucket"), rule.Text(r.Config, "key")}
			if at.bucket == "" || at.key == "" {
				continue
			}
			if other := first[at]; other != nil {
				pos, _, _ := setting(p, r, "key")
				f := p.At(pos, fmt.Sprintf("%s and %s keep their state under one key", other.Path, u.Path))
				f.Unit, f.Units = u.Path, []string{other.Path, u.Path}
				continue
			}
			first[at] = u
		}
	},
}
