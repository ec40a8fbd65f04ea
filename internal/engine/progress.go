package engine

import (
	"fmt"
	"time"
)

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

// String says it in one line.
func (p Progress) String() string {
	head := p.Tool + " " + p.Version + ": "
	switch {
	case p.Phase == Waiting:
		return head + "another terrace is installing it, waiting"
	case p.Phase == Building && p.Total > 0:
		return fmt.Sprintf("%sbuilding with Go, %d of %d packages", head, min(p.Done, p.Total), p.Total)
	case p.Phase == Downloading && p.Done > 0:
		return fmt.Sprintf("%sdownloading, %d modules", head, p.Done)
	}
	return head + string(p.Phase)
}

// Narrate tells progress as lines of a log: one for each phase, and one now and
// then while a phase lasts.
func Narrate(say func(line string)) func(Progress) {
	const quiet = 15 * time.Second
	var last Progress
	var said time.Time
	return func(p Progress) {
		if p.Tool != last.Tool || p.Phase != last.Phase || time.Since(said) > quiet {
			say(p.String())
			said = time.Now()
		}
		last = p
	}
}
