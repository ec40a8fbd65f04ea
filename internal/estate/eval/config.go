package eval

import (
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

// Config is what one configuration file says, together with its includes.
type Config struct {
	File string // absolute path of the file

	Inputs        map[string]Input
	InputsUnknown bool // there may be more inputs, which only a run can tell

	Dependencies []Dependency // in the order of the files, those of includes first
	Source       Source
	Copy         Copy
	Arguments    []Arguments
	Hooks        []Hook
	RemoteState  *RemoteState
	Generate     []Generate // sorted by name
	Exclude      Exclude
	Errors       []ErrorRule
	Features     []Feature
	IAM          IAM

	PreventDestroy                      *bool
	Locals                              cty.Value // object; of the file itself
	TerraformVersion, TerragruntVersion Constraint
	TerraformBinary, DownloadDir        string

	Includes []Include  // the files included, in the order of the blocks
	Reads    []string   // every file read, absolute and sorted
	RunCmds  []diag.Pos // calls of run_cmd in the files read
	Findings diag.Findings

	// Asked are the numbers of the questions that were put, where
	// [Options.Questions] numbers them.
	Asked []int32

	terraform, errors bool // there is such a block
}

// Source is the module that a unit runs.
type Source struct {
	Raw string // as evaluated: "tfr:///NAMESPACE/NAME/PROVIDER//SUB?version=1.2.3", a path, a git address; "" for the unit's own folder
	Pos diag.Pos

	Kept bool // a path in it starts where the file was written, not where a stack generates it (update_source_with_cas)
}

// Input is one input of a unit, as merged from its files.
type Input struct {
	Value     cty.Value // unknown (also in parts) where only a run can tell
	Sensitive bool      // it, or a part of it, went through sensitive()
	*Written
}

// Written is where an input is given its values. Units that have it from the
// same file share it.
type Written struct {
	Pos   diag.Pos   // where the value that won is written
	Chain []diag.Pos // every place that gave it a value, first to last; the last is Pos

	exprs []expression // in the order of Chain
}

func writtenAt(pos diag.Pos, x expression) *Written {
	return &Written{pos, []diag.Pos{pos}, []expression{x}}
}

// over gives the places of an input that is laid over another one.
func (w *Written) over(base *Written) *Written {
	return &Written{w.Pos, slices.Concat(base.Chain, w.Chain), slices.Concat(base.exprs, w.exprs)}
}

// expression is an expression and the file whose locals it can name.
type expression struct {
	expr hcl.Expression
	file *file
}

// Dependency is an edge to another unit.
type Dependency struct {
	Name        string // label of the block; "" for a path of `dependencies`
	ConfigPath  string // absolute folder; "" when only a run can tell
	Target      string // path of the unit in the estate, "" when there is none
	Enabled     bool
	SkipOutputs bool
	Mocked      bool // has mock_outputs
	Pos         diag.Pos

	raw      string // config_path as written
	enabled  *bool
	skip     *bool
	mocks    cty.Value
	commands *[]string
	strategy string
	mergeOld *bool
	outputs  cty.Value // as the unit sees them; NilVal where there are none
}

// RemoteState is where the unit keeps its state.
type RemoteState struct {
	Backend  string
	Config   cty.Value // object
	Generate *Generate // file that tells Terraform of it; Contents is empty, Terragrunt writes them
	Pos      diag.Pos

	disableInit, disableOptimization bool
	encryption                       cty.Value
}

// Generate is a file that Terragrunt writes beside the module.
type Generate struct {
	Name, Path, Contents string
	IfExists             string // overwrite, overwrite_terragrunt, skip, error
	Disabled             bool
	Unknown              bool // only a run can tell the contents
	Pos                  diag.Pos

	ifDisabled, commentPrefix string
	disableSignature          bool
	hclFmt                    *bool
}

// Hook is a command that Terragrunt would run around Terraform.
type Hook struct {
	Kind     string // before_hook, after_hook, error_hook
	Name     string
	Commands []string // Terraform commands that it goes with
	Execute  []string
	Pos      diag.Pos

	workingDir      *string
	runOnError, run *bool
	suppress        *bool
	onErrors        []string
}

// Arguments is an `extra_arguments` block: what Terragrunt adds to Terraform's
// command line and environment.
type Arguments struct {
	Name                               string
	Commands, Arguments                []string
	RequiredVarFiles, OptionalVarFiles []string
	Env                                map[string]string
	Pos                                diag.Pos
}

// Copy is what Terragrunt takes along, or leaves, when it copies a module.
type Copy struct {
	Include, Exclude []string
	LockFile         *bool // copy .terraform.lock.hcl back

	mutable, cas *bool
}

// Exclude is the unit's `exclude` block.
type Exclude struct {
	If                  bool
	Unknown             bool // only a run can tell whether it applies
	Actions             []string
	NoRun, Dependencies bool
	Pos                 diag.Pos
}

// Covers tells whether the unit is known to be left out of an action, such as
// plan, apply or destroy; "all" is only covered by an exclude of everything.
func (e Exclude) Covers(action string) bool {
	return e.If && !e.Unknown && slices.ContainsFunc(e.Actions, func(a string) bool {
		return a == "all" || a == action || a == "all_except_output" && action != "all"
	})
}

// ErrorRule is a `retry` or `ignore` block of `errors`.
type ErrorRule struct {
	Kind, Name  string // retry, ignore
	Patterns    []string
	MaxAttempts int
	Sleep       int // seconds
	Message     string
	Pos         diag.Pos

	signals cty.Value
}

// Feature is a feature flag and its value.
type Feature struct {
	Name  string
	Value cty.Value
	Pos   diag.Pos
}

// IAM is the role that Terragrunt assumes.
type IAM struct {
	Role, SessionName, WebIdentityToken string
	Duration                            *int64 // seconds
	Pos                                 diag.Pos
}

// Constraint is a version constraint and where it stands.
type Constraint struct {
	Text string
	Pos  diag.Pos
}

// Include is an `include` block.
type Include struct {
	Name  string // "" for a bare one
	Path  string // absolute file
	Pos   diag.Pos
	Merge Strategy

	expose bool
}

// Strategy is how an included file is merged.
type Strategy string

// The strategies, as they are written in merge_strategy.
const (
	NoMerge     Strategy = "no_merge"
	Shallow     Strategy = "shallow"
	Deep        Strategy = "deep"
	DeepMapOnly Strategy = "deep_map_only"
)
