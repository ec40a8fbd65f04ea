package picture

import (
	_ "embed"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/describe"
	"github.com/terrace-cloud/terrace/internal/picture/layered"
	"github.com/terrace-cloud/terrace/internal/term"
)

//go:embed svg.css
var style string

// Sizes, in pixels. A letter is counted as wide as a wide one of the fonts that
// machines have, so that text stays inside its box everywhere.
const (
	boxHeight   = 46
	letter      = 8.3 // of a label
	small       = 6.6 // of the line below
	padding     = 14
	longest     = 36 // letters of a label; more are cut
	margin      = 28
	header      = 64
	bandLabel   = 30
	bandPadding = 16
)

var spacing = layered.Space{Column: 84, Row: 14, Lane: 9, Band: 2*bandPadding + bandLabel + 12, Grid: 4}

// SVG draws the graph. Text is text, each box has a title, and colours follow
// what the reader's machine prefers.
func (g *Graph) SVG(w io.Writer) error {
	bands, of := g.bands()
	l := layered.Lay(g.layered(of), spacing)
	framed := len(bands) > 1 || len(bands) == 1 && bands[0] != ""
	left, top := float64(margin), float64(header)
	if framed {
		left, top = left+bandPadding, top+bandLabel+bandPadding
	}
	kinds := g.kinds()
	width := max(l.Width+2*left, 480)
	height := top + l.Height + margin + legend(kinds, width)
	if framed {
		height += bandPadding
	}
	p := &printer{w: w}
	p.f(`<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" viewBox="0 0 %.0f %.0f" role="img" aria-labelledby="title">`, width, height, width, height)
	p.f(`<title id="title">%s</title>`, html.EscapeString(g.Title))
	p.f("<style>%s</style>", style)
	p.f(`<defs>%s%s</defs>`, arrow("arrow"), arrow("arrow-focus"))
	p.f(`<rect class="sheet" width="100%%" height="100%%"/>`)
	p.f(`<text class="h1" x="%d" y="34">%s</text>`, margin, html.EscapeString(g.Title))
	p.f(`<text class="h2" x="%d" y="53">%s</text>`, margin, html.EscapeString(g.About()+". "+reading(l)))
	if framed {
		for i, b := range l.Bands {
			if b.H > 0 {
				p.f(`<g class="band"><rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="10"/><text x="%.1f" y="%.1f">%s</text></g>`, left-bandPadding,
					top+b.Y-bandLabel-4, b.W+2*bandPadding, b.H+bandLabel+bandPadding+4, left, top+b.Y-12, html.EscapeString(or(bands[i], "elsewhere")))
			}
		}
	}
	p.f(`<g class="edges">`)
	for i, e := range g.Edges {
		g.line(p, e, l.Lines[i], left, top)
	}
	p.f("</g>")
	for i, n := range g.Nodes {
		g.box(p, n, l.Boxes[i], left, top)
	}
	g.legend(p, kinds, width, height)
	p.f("</svg>\n")
	return p.err
}

// reading says how lines are to be read.
func reading(l *layered.Layout) string {
	s := "A line leads from what is applied first to what needs it"
	if slices.ContainsFunc(l.Lines, func(l layered.Line) bool { return l.Reverse }) {
		return s + "; a dashed one leads back."
	}
	return s + "."
}

// arrow is the head of lines, as large on thin lines as on thick ones.
func arrow(name string) string {
	return fmt.Sprintf(`<marker id="%s" viewBox="0 0 8 8" refX="7.5" refY="4" markerUnits="userSpaceOnUse" markerWidth="10" markerHeight="10" orient="auto-start-reverse"><path d="M0 0.6 8 4 0 7.4Z"/></marker>`, name)
}

// bands names the bands, and gives that of each node.
func (g *Graph) bands() (names []string, of []int) {
	for _, n := range g.Nodes {
		i := slices.Index(names, n.Band)
		if i < 0 {
			i = len(names)
			names = append(names, n.Band)
		}
		of = append(of, i)
	}
	return names, of
}

// layered gives the boxes and lines to lay out.
func (g *Graph) layered(band []int) layered.Graph {
	var out layered.Graph
	for i, n := range g.Nodes {
		width := max(letter*float64(letters(n.Label)), small*float64(letters(n.About))) + 2*padding
		out.Nodes = append(out.Nodes, layered.Node{Width: max(width, 96), Height: boxHeight, Band: band[i]})
	}
	for _, e := range g.Edges {
		out.Edges = append(out.Edges, [2]int{e.From, e.To})
		out.Weights = append(out.Weights, e.Count)
	}
	return out
}

func letters(s string) int { return min(len([]rune(s)), longest) }

func cut(s string) string { return term.CutMiddle.Shorten(s, longest) }

