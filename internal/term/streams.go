// Package term is the only place that knows what the terminal can do: colour,
// width, whether anybody watches.
package term

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/term"
)

// Streams is where a command reads and writes. Results go to Out, progress and
// findings to Err.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
	OutTTY   bool // somebody watches Out
	ErrTTY   bool // somebody watches Err
	Redraw   bool // lines on Err can be drawn anew (a terminal; not with TERM=dumb)
	Color    bool // colours may be used (both streams; off with NO_COLOR, TERM=dumb, no terminal)
	width    func() int
}

// New looks at the streams of the process and at its environment.
func New(in io.Reader, out, errw io.Writer, env func(string) string) *Streams {
	s := &Streams{In: in, Out: out, Err: errw}
	s.OutTTY, s.ErrTTY = isTerminal(out), isTerminal(errw)
	s.Redraw = s.ErrTTY && env("TERM") != "dumb"
	s.Color = s.OutTTY && s.ErrTTY && env("NO_COLOR") == "" && env("TERM") != "dumb"
	s.width = func() int {
		if n, err := strconv.Atoi(env("COLUMNS")); err == nil && n > 0 {
			return n
		}
		for _, w := range []io.Writer{errw, out} {
			if f, ok := w.(*os.File); ok {
				if n, _, err := term.GetSize(int(f.Fd())); err == nil && n > 0 {
					return n
				}
			}
		}
		return 80
	}
	return s
}

// Width is the number of columns, 80 where nobody can say.
func (s *Streams) Width() int { return s.width() }

// Printf writes to Out.
func (s *Streams) Printf(format string, a ...any) { fmt.Fprintf(s.Out, format, a...) }

// Errorf writes to Err.
func (s *Streams) Errorf(format string, a ...any) { fmt.Fprintf(s.Err, format, a...) }

// Wrap breaks a text between words where it is wider than the terminal. Where
// nobody watches it stays a line.
func (s *Streams) Wrap(text string) string {
	if !s.OutTTY {
		return text
	}
	var b strings.Builder
	column, width := 0, s.Width()
	for i, word := range strings.Fields(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
		case column+1+n > width:
			b.WriteByte('\n')
			column = 0
		default:
			b.WriteByte(' ')
			column++
		}
		b.WriteString(word)
		column += n
	}
	return b.String()
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// Style is a colour or weight of text.
type Style string

// The styles in use.
const (
	Bold   Style = "1"
	Dim    Style = "2"
	Red    Style = "31"
	Green  Style = "32"
	Yellow Style = "33"
	Cyan   Style = "36"
)

// Paint wraps text in a style where colours may be used.
func (s *Streams) Paint(st Style, text string) string {
	if !s.Color || text == "" {
		return text
	}
	return "\x1b[" + string(st) + "m" + text + "\x1b[0m"
}
