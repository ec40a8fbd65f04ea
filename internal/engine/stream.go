package engine

import (
	"bytes"
	"encoding/json"
	"math"
	"time"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// line is one line as Terraform writes it.
type line struct {
	Module     string             `json:"@module"`
	Message    string             `json:"@message"`
	Timestamp  string             `json:"@timestamp"`
	Type       EventType          `json:"type"`
	Terraform  string             `json:"terraform"`
	Tofu       string             `json:"tofu"`
	Diagnostic *wireDiagnostic    `json:"diagnostic"`
	Change     *wireChange        `json:"change"`
	Changes    *wireSummary       `json:"changes"`
	Hook       *wireStep          `json:"hook"`
	Outputs    map[string]*output `json:"outputs"`
}

type (
	wireResource struct {
		Addr   string `json:"addr"`
		Module string `json:"module"`
		Type   string `json:"resource_type"`
		Name   string `json:"resource_name"`
	}
	wireChange struct {
		Resource wireResource  `json:"resource"`
		Previous *wireResource `json:"previous_resource"`
		Action   Action        `json:"action"`
		Reason   string        `json:"reason"`
	}
	wireStep struct {
		Resource wireResource `json:"resource"`
		Action   Action       `json:"action"`
		ID       string       `json:"id_value"`
		Elapsed  float64      `json:"elapsed_seconds"`
		Output   string       `json:"output"`
	}
	wireSummary struct {
		Add       int    `json:"add"`
		Change    int    `json:"change"`
		Import    int    `json:"import"`
		Remove    int    `json:"remove"`
		Operation string `json:"operation"`
	}
	output struct {
		Action    Action `json:"action"`
		Sensitive bool   `json:"sensitive"`
	}
	wireDiagnostic struct {
		Severity string `json:"severity"`
		Summary  string `json:"summary"`
		Detail   string `json:"detail"`
		Address  string `json:"address"`
		Range    *struct {
			Filename string `json:"filename"`
			Start    Place  `json:"start"`
			End      Place  `json:"end"`
		} `json:"range"`
		Snippet *struct {
			Context   *string `json:"context"`
			Code      string  `json:"code"`
			StartLine int     `json:"start_line"`
			Values    []Value `json:"values"`
		} `json:"snippet"`
	}
)

// Parse reads one line of machine-readable output. It tells false for a line
// that is none: text of hooks, of Terragrunt, or of a broken write.
func Parse(text []byte) (Event, bool) {
	text = bytes.TrimSpace(text)
	if len(text) < 2 || text[0] != '{' || !bytes.Contains(text, []byte(`"@module"`)) {
		return Event{}, false
	}
	var l line
	if err := json.Unmarshal(text, &l); err != nil || l.Module != "terraform.ui" && l.Module != "tofu.ui" {
		return Event{}, false
	}
	if l.Type == "" {
		l.Type = TypeLog // OpenTofu gives what init says no type
	}
	e := Event{Type: l.Type, Message: l.Message, Version: l.Terraform + l.Tofu}
	e.Time, _ = time.Parse(time.RFC3339Nano, l.Timestamp)
	if l.Diagnostic != nil {
		e.Diagnostic = l.Diagnostic.typed()
	}
	if l.Change != nil {
		if l.Type == TypeResourceDrift {
			e.Drift = l.Change.typed()
		} else {
			e.Change = l.Change.typed()
		}
	}
	if h := l.Hook; h != nil {
		e.Step = &Step{Resource: h.Resource.typed(), Action: h.Action, ID: h.ID, Elapsed: seconds(h.Elapsed), Output: h.Output}
	}
	if l.Changes != nil {
		s := Summary(*l.Changes)
		e.Summary = &s
	}
	for name, o := range l.Outputs {
		if e.Outputs == nil {
			e.Outputs = make(map[string]Output, len(l.Outputs))
		}
		if o != nil {
			e.Outputs[name] = Output(*o)
		}
	}
	return e, true
}

// seconds keeps to what a run can take: a broken line must not overflow.
func seconds(s float64) time.Duration {
	if !(s >= 0 && s < math.MaxInt32) {
		return 0
	}
	return time.Duration(s * float64(time.Second))
}

func (r wireResource) typed() Resource {
	return Resource{Address: r.Addr, Module: r.Module, Type: r.Type, Name: r.Name}
}

func (c *wireChange) typed() *Change {
	t := &Change{Resource: c.Resource.typed(), Action: c.Action, Reason: c.Reason}
	if c.Previous != nil {
		t.Previous = c.Previous.Addr
	}
	return t
}

func (d *wireDiagnostic) typed() *Diagnostic {
	t := &Diagnostic{Severity: diag.Error, Summary: d.Summary, Detail: d.Detail, Address: d.Address}
	if d.Severity == "warning" {
		t.Severity = diag.Warning
	}
	if r := d.Range; r != nil {
		t.Range = &Range{File: r.Filename, Start: r.Start, End: r.End}
	}
	if s := d.Snippet; s != nil {
		t.Snippet = &Snippet{Code: s.Code, StartLine: s.StartLine, Values: s.Values}
		if s.Context != nil {
			t.Snippet.Context = *s.Context
		}
	}
	return t
}
