package engine

// Phase is what the installation of a tool is at.
type Phase string

// The phases, in their order.
const (
	Waiting     Phase = "waiting" // for another Terrace that installs the same
	Downloading Phase = "downloading"
	Building    Phase = "building"
	Installed   Phase = "installed"
)

// Progress tells how far the installation of a tool has come.
type Progress struct {
	Tool    string // as people know it
	Version string
	Phase   Phase
	Done    int    // steps done in this phase: packages
	Total   int    // steps there are; 0 while nobody knows
	Now     string // what is being worked on
}

func (c Config) tell(p Progress) {
	if c.Progress != nil {
		c.Progress(p)
	}
}
