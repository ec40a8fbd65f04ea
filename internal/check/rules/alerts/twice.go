package alerts

import (
	"context"
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"go.yaml.in/yaml/v3"
)

var twice = &rule.Rule{
	ID: "alert-twice", Family: rule.Alerts, Severity: diag.Error, Link: link,
	Protects: "Two alerts of one name are one alarm: the apply is refused, or one of them never rings.",
	Fix:      "Give one of them another name.",
	Estate: func(_ context.Context, p *rule.Pass) {
		d := read(p.Input)
		if d == nil {
			return
		}
		first := map[string]*yaml.Node{}
		for _, a := range d.alerts {
			n := rule.Key(a, "name")
			if n == nil || n.Value == "" {
				continue
			}
			if other := first[n.Value]; other != nil {
				p.At(d.pos(n), fmt.Sprintf("there are two alerts %q", n.Value)).Also = []diag.Pos{d.pos(other)}
				continue
			}
			first[n.Value] = n
		}
	},
}
