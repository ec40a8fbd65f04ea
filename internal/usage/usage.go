// Package usage tells what a process and all that it starts take of the machine.
package usage

import (
	"math"
	"sync"
	"time"
)

// Cost is what processes took.
type Cost struct {
	CPU    float64 `json:"cpu_seconds"` // user and system, of all of them
	Memory int64   `json:"peak_memory"` // bytes that all of them held at once, at most; what they share is counted once
}

// Meter follows a process and all below it.
type Meter struct {
	pid    int
	before float64
	stop   chan struct{}
	ended  sync.WaitGroup
	mu     sync.Mutex // of what follows
	seen   *Cost
}

// Watch begins to follow a process. It looks again and again: what comes and
// goes between two looks is not seen, but for the time of processes that ended
// and were waited for.
func Watch(pid int, every time.Duration) *Meter {
	m := &Meter{pid: pid, before: seconds(below(pid)), stop: make(chan struct{})}
	m.ended.Go(func() {
		t := time.NewTicker(every)
		defer t.Stop()
		for {
			m.look()
			select {
			case <-m.stop:
				return
			case <-t.C:
			}
		}
	})
	return m
}

func (m *Meter) look() {
	m.mu.Lock()
	defer m.mu.Unlock()
	l := below(m.pid)
	if len(l) == 0 {
		return // over, or the system does not tell
	}
	if m.seen == nil {
		m.seen = &Cost{}
	}
	m.seen.CPU = math.Round(100*(seconds(l)-m.before)) / 100
	m.seen.Memory = max(m.seen.Memory, memory(l))
}

// Stop looks a last time and ends the watch; nil where nothing was seen. It is to
// be called once.
func (m *Meter) Stop() *Cost {
	close(m.stop)
	m.ended.Wait()
	m.look()
	return m.seen
}
