package report

import (
	"encoding/json"
	"io"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// document is what check --json prints: docs/schema/check.json.
type document struct {
	Schema   string          `json:"schema"`
	Units    int             `json:"units"`
	Rules    int             `json:"rules"`
	Errors   int             `json:"errors"`
	Warnings int             `json:"warnings"`
	Notes    int             `json:"notes"`
	Ignored  int             `json:"ignored"`
	Known    int             `json:"known"`
	Skipped  int             `json:"skipped"`
	NoModule int             `json:"modules_unknown"`
	Findings []*rule.Finding `json:"findings"`
}

// JSON writes the report as one JSON document.
func JSON(w io.Writer, r *Report) error {
	found := r.Findings
	if found == nil {
		found = []*rule.Finding{}
	}
	return encode(w, document{"terrace.check/1", r.Units, len(r.Rules), r.Count(diag.Error), r.Count(diag.Warning), r.Count(diag.Note),
		r.Ignored, r.Known, r.Skipped, r.NoModule, found})
}

func encode(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
