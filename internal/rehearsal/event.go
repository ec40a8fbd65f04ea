package rehearsal

import "time"

// Event is one step of a rehearsal, told while it runs.
type Event struct {
	Time      time.Time `json:"time"`
	Event     string    `json:"event"` // "plan" (the units to come), "unit", "note"
	Unit      string    `json:"unit,omitempty"`
	Phase     Phase     `json:"phase,omitempty"`
	Resources int       `json:"resources,omitempty"` // resources that the unit has worked on in this phase
	Doing     string    `json:"doing,omitempty"`     // what the unit is at in this phase: "planning", or the address of a resource
	Seconds   float64   `json:"seconds,omitempty"`   // since the unit started
	Units     []string  `json:"units,omitempty"`     // of "plan"
	Message   string    `json:"message,omitempty"`   // of "note"

	Result *UnitResult `json:"-"` // of a unit that has ended
}