// line draws an edge: curves between columns, straight through them.
func (g *Graph) line(p *printer, e Edge, l layered.Line, left, top float64) {
	if len(l.Points) == 0 {
		return
	}
	var d strings.Builder
	for i := 0; i+1 < len(l.Points); i += 2 {
		a, b := l.Points[i], l.Points[i+1]
		move := "M"
		if i > 0 {
			move = "L"
		}
		mid := (a.X + b.X) / 2
		fmt.Fprintf(&d, "%s%.1f %.1fC%.1f %.1f %.1f %.1f %.1f %.1f", move, left+a.X, top+a.Y, left+mid, top+a.Y, left+mid, top+b.Y, left+b.X, top+b.Y)
	}
	from, to := g.Nodes[e.From], g.Nodes[e.To]
	said := to.ID + " needs " + from.ID
	if e.Count > 1 {
		said += fmt.Sprintf(" (%d edges)", e.Count)
	}
	var classes []string
	head, end := "arrow", "end"
	if from.Focus || to.Focus {
		classes, head = append(classes, "focus"), "arrow-focus"
	}
	if l.Reverse {
		classes, end = append(classes, "back"), "start"
	}
	class := ""
	if len(classes) > 0 {
		class = fmt.Sprintf(` class="%s"`, strings.Join(classes, " "))
	}
	weight := ""
	if w := min(1.2+0.35*float64(e.Count-1), 4); e.Count > 1 {
		weight = fmt.Sprintf(` style="stroke-width:%.1f"`, w)
	}
	p.f(`<path%s%s marker-%s="url(#%s)" d="%s"><title>%s</title></path>`, class, weight, end, head, d.String(), html.EscapeString(said))
}

// colours is how many colours the style has.
const colours = 10

// colour numbers the colour of a family, which is the same in all pictures of an
// estate; those that are no layers have one each too.
func (g *Graph) colour(family string) int {
	var known []string
	for _, l := range g.layers {
		known = append(known, g.family(l))
	}
	known = slices.Compact(known)
	if !slices.Contains(known, family) {
		known = g.kinds()
	}
	return slices.Index(known, family) % colours
}

// family is what the colour of a kind tells: the kind, or its first folder where
// there are more layers than colours.
func (g *Graph) family(kind string) string {
	if len(g.layers) > colours {
		kind, _, _ = strings.Cut(kind, "/")
	}
	return kind
}

func (g *Graph) box(p *printer, n Node, r layered.Rect, left, top float64) {
	class := fmt.Sprintf("node k%d", g.colour(g.family(n.Kind)))
	if n.Focus {
		class += " focus"
	}
	if len(n.Units) > 1 {
		class += " group"
	}
	x, y := left+r.X, top+r.Y
	p.f(`<g class="%s"><title>%s</title>`, class, html.EscapeString(g.tip(n)))
	p.f(`<rect x="%.1f" y="%.1f" width="%.1f" height="%.1f" rx="7"/>`, x, y, r.W, r.H)
	p.f(`<path class="stripe" d="M%.1f %.1fv%.1f"/>`, x+3.5, y+8, r.H-16)
	p.f(`<text class="label" x="%.1f" y="%.1f">%s</text>`, x+padding, y+20, html.EscapeString(cut(n.Label)))
	p.f(`<text class="about" x="%.1f" y="%.1f">%s</text></g>`, x+padding, y+36, html.EscapeString(cut(n.About)))
}

// tip is the title of a box: its path, what it runs, what is in it.
func (g *Graph) tip(n Node) string {
	if len(n.Units) == 1 {
		return n.Units[0] + "\n" + n.About
	}
	return n.ID + ": " + describe.Count(len(n.Units), "unit") + "\n" + strings.Join(n.Units[:min(len(n.Units), 30)], "\n")
}

// kinds lists what colours tell, sorted; one alone tells nothing.
func (g *Graph) kinds() []string {
	var out []string
	for _, n := range g.Nodes {
		out = append(out, g.family(n.Kind))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

const entry = 24 // height of a line of the legend

// legend gives the height that the legend takes.
func legend(kinds []string, width float64) float64 {
	if len(kinds) < 2 {
		return 0
	}
	x, lines := float64(margin), 1.0
	for _, k := range kinds {
		if w := wide(k); x+w > width-margin && x > margin {
			x, lines = margin, lines+1
		}
		x += wide(k)
	}
	return lines*entry + 8
}

func wide(kind string) float64 { return 36 + small*1.1*float64(letters(or(kind, "(no layer)"))) }

func (g *Graph) legend(p *printer, kinds []string, width, height float64) {
	if len(kinds) < 2 {
		return
	}
	x, y := float64(margin), height-legend(kinds, width)-margin/2+18
	p.f(`<g class="legend">`)
	for _, k := range kinds {
		if x+wide(k) > width-margin && x > margin {
			x, y = margin, y+entry
		}
		p.f(`<g class="k%d"><path class="stripe" d="M%.1f %.1fv14"/><text x="%.1f" y="%.1f">%s</text></g>`, g.colour(k), x+4, y-11, x+14, y, html.EscapeString(cut(or(k, "(no layer)"))))
		x += wide(k)
	}
	p.f("</g>")
}

// printer writes until something fails.
type printer struct {
	w   io.Writer
	err error
}

func (p *printer) f(format string, a ...any) {
	if p.err == nil {
		_, p.err = fmt.Fprintf(p.w, format+"\n", a...)
	}
}
