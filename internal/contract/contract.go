// Package contract knows the interfaces of Terraform modules: what a caller may
// give, has to give and gets back. A folder is read by [Read]; the committed
// lock holds the interfaces of registry and git modules as data, with the hash
// of their content, so that nothing need be downloaded to check a caller. An
// interface is data: of a module's text, only types, defaults and conditions
// are kept.
package contract

import (
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

// Module is the interface of one module folder.
type Module struct {
	Source  string // "terraform-aws-modules/vpc/aws", with the host where it is not the default; "git::HOST/PATH"; "" for a local folder
	Version string // of a registry module without a leading v; the ref of a git module; "" for a local folder
	Sub     string // folder below the module's top, "" for the top
	Dir     string // absolute folder that it was read from; "" when it comes from the lock

	Terraform []string // required_version of each file that has one
	Providers []Provider
	Calls     []Call // module blocks, by name
	Variables map[string]*Variable
	Outputs   map[string]*Output

	// Partial tells that there may be more variables and outputs, which only a
	// run can tell.
	Partial bool

	empty bool // its folder has no configuration file
}

// Provider is one entry of required_providers.
type Provider struct {
	Name    string `json:"name"`
	Source  string `json:"source"`            // "hashicorp/aws", with the host where it is not the default
	Version string `json:"version,omitempty"` // constraint, "" for any

	Pos diag.Pos `json:"-"`
}

// Call is one module block.
type Call struct {
	Name    string `json:"name"`
	Source  string `json:"source"`            // as written
	Version string `json:"version,omitempty"` // constraint as written, "" for none

	Pos diag.Pos `json:"-"`
}

// Variable is one input of a module.
type Variable struct {
	Name       string
	Type       cty.Type  // constraint; [cty.DynamicPseudoType] for any
	TypeExpr   string    // the constraint as written, spaces and line ends normalised; "any" when none is written
	Typed      bool      // a type is written
	Default    cty.Value // converted to Type; [cty.NilVal] when there is none
	HasDefault bool      // else a caller has to give it
	Nullable   bool      // null is kept, and does not mean the default
	Sensitive  bool      //
	Ephemeral  bool      //
	Checks     []Check   // `validation` blocks
	Pos        diag.Pos  // zero when it comes from the lock

	written  cty.Value          // the default before it is converted
	defaults *typeexpr.Defaults // of optional() attributes
}

// Required tells whether a caller has to give the variable a value.
func (v *Variable) Required() bool { return !v.HasDefault }

// Check is one `validation` block of a variable, as written.
type Check struct {
	Condition string `json:"condition"` // expression
	Message   string `json:"message"`   // expression
}
