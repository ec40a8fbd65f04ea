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
	peak   int64
}

// Watch begins to follow a process. Its memory is looked at again and again: a
// peak between two looks is not seen.
func Watch(pid int, every time.Duration) *Meter {
	m := &Meter{pid: pid, before: seconds(below(pid)), stop: make(chan struct{})}
	m.ended.Go(func() {
		t := time.NewTicker(every)
		defer t.Stop()
		for {
			m.peak = max(m.peak, memory(below(pid)))
			select {
			case <-m.stop:
				return
			case <-t.C:
			}
		}
	})
	return m
}

// Stop ends the watch, and tells what it saw; nil where the system does not tell.
// It is to be called once, while the process is still there.
func (m *Meter) Stop() *Cost {
	close(m.stop)
	m.ended.Wait()
	l := below(m.pid)
	if len(l) == 0 {
		return nil
	}
	return &Cost{CPU: math.Round(100*(seconds(l)-m.before)) / 100, Memory: max(m.peak, memory(l))}
}
