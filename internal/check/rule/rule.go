// Package rule is what a rule of `terrace check` is made of: its metadata, what
// it looks at, and how it reports. The rules themselves are in package rules,
// one small file each.
package rule

import (
	"context"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// Family groups rules by what they are about.
type Family string

// The families, in the order of the documentation.
const (
	Inputs    Family = "inputs"
	Pins      Family = "pins"
	Graph     Family = "graph"
	HardCoded Family = "hard-coded"
	Secrets   Family = "secrets"
	State     Family = "state"
	Safety    Family = "safety"
	Addresses Family = "addresses"
	Naming    Family = "naming"
	Idioms    Family = "idioms"
	Alerts    Family = "alerts"
	Workflows Family = "workflows"
	Ignores   Family = "ignores"
	Own       Family = "own" // rules of the user
)

// Families lists the families in the order of the documentation.
var Families = []Family{Inputs, Pins, Graph, HardCoded, Secrets, State, Safety, Addresses, Naming, Idioms, Alerts, Workflows, Ignores, Own}

// Docs is where the rules of Terrace are described.
const Docs = "https://github.com/terrace-cloud/terrace/blob/main/docs/rules.md"

// Rule is one thing that check looks for. Exactly one of the functions at the
// end is set; it says how often the rule is asked.
type Rule struct {
	ID       string        // kebab-case
	Family   Family        //
	Severity diag.Severity // of its findings; a Note never fails a check
	Protects string        // one sentence: what goes wrong without it
	Fix      string        // what to do, in sentences; a finding may have a better one
	Link     string        // where it can be read
	Hides    bool          // its findings stand on lines that hold secrets: they are not shown

	Unit     func(*Pass, *estate.Unit) // once a unit, in parallel
	File     func(*Pass, *File)        // once a file that is parsed as HCL, in parallel
	Workflow func(*Pass, *Workflow)    // once a GitHub workflow, in parallel
	Estate   func(context.Context, *Pass)
}

// Finding is what a rule found.
type Finding struct {
	diag.Finding
	Rule        string   `json:"rule"`
	Units       []string `json:"units,omitempty"`       // units that it concerns, where there are several
	Fingerprint string   `json:"fingerprint,omitempty"` // stays when lines move
	Fixable     bool     `json:"fixable,omitempty"`     // terrace check --fix mends it
	Edits       []Edit   `json:"-"`                     // how
}

// Edit replaces the bytes from Start to End of a file.
type Edit struct {
	File       string // absolute path
	Start, End int
	Text       string
}

// Pass is one question to one rule. It is used by one goroutine.
type Pass struct {
	*Input
	Rule  *Rule
	Unit  *estate.Unit // nil when the question is not about a unit
	Found []*Finding
}

// At reports a finding. The caller may set more of it: Detail, Also, Edits.
func (p *Pass) At(at diag.Pos, summary string) *Finding {
	f := &Finding{Rule: p.Rule.ID, Finding: diag.Finding{Severity: p.Rule.Severity, Summary: summary, Fix: p.Rule.Fix, Where: at, Code: diag.Changes}}
	if p.Unit != nil {
		f.Unit = p.Unit.Path
	}
	p.Found = append(p.Found, f)
	return f
}
