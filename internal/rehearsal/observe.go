package rehearsal

import (
	"slices"
	"sort"
	"strings"

	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/rehearsal/provider"
)

// observation is what one run of Terraform said, gathered from its stream.
type observation struct {
	counts      Counts
	changes     []Change
	diagnostics []engine.Diagnostic
	outputs     []string          // names of those that change
	touched     int               // resources that an apply has worked on
	begun       bool              // something is being changed
	ids         map[string]string // address -> id before the change, where told
	working     []string          // addresses at work, the longest at it first
	tick        func(resources int, doing string)
}

// counters says which count an action of Terraform's stream belongs to.
var counters = map[engine.Action]func(*Counts) *int{
	engine.Create:  func(c *Counts) *int { return &c.Create },
	engine.Update:  func(c *Counts) *int { return &c.Update },
	engine.Replace: func(c *Counts) *int { return &c.Replace },
	engine.Delete:  func(c *Counts) *int { return &c.Delete },
}

func (o *observation) see(e engine.Event) {
	switch e.Type {
	case engine.TypeVersion: // the engine has begun; until the first resource it reads and plans
		o.tell("planning")
	case engine.TypePlannedChange:
		if e.Change == nil {
			return
		}
		if n := counters[e.Change.Action]; n != nil {
			*n(&o.counts)++
			o.changes = append(o.changes, Change{Address: e.Change.Address, Type: e.Change.Type, Action: string(e.Change.Action)})
		}
	case engine.TypeResourceDrift:
		if e.Drift == nil || e.Drift.Action == engine.NoOp {
			return
		}
		o.counts.Drift++
		o.changes = append(o.changes, Change{Address: e.Drift.Address, Type: e.Drift.Type, Action: "drift"})
	case engine.TypeOutputs:
		o.outputs = nil
		for name, out := range e.Outputs {
			if out.Action != "" && out.Action != engine.NoOp {
				o.outputs = append(o.outputs, name)
			}
		}
		sort.Strings(o.outputs)
		o.counts.Outputs = len(o.outputs)
	case engine.TypeApplyStart, engine.TypeRefreshStart:
		o.begun = o.begun || e.Type == engine.TypeApplyStart
		if e.Step == nil {
			return
		}
		if e.Step.ID != "" {
			o.ids[e.Step.Address] = e.Step.ID
		}
		o.working = append(o.working, e.Step.Address)
		o.tell(o.working[0])
	case engine.TypeApplyComplete, engine.TypeApplyErrored, engine.TypeRefreshComplete:
		o.touched++
		if e.Step != nil {
			o.working = slices.DeleteFunc(o.working, func(a string) bool { return a == e.Step.Address })
		}
		doing := "planning"
		if len(o.working) > 0 {
			doing = o.working[0]
		}
		o.tell(doing)
	case engine.TypeDiagnostic:
		if e.Diagnostic != nil {
			o.diagnostics = append(o.diagnostics, *e.Diagnostic)
		}
	}
}

func (o *observation) tell(doing string) {
	if o.tick != nil {
		o.tick(o.touched, doing)
	}
}

// explainChanges adds to each change what forces it and what it would cost.
func (o *observation) explainChanges(r provider.Report) {
	for i := range o.changes {
		c := &o.changes[i]
		at := [2]string{c.Type, o.ids[c.Address]}
		switch c.Action {
		case "replace":
			c.Forces = r.Forces[at]
		case "update":
			c.Forces = nil
			c.Attributes = r.Changed[at]
		}
		sort.Strings(c.Forces)
		sort.Strings(c.Attributes)
		c.Hurts = hurts(*c)
	}
	sort.SliceStable(o.changes, func(i, j int) bool { return o.changes[i].Address < o.changes[j].Address })
}

// movedState tells whether a module's backend has changed since it was initialised:
// its state moves there, as it does for who answers yes to init.
func (o *observation) movedState() bool {
	return slices.ContainsFunc(o.diagnostics, func(d engine.Diagnostic) bool {
		return d.Summary == "Backend configuration changed" || strings.HasPrefix(d.Summary, "Backend initialization required")
	})
}

// missingType tells whether Terraform missed a type that was cut from the
// schema: then the unit runs again with the whole schema.
func (o *observation) missingType() bool {
	for _, d := range o.diagnostics {
		switch d.Summary {
		case "Invalid resource type", "Invalid data source", "Invalid ephemeral resource type", "Unsupported ephemeral resource type":
			return true
		}
		if strings.Contains(d.Detail, "does not support resource type") || strings.Contains(d.Detail, "does not support data source") {
			return true
		}
	}
	return false
}
