// Package estate reads Terragrunt configuration into units, their dependencies
// and inputs, and knows the file and line of every name. It executes nothing:
// what is known only at run time is carried as unknown.
package estate

import (
	"path/filepath"
	"slices"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate/eval"
	"github.com/zclconf/go-cty/cty"
)

// Estate is a tree of units as it stands on disk.
type Estate struct {
	Root     string        // absolute path of the folder that all unit paths are relative to
	Units    []*Unit       // sorted by Path
	Findings diag.Findings // what is wrong with the tree as a whole: cycles, unreadable folders
	byPath   map[string]*Unit
	byDir    map[string]*Unit
}

// Unit gives the unit at that path (relative to Root, with slashes), or nil.
func (e *Estate) Unit(path string) *Unit { return e.byPath[path] }

// Unit is one Terragrunt unit, or one plain Terraform root module.
type Unit struct {
	Path string // relative to the estate's root, with slashes; "." for a root module alone
	Dir  string // absolute
	File string // absolute path of its terragrunt.hcl; empty for a plain root module

	Generated *Generated // nil for a unit that stands in the tree itself

	Source         Source
	Dependencies   []Dependency // `dependency` and `dependencies` blocks, in the order of their files
	Inputs         map[string]Input
	InputsUnknown  bool         // there may be more inputs, which only a run can tell
	RemoteState    *RemoteState // nil when there is none
	Generate       []Generate
	Hooks          []Hook
	Arguments      []Arguments
	Copy           Copy
	RunCmds        []diag.Pos // calls of run_cmd, which are not executed
	Exclude        Exclude
	Errors         []ErrorRule
	Features       []Feature
	IAM            IAM
	PreventDestroy bool
	Locals         cty.Value // object; of the unit's own file
	Includes       []Include

	TerraformVersion, TerragruntVersion Constraint // version constraints, empty when not set

	// Reads are the files whose content this unit depends on: its own file,
	// includes, read configurations, file() and templatefile(), local module
	// sources. Absolute and sorted.
	Reads []string

	// Findings is what is wrong with this unit; a unit with errors cannot be
	// run, the others can.
	Findings diag.Findings

	eval    *eval.Evaluator // that it was made by; nil for an outline
	outline *outline        // that it was made from
	again   *again          // for an outline
	unread  int             // which of the findings, from 1, is the first error of evaluation
}

// Unread gives the first error because of which the unit may read more than
// Reads says; nil when all that it reads is known.
func (u *Unit) Unread() *diag.Finding {
	if u.unread == 0 {
		return nil
	}
	return u.Findings[u.unread-1]
}

// Written gives the file on disk that the unit is written in: its own, or that
// of the folder which a stack takes it from. Empty for a plain root module.
func (u *Unit) Written() string {
	if u.Generated == nil || u.Generated.From == "" || u.File == "" {
		return u.File
	}
	return filepath.Join(u.Generated.From, filepath.Base(u.File))
}

// Plain tells a Terraform root module from a Terragrunt unit.
func (u *Unit) Plain() bool { return u.File == "" }

// Excluded tells whether the unit is known to be left out of plan and apply: it
// makes nothing.
func (u *Unit) Excluded() bool {
	return u.Exclude.If && !u.Exclude.Unknown && slices.ContainsFunc(u.Exclude.Actions, func(a string) bool {
		return a == "all" || a == "all_except_output" || a == "apply" || a == "plan"
	})
}

// InputPos gives where a nested key of an input is written: path is the name
// of the input and the keys inside it. Where the value is not a literal
// object, it gives the deepest place that is known; the zero place for an
// input that the unit does not have.
func (u *Unit) InputPos(path ...string) diag.Pos {
	if len(path) == 0 {
		return diag.Pos{}
	}
	in, ok := u.Inputs[path[0]]
	if !ok {
		return diag.Pos{}
	}
	return in.Place(path[1:]...)
}

// Trace gives the places that made an input, or a key inside it: first where
// the value comes from, last the file that decided. It evaluates the unit anew
// and is meant for one unit at a time. A plain root module has no inputs.
func (u *Unit) Trace(path ...string) []Step {
	if u.eval == nil || u.Plain() {
		return nil
	}
	return u.eval.Origins(u.File, path...)
}

// The parts of a unit are those of its evaluated configuration.
type (
	// Source is the module that a unit runs.
	Source = eval.Source
	// Step is one of the places that made a value; see [Unit.Trace].
	Step = eval.Step
	// Input is one input of a unit, as merged from its files.
	Input = eval.Input
	// Dependency is an edge to another unit.
	Dependency = eval.Dependency
	// RemoteState is where the unit keeps its state.
	RemoteState = eval.RemoteState
	// Generate is a file that Terragrunt writes beside the module.
	Generate = eval.Generate
	// Hook is a command that Terragrunt would run around Terraform.
	Hook = eval.Hook
	// Arguments is an `extra_arguments` block.
	Arguments = eval.Arguments
	// Copy is what Terragrunt takes along when it copies a module.
	Copy = eval.Copy
	// Exclude is the unit's `exclude` block.
	Exclude = eval.Exclude
	// ErrorRule is a `retry` or `ignore` block of `errors`.
	ErrorRule = eval.ErrorRule
	// Feature is a feature flag and its value.
	Feature = eval.Feature
	// IAM is the role that Terragrunt assumes.
	IAM = eval.IAM
	// Include is an `include` block.
	Include = eval.Include
	// Constraint is a version constraint and where it stands.
	Constraint = eval.Constraint
)
