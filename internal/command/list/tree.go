package list

import (
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/term"
)

// folder is a level of the tree.
type folder struct {
	name  string
	unit  *unit // where a unit stands in the folder itself
	below []*folder
}

func (f *folder) child(name string) *folder {
	for _, c := range f.below {
		if c.name == name {
			return c
		}
	}
	c := &folder{name: name}
	f.below = append(f.below, c)
	return c
}

// tree prints the units by the folders that they stand in.
func tree(s *term.Streams, d *document) {
	top := &folder{name: "."}
	for i, u := range d.Units {
		at := top
		for _, step := range strings.Split(u.Path, "/") {
			if step != "." {
				at = at.child(step)
			}
		}
		at.unit = &d.Units[i]
	}
	width := 0
	if s.OutTTY {
		width = s.Width()
	}
	names := widest(top, 0)
	lines := top.lines("", names)
	if top.unit != nil { // a unit at the root, above all others
		l := treeLine{name: "."}
		l.tell(*top.unit, names)
		lines = slices.Insert(lines, 0, l)
	}
	for _, l := range lines {
		if width > 0 {
			l.about = term.Shorten(l.about, max(0, width-l.width-2))
		}
		s.Printf("%s\n", strings.TrimRight(l.name+"  "+s.Paint(term.Dim, l.about), " "))
	}
}

type treeLine struct {
	name, about string
	width       int
}

// tell says what a unit runs and needs, beside its name.
func (l *treeLine) tell(u unit, width int) {
	l.name += strings.Repeat(" ", max(0, width-runes(l.name)))
	l.width = runes(l.name)
	l.about = strings.TrimSpace(u.Source.Module + " " + u.Source.Version)
	if needs := near(u); len(needs) > 0 {
		l.about += " · needs " + strings.Join(needs, ", ")
	}
}

func (f *folder) lines(lead string, width int) (out []treeLine) {
	for i, c := range f.below {
		branch, next := "├── ", "│   "
		if i == len(f.below)-1 {
			branch, next = "└── ", "    "
		}
		l := treeLine{name: lead + branch + c.name}
		l.width = runes(l.name)
		if c.unit != nil {
			l.tell(*c.unit, width)
		}
		out = append(append(out, l), c.lines(lead+next, width)...)
	}
	return out
}

// widest gives the columns that the names in the tree take.
func widest(f *folder, depth int) (w int) {
	for _, c := range f.below {
		w = max(w, 4*(depth+1)+runes(c.name), widest(c, depth+1))
	}
	return w
}

func runes(s string) int { return len([]rune(s)) }
