// Package affected tells which units of an estate a change touches, why, and in
// which order they are to be applied. It compares two trees of a git
// repository: two commits, or a commit and the work tree.
//
// It is made never to miss: a unit counts as touched when a file that it reads,
// in either tree, differs; when its evaluated configuration differs; and when
// it cannot be read well enough to know.
package affected

import (
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/git"
)

// Schema names the layout of the JSON document.
const Schema = "terrace.affected/1"

// Answer is what a change touches.
type Answer struct {
	Schema string   `json:"schema"`
	Base   Revision `json:"base"`
	Head   Revision `json:"head"`
	Estate string   `json:"estate"` // folder of the estate, from the top of the repository; "." for the top

	HasChanges   bool       `json:"has_changes"` // there is something to apply, move or destroy
	Units        []*Unit    `json:"units"`       // to be applied, sorted by path
	Waves        [][]string `json:"waves"`       // their paths; each wave needs only those before it
	Deleted      []*Gone    `json:"deleted"`     // units that are no more, sorted by path
	DestroyWaves [][]string `json:"destroy_waves"`
	Moved        []*Move    `json:"moved"`
	Changes      []*Change  `json:"changes"` // every file that differs, sorted by path

	Findings diag.Findings `json:"findings"` // what limits this answer, and what is wrong with the estate

	After, Before *estate.Estate `json:"-"` // nil where the estate does not exist
}

// Revision is a tree that was compared.
type Revision struct {
	Name     string `json:"name"`               // as asked for, or as chosen
	Commit   string `json:"commit"`             // id; that of HEAD for the work tree
	WorkTree bool   `json:"work_tree"`          // with what is not committed
	ForkOf   string `json:"fork_of,omitempty"`  // the commit is where this one and head parted
	Fallback string `json:"fallback,omitempty"` // why it was chosen
}

// Kind is what a change means to a unit.
type Kind string

// The kinds.
const (
	New       Kind = "new"       // it is not in the base
	Changed   Kind = "changed"   // what it reads has changed
	Moved     Kind = "moved"     // it stood in another folder
	Dependent Kind = "dependent" // it needs a unit that is touched
)

// Unit is a unit that is touched.
type Unit struct {
	Path        string   `json:"path"`
	Kind        Kind     `json:"kind"`
	Environment string   `json:"environment"`
	Region      string   `json:"region"`
	Role        string   `json:"role"` // that its configuration assumes; "" for none
	Wave        int      `json:"wave"` // counted from 1; 0 when it is in a ring and can never be applied
	Excluded    bool     `json:"excluded,omitempty"`
	Reasons     []Reason `json:"reasons"`

	unit *estate.Unit
}

// Dir is the absolute folder of the unit.
func (u *Unit) Dir() string { return u.unit.Dir }

// Reason is one cause.
type Reason struct {
	Kind  string   `json:"kind"`            // file, folder, tool, value, unreadable, needs, new, moved
	File  string   `json:"file,omitempty"`  // that changed, from the top of the repository
	How   git.Kind `json:"how,omitempty"`   // what happened to it
	Needs string   `json:"needs,omitempty"` // the touched unit that it depends on
	Chain []Step   `json:"chain,omitempty"` // how the unit comes to read the file: the unit's own file first
	Text  string   `json:"text"`            // the same as a sentence
}

// Step is a link in the chain from a unit to a file.
type Step struct {
	Verb  string   `json:"verb"`  // includes, reads, runs, calls, needs
	File  string   `json:"file"`  // what is included, read, run or called
	Where diag.Pos `json:"where"` // the line that says so; its file is from the top of the repository
}

// Gone is a unit that is no more.
type Gone struct {
	Path        string `json:"path"`
	Environment string `json:"environment"`
	Region      string `json:"region"`
	Role        string `json:"role"`
	State       *State `json:"state,omitempty"` // where its state lies
	Protected   bool   `json:"protected"`       // by prevent_destroy or an exclude of destroy
	Wave        int    `json:"wave"`            // of the destruction, counted from 1
	Text        string `json:"text"`

	unit *estate.Unit
}

// State is where a unit keeps its state.
type State struct {
	Backend string `json:"backend"`
	Bucket  string `json:"bucket,omitempty"`
	Key     string `json:"key,omitempty"`
}

// Move is a unit that stands in another folder.
type Move struct {
	From string   `json:"from"`
	To   string   `json:"to"`
	Why  string   `json:"why"` // what they have in common
	Old  *State   `json:"old_state,omitempty"`
	New  *State   `json:"new_state,omitempty"`
	Same bool     `json:"same_state"` // the state stays where it is
	Text string   `json:"text"`
	Do   []string `json:"do,omitempty"` // the commands, from the top of the repository
}

// Change is a file that differs.
type Change struct {
	Path      string   `json:"path"`
	How       git.Kind `json:"how"`
	Class     Class    `json:"class"`
	Untracked bool     `json:"untracked,omitempty"`
	Units     int      `json:"units"` // how many it touches directly
	Means     string   `json:"means,omitempty"`
}
