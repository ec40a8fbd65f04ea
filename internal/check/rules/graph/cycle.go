package graph

import (
	"context"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var cycle = &rule.Rule{
	ID: "graph-cycle", Family: rule.Graph, Severity: diag.Error,
	Protects: "Units that need one another can never be applied.",
	Fix:      "Remove one of these edges: move what both need into a third unit, or name it by a fixed ARN or name.",
	Link:     dependencyLink,
	Estate: func(_ context.Context, p *rule.Pass) {
		_, rings := p.Estate.Waves(p.Estate.Units)
		for _, r := range rings {
			f := p.At(r.Where, r.Summary)
			f.Detail, f.Also, f.Unit = strings.ReplaceAll(r.Detail, p.Top+"/", ""), r.Also, r.Unit
		}
	},
}
