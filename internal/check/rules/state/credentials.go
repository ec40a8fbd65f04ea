package state

import (
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var credentials = hidden(made("state-credentials", diag.Error,
	"Keys in the settings of a backend are written into .terraform and into every saved plan.",
	"Leave them out and use the environment, a profile or a role.",
	s3(func(p *rule.Pass, _ *estate.Unit, r *estate.RemoteState) {
		for _, name := range []string{"access_key", "secret_key", "token", "sse_customer_key"} {
			if rule.Has(r.Config, name) && rule.Text(r.Config, name) != "" {
				at, _, _ := setting(p, r, name)
				p.At(at, fmt.Sprintf("the backend is given %s", name))
			}
		}
	})))

// hidden keeps the lines of a rule's findings out of reports.
func hidden(r *rule.Rule) *rule.Rule {
	r.Hides = true
	return r
}
