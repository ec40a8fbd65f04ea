// Package module resolves module sources to folders: from the module store,
// from a mirror, or from the tree itself, and lays them where Terragrunt and
// Terraform look, without touching the HCL.
package module

// Level says what a unit was rehearsed with.
type Level string

// The levels, from most to least telling.
const (
	Real    Level = "real module"
	StandIn Level = "stand-in"
	Local   Level = "local module"
)

// Resolved is a module on disk.
type Resolved struct {
	Root    string // absolute folder of the whole module (package), with its submodules
	Sub     string // submodule folder below Root, "" for the root module
	Version string // registry version, "" for local modules
	Level   Level
	Hash    string // content hash of Root, "h1:..."; "" for local modules
}
