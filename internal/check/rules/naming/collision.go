package naming

import (
	"context"
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var collision = &rule.Rule{
	ID: "name-collision", Family: rule.Naming, Severity: diag.Error, Link: rule.Docs,
	Protects: "Of two things with one name AWS refuses the second.",
	Fix:      "Put what sets them apart into the name: the environment, the region, the account.",
	Estate: func(_ context.Context, p *rule.Pass) {
		type key struct{ kind, name, account, region string }
		first := map[key]*estate.Unit{}
		for _, u := range p.Estate.Units {
			f := p.Facts(u)
			for _, n := range names(p, u) {
				k := key{kind: n.kind, name: n.name}
				if n.scope >= account {
					k.account = f.Account
				}
				if n.scope >= region {
					k.region = f.Region
				}
				if n.scope >= account && f.Account == "" || n.scope >= region && f.Region == "" {
					continue // where it stands is not known
				}
				other := first[k]
				if other == nil {
					first[k] = u
					continue
				}
				if other == u {
					continue
				}
				x := p.At(n.at, fmt.Sprintf("the %s %q of %s is made by %s as well", n.kind, n.name, u.Path, other.Path))
				x.Unit = u.Path
			}
		}
	},
}
