// Package rules puts the rules of `terrace check` together: a package per
// family, a small file per rule. Each rule has its example, one tree that breaks
// it and one that does not, in internal/check/testdata/RULE.txtar.
package rules

import (
	"slices"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/rules/addresses"
	"github.com/terrace-cloud/terrace/internal/check/rules/alerts"
	"github.com/terrace-cloud/terrace/internal/check/rules/graph"
	"github.com/terrace-cloud/terrace/internal/check/rules/hardcoded"
	"github.com/terrace-cloud/terrace/internal/check/rules/idioms"
	"github.com/terrace-cloud/terrace/internal/check/rules/inputs"
	"github.com/terrace-cloud/terrace/internal/check/rules/naming"
	"github.com/terrace-cloud/terrace/internal/check/rules/pins"
	"github.com/terrace-cloud/terrace/internal/check/rules/safety"
	"github.com/terrace-cloud/terrace/internal/check/rules/secrets"
	"github.com/terrace-cloud/terrace/internal/check/rules/state"
	"github.com/terrace-cloud/terrace/internal/check/rules/workflows"
)

// All lists the rules.
func All() []*rule.Rule {
	return slices.Concat(
		inputs.Rules,
		pins.Rules,
		graph.Rules,
		hardcoded.Rules,
		secrets.Rules,
		state.Rules,
		safety.Rules,
		addresses.Rules,
		naming.Rules,
		idioms.Rules,
		alerts.Rules,
		workflows.Rules,
	)
}
