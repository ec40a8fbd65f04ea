package state

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var sharedBucket = &rule.Rule{
	ID: "state-shared-bucket", Family: rule.State, Severity: diag.Warning, Link: link,
	Protects: "Whoever may work on a test environment can read, and break, the state of production.",
	Fix:      "Give each environment a bucket in its own account.",
	Estate: func(_ context.Context, p *rule.Pass) {
		type use struct {
			at   diag.Pos
			unit string
		}
		stages := map[string]map[rule.Stage]map[string]use{} // bucket -> stage -> environment
		for _, u := range p.Estate.Units {
			r, facts := u.RemoteState, p.Facts(u)
			if r == nil || r.Backend != "s3" || rule.Text(r.Config, "bucket") == "" || facts.Stage == rule.AnyStage {
				continue
			}
			b := rule.Text(r.Config, "bucket")
			if stages[b] == nil {
				stages[b] = map[rule.Stage]map[string]use{rule.Lower: {}, rule.Production: {}}
			}
			if _, known := stages[b][facts.Stage][facts.Environment]; !known {
				at, _, _ := setting(p, r, "bucket")
				stages[b][facts.Stage][facts.Environment] = use{at, u.Path}
			}
		}
		for _, b := range slices.Sorted(maps.Keys(stages)) {
			prod, lower := stages[b][rule.Production], stages[b][rule.Lower]
			if len(prod) == 0 || len(lower) == 0 {
				continue
			}
			name := slices.Sorted(maps.Keys(prod))[0]
			f := p.At(prod[name].at, fmt.Sprintf("%s keeps its state in the bucket of %s", name, strings.Join(slices.Sorted(maps.Keys(lower)), ", ")))
			f.Unit = prod[name].unit
		}
	},
}
