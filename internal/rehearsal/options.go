package rehearsal

import (
	"time"

	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// Mode is what a run does with its units.
type Mode string

// The modes.
const (
	Rehearse Mode = "rehearse" // apply, then plan again
	PlanOnly Mode = "plan"     // plan against what stands, change nothing
	TearDown Mode = "destroy"  // destroy in reverse order
)

// Options say what to rehearse and how.
type Options struct {
	Mode     Mode
	Top      string // absolute: top of the user's repository
	Estate   *estate.Estate
	Units    []*estate.Unit // in any order, with the dependencies they need
	Named    []*estate.Unit // those of Units that were asked for, where the others only serve them
	Around   []*estate.Unit // of a tear-down: the whole estate, whose other units may need these
	Folder   string         // absolute: where the rehearsal lives (.terrace, or a folder of --from)
	Tools    *engine.Tools
	Settings *config.Settings
	Mirror   string         // folder of modules, looked at first; "" for none
	Lock     *contract.Lock // what modules must be; may be nil
	Offline  bool           // nothing is downloaded
	Parallel int            // units at a time; zero means a number that suits this machine
	FailFast bool
	Plans    string // absolute: each unit's last plan is kept there as JSON; "" for nowhere
	Lift     bool   // destroy protected environments too: protection is lifted in the copy
	Run      string
	Observe  func(Event)
	Now      func() time.Time
}
