package alerts

import (
	"context"
	"fmt"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var unknownEnvironment = &rule.Rule{
	ID: "alert-unknown-environment", Family: rule.Alerts, Severity: diag.Error, Link: link,
	Protects: "What is different in an environment that does not exist is different nowhere.",
	Fix:      "Name an environment of the estate, or take the entry away.",
	Estate: func(_ context.Context, p *rule.Pass) {
		d := read(p.Input)
		if d == nil {
			return
		}
		have := map[string]bool{}
		for _, u := range p.Estate.Units {
			first, _, _ := strings.Cut(u.Path, "/")
			have[first] = true
			if e := p.Facts(u).Environment; e != "" {
				have[e] = true
			}
		}
		for _, a := range d.alerts {
			for _, kv := range rule.Pairs(rule.Key(a, "environments")) {
				if !have[kv[0].Value] {
					lost(p, d.pos(kv[0]), fmt.Sprintf("there is no environment %q", kv[0].Value), kv[0].Value, have)
				}
			}
		}
	},
}
