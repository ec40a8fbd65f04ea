// Package report writes what a check found: for people, for programs, for
// GitHub and for what shows the results of tests.
package report

import (
	"io"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// Report is a check that is over.
type Report struct {
	*check.Result
	Rules   []*rule.Rule // that were asked
	Skipped int          // questions of the user's own rules that only a run can answer
	Version string       // of Terrace
}

// Writer writes a report in one format.
type Writer func(io.Writer, *Report) error

// Formats are the formats for machines, by name.
var Formats = map[string]Writer{"json": JSON, "sarif": SARIF, "junit": JUnit, "github": GitHub}

// Count gives how many findings have a severity.
func (r *Report) Count(s diag.Severity) (n int) {
	for _, f := range r.Findings {
		if f.Severity == s {
			n++
		}
	}
	return n
}

// rule gives a rule that was asked, nil for what the evaluator says.
func (r *Report) rule(id string) *rule.Rule {
	for _, x := range r.Rules {
		if x.ID == id {
			return x
		}
	}
	return nil
}

// message is a finding in one text: what is wrong, why, and what to do.
func message(f *rule.Finding) string {
	var out []string
	for _, s := range []string{f.Summary, f.Detail, f.Fix} {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, strings.TrimSuffix(s, "."))
		}
	}
	return strings.Join(out, ". ") + "."
}

// worst sorts findings by severity, worst first, in the order of their places.
func worst(found []*rule.Finding) (out []*rule.Finding) {
	for _, s := range []diag.Severity{diag.Error, diag.Warning, diag.Note} {
		for _, f := range found {
			if f.Severity == s {
				out = append(out, f)
			}
		}
	}
	return out
}
