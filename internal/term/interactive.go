package term

import (
	"os"

	"golang.org/x/term"
)

// Interactive tells whether somebody can be asked: input and Err are terminals.
func (s *Streams) Interactive() bool {
	f, ok := s.In.(*os.File)
	return ok && term.IsTerminal(int(f.Fd())) && s.ErrTTY
}
