package picture

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/picture/layered"
)

func load(t *testing.T) *estate.Estate {
	t.Helper()
	e, err := estate.Load(t.Context(), "../../infrastructure", estate.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// The pictures of this estate: as a whole, every unit, and units that need
// little, much, and nothing.
func TestBoxesStandApart(t *testing.T) {
	t.Parallel()
	e := load(t)
	for name, o := range map[string]Options{
		"default": {},
		"all":     {All: true},
		"vpc":     {Focus: e.Unit("production/eu-central-1/network/vpc")},
		"kms":     {Focus: e.Unit("production/eu-central-1/security/kms")},
		"kms all": {Focus: e.Unit("production/eu-central-1/security/kms"), All: true},
		"alone":   {Focus: e.Unit("management/global/cost/cost-allocation-tags")},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if strings.HasPrefix(name, "kms") && o.Focus == nil {
				t.Fatal("no such unit")
			}
			g := Of(e, e.Units, o)
			if !o.All && len(g.Nodes) > Most {
				t.Errorf("%d nodes", len(g.Nodes))
			}
			var b bytes.Buffer
			if err := g.SVG(&b); err != nil {
				t.Fatal(err)
			}
			d := readSVG(t, &b)
			if len(d.nodes) != len(g.Nodes) || len(d.nodes) == 0 {
				t.Fatalf("%d boxes of %d nodes", len(d.nodes), len(g.Nodes))
			}
			for i, a := range d.nodes {
				n := g.Nodes[i]
				if a.text != cut(n.Label)+cut(n.About) || !strings.Contains(a.title, n.Units[0]) {
					t.Errorf("box %d of %s: %q, %q", i, n.ID, a.text, a.title)
				}
				if !a.inside(d.sheet) {
					t.Errorf("%s is not on the sheet", n.ID)
				}
				for _, c := range d.nodes[:i] {
					if a.Overlaps(c.Rect) {
						t.Errorf("%s and %s overlap", a.title, c.title)
					}
				}
			}
			if d.lines != len(g.Edges) || d.arrows != d.lines || d.tips != d.lines {
				t.Errorf("%d lines with %d arrow heads and %d titles of %d edges", d.lines, d.arrows, d.tips, len(g.Edges))
			}
		})
	}
}

// What is gathered holds every unit once, and every edge that leaves a group.
func TestGatheredHoldsAll(t *testing.T) {
	t.Parallel()
	e := load(t)
	g, all := Of(e, e.Units, Options{}), Of(e, e.Units, Options{All: true})
	if len(all.Nodes) != len(e.Units) || g.Collapsed == "" || all.Collapsed != "" {
		t.Fatalf("%d nodes of %d units; gathered by %q and %q", len(all.Nodes), len(e.Units), g.Collapsed, all.Collapsed)
	}
	of := map[string]int{}
	for i, n := range g.Nodes {
		for _, u := range n.Units {
			if _, twice := of[u]; twice {
				t.Errorf("%s is in two boxes", u)
			}
			of[u] = i
		}
	}
	want := map[[2]int]int{}
	for _, edge := range all.Edges {
		if from, to := of[all.Nodes[edge.From].ID], of[all.Nodes[edge.To].ID]; from != to {
			want[[2]int{from, to}]++
		}
	}
	for _, edge := range g.Edges {
		if want[[2]int{edge.From, edge.To}] != edge.Count {
			t.Errorf("%d edges from %s to %s, not %d", edge.Count, g.Nodes[edge.From].ID, g.Nodes[edge.To].ID, want[[2]int{edge.From, edge.To}])
		}
	}
	if len(of) != len(e.Units) || len(want) != len(g.Edges) {
		t.Errorf("%d units of %d, %d edges of %d", len(of), len(e.Units), len(g.Edges), len(want))
	}
	for _, n := range all.Nodes {
		if n.Wave < 1 || n.Last != n.Wave {
			t.Errorf("%s is in wave %d to %d", n.ID, n.Wave, n.Last)
		}
	}
}

