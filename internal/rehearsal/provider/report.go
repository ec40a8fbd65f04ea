package provider

import (
	"maps"
	"slices"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/rehearsal/synth"
)

// Report is what an endpoint saw.
type Report struct {
	Calls       map[string]int // by method of the plugin protocol
	MemoHits    int            // calls whose answer was known
	Cut         bool           // Terraform was not told all of a type in use
	Assumptions []synth.Assumption
	// Forces holds, for objects that a plan wants to replace, the attributes
	// that force it: by type and id before the change.
	Forces map[[2]string][]string
	// Changed holds the top-level attributes that a plan wants to change: by
	// type and id before the change.
	Changed map[[2]string][]string
	// NotRun names the actions that Terraform invoked and a rehearsal does not
	// run, in the order in which they came.
	NotRun []string
	// Refused are the errors that the rehearsal itself answered with, not the
	// real provider.
	Refused diag.Findings
}

func newReport() Report {
	return Report{Calls: map[string]int{}, Forces: map[[2]string][]string{}, Changed: map[[2]string][]string{}}
}

// Report gives what the endpoint saw so far; the caller may keep it.
func (e *Endpoint) Report() Report {
	e.mu.Lock()
	defer e.mu.Unlock()
	r := e.report
	r.Calls, r.Forces, r.Changed = maps.Clone(r.Calls), maps.Clone(r.Forces), maps.Clone(r.Changed)
	r.Assumptions, r.NotRun, r.Refused = slices.Clone(r.Assumptions), slices.Clone(r.NotRun), slices.Clone(r.Refused)
	for k, v := range r.Forces { // callers sort them
		r.Forces[k] = slices.Clone(v)
	}
	for k, v := range r.Changed {
		r.Changed[k] = slices.Clone(v)
	}
	return r
}

func (e *Endpoint) note(f func(*Report)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	f(&e.report)
}
