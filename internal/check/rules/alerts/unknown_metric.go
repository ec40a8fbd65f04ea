package alerts

import (
	"context"
	"fmt"
	"slices"

	"github.com/terrace-cloud/terrace/internal/check/resource"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"go.yaml.in/yaml/v3"
)

var unknownMetric = &rule.Rule{
	ID: "alert-unknown-metric", Family: rule.Alerts, Severity: diag.Error, Link: link,
	Protects: "An alert of a metric that the catalogue does not have measures nothing.",
	Fix:      "Name a metric of the catalogue: a key of local.metrics in the module that makes the alarms; or add it there.",
	Estate: func(_ context.Context, p *rule.Pass) {
		d := read(p.Input)
		if d == nil {
			return
		}
		known := catalogue(p.Input, d.file)
		if len(known) == 0 {
			return // no module that makes alarms, or one that only a run can tell
		}
		d.each("metric", func(v *yaml.Node) {
			if !known[v.Value] {
				lost(p, d.pos(v), fmt.Sprintf("there is no metric %q", v.Value), v.Value, known)
			}
		})
	},
}

// catalogue gives the metrics of the modules that make alarms of the file: the
// keys of local.metrics in the local modules of the units that read it.
func catalogue(in *rule.Input, f *rule.File) map[string]bool {
	out, seen := map[string]bool{}, map[string]bool{}
	for _, u := range f.Units {
		dir, local := u.Module()
		if !local || seen[dir] || !slices.Contains(u.Reads, f.Path) {
			continue
		}
		seen[dir] = true
		v := resource.Local(in, dir, "metrics")
		if !v.IsKnown() || v.IsNull() || !(v.Type().IsObjectType() || v.Type().IsMapType()) {
			continue
		}
		for name := range v.AsValueMap() {
			out[name] = true
		}
	}
	return out
}
