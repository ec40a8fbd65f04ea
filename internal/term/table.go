package term

import (
	"strings"
	"unicode/utf8"
)

// Column is one column of a [Table].
type Column struct {
	Title string
	Least int // columns of the terminal below which it cannot be cut; 0: it is never cut
	Cut   Cut // what is left out of a text that is too long
}

// Cut is a part of a text.
type Cut int

// What can be left out of a text.
const (
	CutEnd    Cut = iota
	CutMiddle     // both ends tell something: modules
	CutStart      // the end tells more: keys of state
)

// Table is rows of text under titles; a row of one cell is a heading of those
// below it. Where it is wider than the terminal, the columns that may be cut are
// cut, the widest first.
type Table struct {
	Columns []Column
	Rows    [][]string
}

// Fits tells whether the table fits into a width, cut where it may be.
func (t *Table) Fits(width int) bool {
	total := -gap
	for i, w := range t.widths() {
		if least := t.Columns[i].Least; least > 0 {
			w = min(w, least)
		}
		total += w + gap
	}
	return total <= width
}

const gap = 2

// Print writes the table; a width of 0 leaves every text whole.
func (t *Table) Print(s *Streams, width int) {
	widths := t.widths()
	if width > 0 {
		t.cut(widths, width)
	}
	titles := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		titles[i] = c.Title
	}
	s.Printf("%s\n", s.Paint(Bold, t.line(titles, widths)))
	for _, r := range t.Rows {
		if len(r) == 1 && len(widths) > 1 {
			heading := r[0]
			if width > 0 {
				heading = CutMiddle.Shorten(heading, width)
			}
			s.Printf("%s\n", s.Paint(Bold, heading))
			continue
		}
		s.Printf("%s\n", t.line(r, widths))
	}
}

func (t *Table) widths() []int {
	out := make([]int, len(t.Columns))
	for i, c := range t.Columns {
		out[i] = utf8.RuneCountInString(c.Title)
		for _, r := range t.Rows {
			if len(r) == len(t.Columns) {
				out[i] = max(out[i], utf8.RuneCountInString(r[i]))
			}
		}
	}
	return out
}

// cut narrows columns until the line fits, the widest first.
func (t *Table) cut(widths []int, width int) {
	total := -gap
	for _, w := range widths {
		total += w + gap
	}
	for ; total > width; total-- {
		widest := -1
		for i, w := range widths {
			if least := t.Columns[i].Least; least > 0 && w > least && (widest < 0 || w > widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		widths[widest]--
	}
}

func (t *Table) line(cells []string, widths []int) string {
	var b strings.Builder
	for i, c := range cells {
		c = t.Columns[i].Cut.Shorten(c, widths[i])
		b.WriteString(c)
		b.WriteString(strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c)+gap))
	}
	return strings.TrimRight(b.String(), " ")
}

// Shorten cuts the end of a text to leave a number of columns, with a sign that
// it is cut.
func Shorten(text string, width int) string { return CutEnd.Shorten(text, width) }

// Shorten cuts a text to a number of columns, with a sign where something is
// left out.
func (c Cut) Shorten(text string, width int) string {
	r := []rune(text)
	if len(r) <= width {
		return text
	}
	if width < 1 {
		return ""
	}
	end := 0 // columns that the end keeps
	switch c {
	case CutMiddle:
		end = width / 2
	case CutStart:
		end = width - 1
	}
	return string(r[:width-1-end]) + "…" + string(r[len(r)-end:])
}
