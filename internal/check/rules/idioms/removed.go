package idioms

import (
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// gone names what older Terragrunt took and 1.x refuses.
var gone = map[string]string{
	"skip":                     "Write exclude { if = true, actions = [\"all\"] }.",
	"retryable_errors":         "Write errors { retry \"name\" { retryable_errors = […] … } }.",
	"retry_max_attempts":       "Write max_attempts in errors { retry \"name\" { … } }.",
	"retry_sleep_interval_sec": "Write sleep_interval_sec in errors { retry \"name\" { … } }.",
}

var removed = made("removed-attribute", diag.Error,
	"Terragrunt 1.x refuses a file with an attribute that it no longer knows.",
	"Write what has taken its place.", migration,
	func(p *rule.Pass, f *rule.File) {
		if f.Kind != rule.Configuration {
			return
		}
		for name, fix := range gone {
			if a := f.Body.Attributes[name]; a != nil {
				p.At(diag.FromRange(a.NameRange), fmt.Sprintf("Terragrunt 1.x no longer knows %s", name)).Fix = fix
			}
		}
		for _, b := range rule.Blocks(f.Body, "terragrunt") {
			p.At(diag.FromRange(b.TypeRange), "Terragrunt has not known the block terragrunt since 0.19").Fix = "Move what it holds to the top of the file."
		}
	})
