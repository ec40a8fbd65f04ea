package naming

import (
	"fmt"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// A note: a name may be the only one on purpose.
var unscoped = &rule.Rule{
	ID: "name-without-environment", Family: rule.Naming, Severity: diag.Note, Link: rule.Docs,
	Protects: "A bucket or role whose name does not say its environment collides with the next environment's.",
	Fix:      "Put the environment, or the account, into the name; and the region where there are several.",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		f := p.Facts(u)
		for _, n := range names(p, u) {
			if n.scope > account || f.Environment == "" || says(n.name, f.Environment) || f.Account != "" && strings.Contains(n.name, f.Account) {
				continue
			}
			p.At(n.at, fmt.Sprintf("the name %q of the %s does not say its environment", n.name, n.kind))
		}
	},
}

// says tells whether a name names an environment, also by a usual short form.
func says(name, env string) bool {
	name, env = strings.ToLower(name), strings.ToLower(env)
	if strings.Contains(name, env) {
		return true
	}
	_, any := rule.StageOf(name)
	return any
}
