package realprov

import (
	"bytes"
	"strings"
	"sync"
)

// lastWords listens to what a process writes, and keeps what a Go program says when
// it crashes: from "panic: " or "fatal error: " to the first stack.
type lastWords struct {
	mu   sync.Mutex
	line []byte // begun, not ended
	said []string
	over bool
}

// mostWords is how many lines of a crash are kept.
const mostWords = 20

func (w *lastWords) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for part := range bytes.Lines(b) {
		w.line = append(w.line, part...)
		if part[len(part)-1] == '\n' {
			w.take(strings.TrimSpace(string(w.line)))
			w.line = w.line[:0]
		}
	}
	return len(b), nil
}

func (w *lastWords) take(line string) {
	switch {
	case w.over:
	case strings.HasPrefix(line, "goroutine ") && len(w.said) > 0, len(w.said) == mostWords:
		w.over = true
	case line != "" && (len(w.said) > 0 || strings.HasPrefix(line, "panic: ") || strings.HasPrefix(line, "fatal error: ")):
		w.said = append(w.said, line)
	}
}

// crash gives the words on one line, "" where the process has not crashed.
func (w *lastWords) crash() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return strings.Join(w.said, " ")
}
