package engine

import (
	"bytes"
	"io"
	"strings"
	"sync"
)

// longest is the longest line that is looked at, in bytes. A diagnostic with a
// large plan in it stays far below; a program that never ends its line must not
// fill the memory.
const longest = 8 << 20

// lines cuts what a process writes into lines, and copies everything to log.
type lines struct {
	log  io.Writer
	each func(line []byte)
	part []byte
	skip bool // inside a line that is too long
}

// Write never fails: a log that cannot be written must not stop Terraform in
// the middle of an apply.
func (w *lines) Write(p []byte) (int, error) {
	w.log.Write(p)
	for rest := p; len(rest) > 0; {
		i := bytes.IndexByte(rest, '\n')
		if i < 0 {
			w.keep(rest)
			break
		}
		w.keep(rest[:i])
		w.end()
		rest = rest[i+1:]
	}
	return len(p), nil
}

func (w *lines) keep(p []byte) {
	if w.skip || len(w.part)+len(p) > longest {
		w.skip, w.part = true, nil
		return
	}
	w.part = append(w.part, p...)
}

// end hands out the line that is complete; also the last one, without its
// newline, when the process is gone.
func (w *lines) end() {
	if len(w.part) > 0 {
		w.each(w.part)
	}
	w.part, w.skip = w.part[:0], false
}

// tail keeps the last lines of a text.
type tail struct {
	mu   sync.Mutex
	last []string
}

// The last lines that are kept of what a process says, and their length.
const (
	tailLines = 80
	tailWidth = 2000
)

func (t *tail) add(line []byte) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(line) > tailWidth {
		line = append(line[:tailWidth:tailWidth], "..."...)
	}
	if len(t.last) == tailLines {
		t.last = append(t.last[:0], t.last[1:]...)
	}
	t.last = append(t.last, strings.TrimRight(string(line), "\r"))
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return strings.Join(t.last, "\n")
}

// locked lets two streams write to one log.
type locked struct {
	mu sync.Mutex
	w  io.Writer
}

func (l *locked) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(p)
}
