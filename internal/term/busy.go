package term

import (
	"sync"
	"time"
)

// patience is how long nothing is said.
const patience = 700 * time.Millisecond

// Busy says on a terminal what goes on, with the seconds, when it takes a while;
// the function that it gives takes it off the screen again.
func (s *Streams) Busy(what string) (done func()) {
	if !s.Redraw {
		return func() {}
	}
	stop := make(chan struct{})
	var over sync.WaitGroup
	over.Go(func() {
		begin := time.Now()
		tick := time.NewTicker(patience)
		defer tick.Stop()
		for shown := false; ; shown = true {
			select {
			case <-stop:
				if shown {
					s.Errorf("\r\x1b[K")
				}
				return
			case now := <-tick.C:
				s.Errorf("\r\x1b[K%s", s.Paint(Dim, Shorten(what+", "+now.Sub(begin).Round(time.Second).String(), s.Width()-1)))
			}
		}
	})
	return sync.OnceFunc(func() { close(stop); over.Wait() })
}
