package realprov

import (
	"context"
	"sync"
)

type key = [32]byte

// slot is one process and the configuration that it is in. Callers of the
// configuration in force go side by side. Where others wait for another one,
// newcomers queue too, so that nobody waits for ever; with each change of
// configuration all that wait for the new one are let in together.
type slot struct {
	pool *Pool
	want key    // given out last; of the pool's lock
	used uint64 // when that was; of the pool's lock

	mu      sync.Mutex
	turn    *sync.Cond
	proc    *process
	now     key         // in force
	active  int         // calls under way
	waiting map[key]int // callers that wait, by what they want
	quota   int         // callers let in whatever else waits
}

func newSlot(p *Pool) *slot {
	s := &slot{pool: p, waiting: map[key]int{}}
	s.turn = sync.NewCond(&s.mu)
	return s
}

// enter waits for the slot to be in the wanted configuration, and puts it there
// when nobody is at work under another. Who enters without an error leaves.
// With an error the process is given that was asked.
func (s *slot) enter(ctx context.Context, want Settings) (*process, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k := want.Key
	if want.Config == nil { // any will do; wait as those do that want what is there
		k = s.now
	}
	s.waiting[k]++
	for !s.admits(k) {
		s.turn.Wait()
		if want.Config == nil && k != s.now {
			s.done(k)
			k = s.now
			s.waiting[k]++
		}
	}
	s.done(k)
	if s.proc == nil {
		if err := s.renew(); err != nil {
			return nil, err
		}
	}
	if want.Config != nil && s.now != k {
		if err := s.configure(ctx, want); err != nil {
			s.turn.Broadcast()
			return s.proc, err
		}
		s.quota = s.waiting[k]
		s.turn.Broadcast()
	} else if s.quota > 0 {
		if s.quota--; s.quota == 0 {
			s.turn.Broadcast()
		}
	}
	s.active++
	return s.proc, nil
}

// admits tells whether a caller that wants k may go on. The caller itself is
// counted as waiting.
func (s *slot) admits(k key) bool {
	if k != s.now {
		return s.active == 0 && s.quota == 0
	}
	return s.quota > 0 || len(s.waiting) == 1
}

func (s *slot) done(k key) {
	if s.waiting[k]--; s.waiting[k] == 0 {
		delete(s.waiting, k)
	}
}

func (s *slot) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.active--; s.active == 0 {
		s.turn.Broadcast()
	}
}

func (s *slot) configure(ctx context.Context, want Settings) error {
	s.now = key{} // half configured, should it fail
	if err := s.proc.configure(ctx, want); err != nil {
		return err
	}
	s.now = want.Key
	return nil
}

// replace puts a new process in the place of a dead one; when another caller
// did so already, that is enough.
func (s *slot) replace(dead *process) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.proc != dead {
		return nil
	}
	return s.renew()
}

func (s *slot) renew() error {
	if s.proc != nil {
		s.proc.client.Kill() // it may stand and answer no more
	}
	var err error
	s.proc, err = s.pool.spawn()
	s.now, s.quota = key{}, 0
	s.turn.Broadcast()
	return err
}

func (s *slot) stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.proc != nil {
		s.proc.client.Kill()
	}
}

func (s *slot) pid() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.proc == nil {
		return 0
	}
	if c := s.proc.client.ReattachConfig(); c != nil {
		return c.Pid
	}
	return 0
}
