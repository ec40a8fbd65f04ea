package rehearse

import (
	"fmt"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/terrace-cloud/terrace/internal/rehearsal"
	"github.com/terrace-cloud/terrace/internal/term"
)

// marks are what stands before a unit that has ended, and its colour.
var marks = map[rehearsal.Phase]struct {
	mark  string
	style term.Style
}{
	rehearsal.Settled: {"✓", term.Green}, rehearsal.Planned: {"✓", term.Green}, rehearsal.Destroyed: {"✓", term.Green},
	rehearsal.Changed: {"~", term.Yellow}, rehearsal.Unsettled: {"≠", term.Red}, rehearsal.Failed: {"✗", term.Red},
	rehearsal.Blocked: {"·", term.Yellow}, rehearsal.Excluded: {"-", term.Dim}, rehearsal.Absent: {"-", term.Dim}, rehearsal.Kept: {"-", term.Dim}, rehearsal.Stopped: {"·", term.Yellow},
}

// progress shows a rehearsal while it runs: on a terminal the units at work in
// a block that is drawn anew, else a line for each that ends and one every 30 s.
// Where events go out as JSON, the lines of units are left to these.
type progress struct {
	s     *term.Streams
	live  bool
	json  bool
	now   func() time.Time
	stop  chan struct{}
	ended sync.WaitGroup

	mu      sync.Mutex
	start   time.Time
	total   int
	done    int
	applied map[string]bool // units that are applied and not yet planned a second time
	longest int             // name of a unit, in columns
	active  map[string]*activity
	drawn   int // lines of the block on the screen
	last    time.Time
}

type activity struct {
	phase     rehearsal.Phase
	since     time.Time
	resources int
	doing     string
}

// beat is how often a rehearsal that nobody watches says that it lives.
const beat = 30 * time.Second

func newProgress(s *term.Streams, json bool, now func() time.Time) *progress {
	p := &progress{s: s, json: json, live: s.Redraw && !(json && s.OutTTY), now: now, start: now(), last: now(), active: map[string]*activity{}, applied: map[string]bool{}, stop: make(chan struct{})}
	every := beat
	if p.live {
		every = 200 * time.Millisecond
	}
	p.ended.Add(1)
	go func() {
		defer p.ended.Done()
		t := time.NewTicker(every)
		defer t.Stop()
		for {
			select {
			case <-p.stop:
				return
			case <-t.C:
				p.mu.Lock()
				p.tick()
				p.mu.Unlock()
			}
		}
	}()
	return p
}

// close takes the block off the screen.
func (p *progress) close() {
	close(p.stop)
	p.ended.Wait()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.erase()
}

func (p *progress) see(e rehearsal.Event) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch e.Event {
	case "plan": // of the earlier tree first, where there are two
		p.total, p.done = len(e.Units), 0
		clear(p.applied)
		for _, u := range e.Units {
			p.longest = max(p.longest, len([]rune(u)))
		}
	case "note":
		p.print(p.s.Paint(term.Dim, "  "+e.Message))
	case "unit":
		switch {
		case e.Phase.Ended():
			delete(p.active, e.Unit)
			delete(p.applied, e.Unit)
			p.done++
			if (p.live || !p.json) && e.Phase != rehearsal.Absent {
				p.print(p.endLine(e))
			}
		case e.Phase == rehearsal.Applied:
			delete(p.active, e.Unit)
			p.applied[e.Unit] = true
		case e.Phase == rehearsal.Queued:
		default:
			p.work(e)
		}
	}
	if p.live {
		p.draw()
	}
}

// work notes what a unit is at.
func (p *progress) work(e rehearsal.Event) {
	a := p.active[e.Unit]
	if a == nil {
		a = &activity{since: e.Time}
		p.active[e.Unit] = a
	}
	a.phase, a.resources, a.doing = e.Phase, e.Resources, e.Doing
}

// endLine is the line that stays of a unit.
func (p *progress) endLine(e rehearsal.Event) string {
	m := marks[e.Phase]
	name := fit(e.Unit, p.column())
	count, word, time := "", string(e.Phase), ""
	if r := e.Result; r != nil {
		switch e.Phase {
		case rehearsal.Settled, rehearsal.Planned:
			count, word = fmt.Sprint(r.Resources), plural(r.Resources, "resource")
		case rehearsal.Destroyed:
			count = fmt.Sprint(r.Applied.Delete)
		}
		if r.Seconds > 0 {
			time = fmt.Sprintf("%6.1f s", r.Seconds)
		}
	}
	tail := strings.TrimRight(fmt.Sprintf("%4s %-9s %s", count, word, time), " ")
	return fmt.Sprintf("%s %-*s %s", p.s.Paint(m.style, m.mark), p.column(), name, tail)
}

// column is how wide the names of units are shown: less on a narrow terminal,
// and no wider than the longest of them.
func (p *progress) column() int {
	least := 24
	if p.s.Width() < narrow {
		least = 12
	}
	return min(max(least, p.s.Width()-36), max(least, p.longest))
}

func (p *progress) print(line string) {
	p.erase()
	p.s.Errorf("%s\n", line)
	p.last = p.now()
}

func (p *progress) tick() {
	if p.live {
		p.draw()
		return
	}
	if eyes := p.json && p.s.OutTTY; !eyes && p.now().Sub(p.last) >= beat-time.Second {
		p.print(p.headline())
	}
}

func (p *progress) headline() string {
	applied := ""
	if n := len(p.applied); n > 0 {
		applied = fmt.Sprintf("%d applied, ", n)
	}
	return fmt.Sprintf("%d of %d %s done, %s%d at work, %s", p.done, p.total, plural(p.total, "unit"), applied, len(p.active), p.now().Sub(p.start).Round(time.Second))
}

func (p *progress) erase() {
	if p.drawn > 0 {
		p.s.Errorf("\x1b[%dA\x1b[J", p.drawn)
		p.drawn = 0
	}
}

func (p *progress) draw() {
	p.erase()
	names := make([]string, 0, len(p.active))
	for n := range p.active {
		names = append(names, n)
	}
	sort.Strings(names)
	width := max(20, p.s.Width()-1)
	var b strings.Builder
	line := func(text string) { b.WriteString(fit(text, width) + "\n"); p.drawn++ }
	for _, n := range names {
		a := p.active[n]
		what := string(a.phase)
		if a.resources > 0 {
			what += fmt.Sprintf(" %d", a.resources)
		}
		text := fmt.Sprintf("  %-*s %-11s %6.1f s", p.column(), fit(n, p.column()), what, p.now().Sub(a.since).Seconds())
		if room := width - len([]rune(text)) - 2; a.doing != "" && room >= len("planning") && (room >= 20 || a.doing == "planning") {
			text += "  " + fit(a.doing, room)
		}
		line(text)
	}
	switch {
	case p.total == 0: // no unit is known yet
	case width < narrow:
		line(p.headline())
	default: // a unit that is applied is half done
		line(bar(2*p.done+len(p.applied), 2*p.total, 20) + " " + p.headline())
	}
	p.s.Errorf("%s", b.String())
}

// narrow is the width below which numbers go before pictures.
const narrow = 60

func bar(done, total, width int) string {
	n := 0
	if total > 0 {
		n = done * width / total
	}
	return strings.Repeat("█", n) + strings.Repeat("░", width-n)
}

// fit shortens a text in its middle to at most n columns.
func fit(s string, n int) string {
	r := []rune(s)
	if len(r) <= n || n < 4 {
		return s
	}
	head := (n - 1) / 3
	return string(r[:head]) + "…" + string(r[len(r)-(n-1-head):])
}
