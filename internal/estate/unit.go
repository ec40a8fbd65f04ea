// Package estate reads Terragrunt configuration into units, their dependencies
// and inputs, and knows the file and line of every name. It executes nothing:
// what is known only at run time is carried as unknown.
package estate

import (
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

// Estate is a tree of units as it stands on disk.
type Estate struct {
	Root     string        // absolute path of the folder that all unit paths are relative to
	Units    []*Unit       // sorted by Path
	Findings diag.Findings // what is wrong with the tree as a whole: cycles, unreadable folders
	byPath   map[string]*Unit
}

// Unit gives the unit at that path (relative to Root, with slashes), or nil.
func (e *Estate) Unit(path string) *Unit { return e.byPath[path] }

// Unit is one Terragrunt unit, or one plain Terraform root module.
type Unit struct {
	Path string // relative to the estate's root, with slashes; "." for a root module alone
	Dir  string // absolute
	File string // absolute path of its terragrunt.hcl; empty for a plain root module

	Source         Source
	Dependencies   []Dependency // `dependency` and `dependencies` blocks, in the order of their files
	Inputs         map[string]Input
	RemoteState    *RemoteState // nil when there is none
	Generate       []Generate
	Hooks          []Hook
	RunCmds        []diag.Pos // calls of run_cmd, which are not executed
	Exclude        Exclude
	PreventDestroy bool
	Locals         cty.Value // object; of the unit's own file

	TerraformVersion, TerragruntVersion Constraint // version constraints, empty when not set

	// Reads are the files whose content this unit depends on: its own file,
	// includes, read configurations, file() and templatefile(), local module
	// sources. Absolute and sorted.
	Reads []string

	// Findings is what is wrong with this unit; a unit with errors cannot be
	// run, the others can.
	Findings diag.Findings
}

// Plain tells a Terraform root module from a Terragrunt unit.
func (u *Unit) Plain() bool { return u.File == "" }

// Source is the module that a unit runs.
type Source struct {
	Raw string // as evaluated: "tfr:///NAMESPACE/NAME/PROVIDER//SUB?version=1.2.3", a path, a git address; "" for the unit's own folder
	Pos diag.Pos
}

// Input is one input of a unit, as merged from its files.
type Input struct {
	Value cty.Value  // unknown (also in parts) where only a run can tell
	Pos   diag.Pos   // where the value that won is written
	Chain []diag.Pos // every place that gave it a value, first to last; the last is Pos
}

// Dependency is an edge to another unit.
type Dependency struct {
	Name        string // label of the block; "" for a path of `dependencies`
	ConfigPath  string // absolute folder
	Target      string // path of the unit in the estate, "" when there is none
	Enabled     bool
	SkipOutputs bool
	Mocked      bool // has mock_outputs
	Pos         diag.Pos
}

// RemoteState is where the unit keeps its state.
type RemoteState struct {
	Backend string
	Config  cty.Value // object
	Pos     diag.Pos
}

// Generate is a file that Terragrunt writes beside the module.
type Generate struct {
	Name, Path, Contents string
	Pos                  diag.Pos
}

// Hook is a command that Terragrunt would run around Terraform.
type Hook struct {
	Kind    string // before_hook, after_hook, error_hook
	Name    string
	Execute []string
	Pos     diag.Pos
}

// Exclude is the unit's `exclude` block.
type Exclude struct {
	If      bool
	Actions []string
	Pos     diag.Pos
}

// Constraint is a version constraint and where it stands.
type Constraint struct {
	Text string
	Pos  diag.Pos
}
