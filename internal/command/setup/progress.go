package setup

import (
	"fmt"
	"time"

	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/term"
)

// progress shows an installation while it lasts: one line that is drawn anew
// where somebody watches, else a line of a log now and then.
type progress struct {
	s     *term.Streams
	now   func() time.Time
	say   func(engine.Progress)
	began time.Time
	drawn bool
}

func newProgress(s *term.Streams) *progress {
	p := &progress{s: s, now: time.Now}
	p.say = engine.Narrate(func(l string) { s.Errorf("%s\n", l) })
	if s.ErrTTY {
		p.say = p.draw
	}
	return p
}

func (p *progress) see(e engine.Progress) { p.say(e) }

// draw writes the line over the last one, cut to the width of the terminal.
func (p *progress) draw(e engine.Progress) {
	if p.began.IsZero() {
		p.began = p.now()
	}
	text := fmt.Sprintf("%s %s", p.now().Sub(p.began).Round(time.Second), e)
	if e.Now != "" {
		text += "  " + e.Now
	}
	if r := []rune(text); len(r) >= p.s.Width() {
		text = string(r[:p.s.Width()-1])
	}
	p.s.Errorf("\r\x1b[K%s", text)
	p.drawn = true
	if e.Phase == engine.Installed {
		p.close()
		p.s.Errorf("%s in %s\n", e, p.now().Sub(p.began).Round(time.Second))
		p.began = time.Time{}
	}
}

// close takes the line off the screen.
func (p *progress) close() {
	if p.drawn {
		p.s.Errorf("\r\x1b[K")
		p.drawn = false
	}
}