// Signs that mean something to a form are written so that they do not.
func TestSignsInNames(t *testing.T) {
	t.Parallel()
	nasty := "a\"b<c>&d#e`f]"
	g := &Graph{Title: nasty, Nodes: []Node{{ID: "x", Label: nasty, About: nasty, Units: []string{nasty}, Focus: true}, {ID: nasty, Label: "y", Units: []string{"y", "z"}}},
		Edges: []Edge{{0, 1, 2}, {1, 0, 1}, {1, 1, 1}}}
	var svg, mmd, dot bytes.Buffer
	if err := cmp.Or(g.SVG(&svg), g.Mermaid(&mmd), g.DOT(&dot)); err != nil {
		t.Fatal(err)
	}
	if d := readSVG(t, &svg); d.nodes[0].text != nasty+nasty || d.lines != 2 {
		t.Errorf("%+v", d)
	}
	if want := `n0["a#quot;b#lt;c#gt;#amp;d#35;e#96;f]<br/>`; !strings.Contains(mmd.String(), want) {
		t.Errorf("no %s in\n%s", want, &mmd)
	}
	if want := `"x" -> "a\"b<c>&d#e` + "`" + `f]" [label=2]`; !strings.Contains(dot.String(), want) {
		t.Errorf("no %s in\n%s", want, &dot)
	}
}

func TestNothingToDraw(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := (&Graph{Title: "nothing"}).SVG(&b); err != nil {
		t.Fatal(err)
	}
	readSVG(t, &b)
}

// drawn is what a reader finds in an SVG.
type drawn struct {
	sheet               layered.Rect
	nodes               []box
	lines, arrows, tips int
}

type box struct {
	layered.Rect
	title, text string
}

func (b box) inside(sheet layered.Rect) bool {
	return b.X >= 0 && b.Y >= 0 && b.X+b.W <= sheet.W && b.Y+b.H <= sheet.H
}

// readSVG reads a picture as a browser does, without the names of this package.
func readSVG(t *testing.T, r io.Reader) (out drawn) {
	t.Helper()
	type element struct{ name, class string }
	var open []element
	in := func(name, class string) bool {
		for _, e := range open {
			if e.name == name && strings.HasPrefix(e.class, class) {
				return true
			}
		}
		return false
	}
	d := xml.NewDecoder(r)
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := tok.(type) {
		case xml.StartElement:
			at := map[string]string{}
			for _, a := range x.Attr {
				at[a.Name.Local] = a.Value
			}
			open = append(open, element{x.Name.Local, at["class"]})
			switch x.Name.Local {
			case "svg":
				out.sheet = rect(t, map[string]string{"x": "0", "y": "0", "width": at["width"], "height": at["height"]})
			case "g":
				if in("g", "node") {
					out.nodes = append(out.nodes, box{})
				}
			case "rect":
				if in("g", "node") {
					out.nodes[len(out.nodes)-1].Rect = rect(t, at)
				}
			case "path":
				if in("g", "edges") {
					out.lines++
					if at["marker-end"] != "" || at["marker-start"] != "" {
						out.arrows++
					}
				}
			}
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			switch s := string(x); {
			case in("g", "node") && in("title", ""):
				out.nodes[len(out.nodes)-1].title += s
			case in("g", "node") && in("text", ""):
				out.nodes[len(out.nodes)-1].text += s
			case in("path", "") && in("title", "") && s != "":
				out.tips++
			}
		}
	}
}

func rect(t *testing.T, at map[string]string) layered.Rect {
	t.Helper()
	var v [4]float64
	for i, name := range []string{"x", "y", "width", "height"} {
		f, err := strconv.ParseFloat(at[name], 64)
		if err != nil {
			t.Fatal(fmt.Errorf("%s of %v: %w", name, at, err))
		}
		v[i] = f
	}
	return layered.Rect{X: v[0], Y: v[1], W: v[2], H: v[3]}
}
