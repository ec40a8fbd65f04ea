package alerts

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"go.yaml.in/yaml/v3"
)

var unknownRunbook = &rule.Rule{
	ID: "alert-unknown-runbook", Family: rule.Alerts, Severity: diag.Error, Link: link,
	Protects: "Who is woken by an alert without a runbook does not know what to do.",
	Fix:      "Write the runbook, or name one that there is.",
	Estate: func(_ context.Context, p *rule.Pass) {
		have := map[string]bool{}
		files, _ := os.ReadDir(filepath.Join(p.Estate.Root, "runbooks"))
		for _, f := range files {
			if name, ok := strings.CutSuffix(f.Name(), ".md"); ok {
				have[name] = true
			}
		}
		d := read(p.Input)
		d.each("runbook", func(v *yaml.Node) {
			if !have[v.Value] {
				lost(p, d.pos(v), fmt.Sprintf("there is no runbook runbooks/%s.md", v.Value), v.Value, have)
			}
		})
	},
}
