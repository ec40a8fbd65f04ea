package setup

import (
	"fmt"
	"sync"
	"time"

	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/term"
)

// progress shows an installation while it lasts: one line that is drawn anew
// where somebody watches, else a line of a log now and then.
type progress struct {
	s   *term.Streams
	now func() time.Time
	log func(engine.Progress) // where nobody watches

	mu    sync.Mutex
	last  engine.Progress
	began time.Time     // zero: nothing is being installed
	stop  chan struct{} // ends the clock
}

func newProgress(s *term.Streams) *progress {
	return &progress{s: s, now: time.Now, log: engine.Narrate(func(l string) { s.Errorf("%s\n", l) })}
}

// see shows what has come.
func (p *progress) see(e engine.Progress) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.s.Redraw {
		p.log(e)
		return
	}
	if p.began.IsZero() {
		p.began, p.stop = p.now(), make(chan struct{})
		go p.clock(p.stop)
	}
	p.last = e
	if e.Phase == engine.Installed {
		took := p.elapsed()
		p.erase()
		p.s.Errorf("%s in %s\n", e, took)
		return
	}
	p.draw()
}

// clock draws the line each second: linking takes long, and says nothing.
func (p *progress) clock(stop chan struct{}) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for {
		select {
		case <-stop:
			return
		case <-t.C:
			p.mu.Lock()
			if p.stop == stop {
				p.draw()
			}
			p.mu.Unlock()
		}
	}
}

// draw writes the line over the last one, cut to the width of the terminal.
func (p *progress) draw() {
	text := fmt.Sprintf("%s %s", p.elapsed(), p.last)
	if p.last.Now != "" {
		text += "  " + p.last.Now
	}
	if r := []rune(text); len(r) >= p.s.Width() {
		text = string(r[:max(p.s.Width()-1, 0)])
	}
	p.s.Errorf("\r\x1b[K%s", text)
}

func (p *progress) elapsed() time.Duration { return p.now().Sub(p.began).Round(time.Second) }

// erase takes the line off the screen and stops the clock.
func (p *progress) erase() {
	if p.began.IsZero() {
		return
	}
	close(p.stop)
	p.began, p.stop = time.Time{}, nil
	p.s.Errorf("\r\x1b[K")
}

// close leaves the screen clean, also after a failure.
func (p *progress) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.erase()
}
