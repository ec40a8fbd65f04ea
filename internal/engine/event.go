package engine

import (
	"path/filepath"
	"time"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// EventType is the "type" of a line of Terraform's machine-readable output;
// types that are not named here pass through as they are.
// Source: https://developer.hashicorp.com/terraform/internals/machine-readable-ui
type EventType string

// The types of events.
const (
	TypeVersion         EventType = "version"
	TypeLog             EventType = "log"
	TypeInitOutput      EventType = "init_output"
	TypeDiagnostic      EventType = "diagnostic"
	TypePlannedChange   EventType = "planned_change"
	TypeResourceDrift   EventType = "resource_drift"
	TypeChangeSummary   EventType = "change_summary"
	TypeOutputs         EventType = "outputs"
	TypeApplyStart      EventType = "apply_start"
	TypeApplyProgress   EventType = "apply_progress"
	TypeApplyComplete   EventType = "apply_complete"
	TypeApplyErrored    EventType = "apply_errored"
	TypeProvisionOutput EventType = "provision_progress"
	TypeRefreshStart    EventType = "refresh_start"
	TypeRefreshComplete EventType = "refresh_complete"
)

// Event is one line of the machine-readable output of Terraform or OpenTofu.
// Of the pointers, the one that belongs to the type is set.
type Event struct {
	Type    EventType
	Time    time.Time // when Terraform wrote it; zero where it did not say
	Message string    // the line for people

	Diagnostic *Diagnostic       // diagnostic
	Change     *Change           // planned_change
	Drift      *Change           // resource_drift
	Step       *Step             // apply_*, refresh_*, provision_*
	Summary    *Summary          // change_summary
	Outputs    map[string]Output // outputs
	Version    string            // version
}

// Action is what a plan would do with a resource or an output.
type Action string

// The actions.
const (
	NoOp    Action = "noop"
	Create  Action = "create"
	Read    Action = "read"
	Update  Action = "update"
	Replace Action = "replace"
	Delete  Action = "delete"
	Move    Action = "move"
	Import  Action = "import"
	Forget  Action = "remove" // leaves the state, stays in the cloud
)

// Resource says which resource an event is about.
type Resource struct {
	Address string // as in the configuration: module.a.aws_vpc.this[0]
	Module  string // address of the module, empty at the root
	Type    string // aws_vpc
	Name    string // this
}

// Change is a planned change, or what changed behind Terraform's back.
type Change struct {
	Resource
	Action   Action
	Reason   string // why it is replaced or deleted: cannot_update, tainted, delete_because_no_resource_config, ...
	Previous string // address before a move
}

// Step is where the work on one resource stands.
type Step struct {
	Resource
	Action  Action        // empty while refreshing
	ID      string        // the resource's id, where it has one
	Elapsed time.Duration // whole seconds
	Output  string        // what a provisioner wrote
}

// Summary counts the changes of a plan, or of what was done.
type Summary struct {
	Add, Change, Import, Remove int
	Operation                   string // plan, apply, destroy
}

// Output is what a plan would do with an output. Its value is not carried: it
// may be a secret.
type Output struct {
	Action    Action
	Sensitive bool
}

// Diagnostic is a warning or an error of Terraform or of a provider.
type Diagnostic struct {
	Severity diag.Severity
	Summary  string
	Detail   string
	Address  string // resource concerned, may be empty
	Range    *Range // nil where no place in the configuration is known
	Snippet  *Snippet
}

// Range is a stretch of a configuration file. File is relative to the folder
// in which Terraform ran. Lines and columns count from 1, bytes from 0.
type Range struct {
	File       string
	Start, End Place
}

// Place is a point in a file.
type Place struct {
	Line   int `json:"line"`
	Column int `json:"column"`
	Byte   int `json:"byte"`
}

// Snippet is the code that a diagnostic is about, and the values in it.
type Snippet struct {
	Code      string
	StartLine int
	Context   string  // the block: resource "aws_vpc" "this"
	Values    []Value // what the expressions in the code are
}

// Value is what one expression in a snippet is: "var.name" is "\"x\"".
type Value struct {
	Traversal string `json:"traversal"`
	Statement string `json:"statement"`
}

// Finding gives the diagnostic as a finding; dir is the folder in which
// Terraform ran.
func (d *Diagnostic) Finding(dir string) *diag.Finding {
	f := &diag.Finding{Severity: d.Severity, Summary: d.Summary, Detail: d.Detail, Address: d.Address, Code: diag.Failed}
	if d.Range != nil {
		f.Where = diag.Pos{File: d.Range.File, Line: d.Range.Start.Line, Column: d.Range.Start.Column}
		if !filepath.IsAbs(f.Where.File) {
			f.Where.File = filepath.Join(dir, f.Where.File)
		}
	}
	return f
}
