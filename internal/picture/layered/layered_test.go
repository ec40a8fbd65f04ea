package layered

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

var space = Space{Column: 80, Row: 14, Lane: 10, Band: 40, Grid: 3}

// random makes a graph of n nodes: rings, edges to themselves and twice, several
// bands, nodes without edges.
func random(r *rand.Rand, n int) Graph {
	var g Graph
	bands := 1 + r.IntN(4)
	for range n {
		g.Nodes = append(g.Nodes, Node{Width: 60 + float64(r.IntN(160)), Height: 20 + float64(r.IntN(40)), Band: r.IntN(bands)})
	}
	for range r.IntN(3*n + 1) {
		a, b := r.IntN(n), r.IntN(n)
		if a > b && r.IntN(10) > 0 {
			a, b = b, a
		}
		g.Edges = append(g.Edges, [2]int{a, b})
	}
	return g
}

func TestLaysOutWhateverComes(t *testing.T) {
	t.Parallel()
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		g := random(r, 1+r.IntN(60))
		if err := check(g, Lay(g, space)); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
	}
}

func TestNothing(t *testing.T) {
	t.Parallel()
	if l := Lay(Graph{}, space); l.Width != 0 || l.Height != 0 {
		t.Errorf("%+v", l)
	}
	g := Graph{Nodes: make([]Node, 7)}
	for i := range g.Nodes {
		g.Nodes[i] = Node{Width: 50, Height: 20}
	}
	if err := check(g, Lay(g, space)); err != nil {
		t.Error(err)
	}
}

// A chain stands on one line, and its ends are as far apart as it is long.
func TestChainIsStraight(t *testing.T) {
	t.Parallel()
	g := Graph{Edges: [][2]int{{0, 1}, {1, 2}, {2, 3}, {0, 3}}}
	for range 4 {
		g.Nodes = append(g.Nodes, Node{Width: 100, Height: 30})
	}
	l := Lay(g, space)
	for i, want := range []int{0, 1, 2, 3} {
		if l.Ranks[i] != want {
			t.Errorf("node %d in column %d", i, l.Ranks[i])
		}
	}
	if n := len(l.Lines[3].Points); n != 6 {
		t.Errorf("a line past two columns has %d points", n)
	}
}

func TestFewCrossings(t *testing.T) {
	t.Parallel()
	// Two trees whose leaves are given in turns: they can be drawn without crossing.
	g := Graph{Nodes: make([]Node, 12)}
	for i := range g.Nodes {
		g.Nodes[i] = Node{Width: 50, Height: 20}
	}
	for i := 2; i < 12; i++ {
		g.Edges = append(g.Edges, [2]int{i % 2, i})
	}
	w := &work{g: g, s: space}
	w.direct()
	w.rank()
	w.lanes()
	before := w.crossings(w.columns[0])
	w.sort()
	if after := w.crossings(w.columns[0]); before == 0 || after != 0 {
		t.Errorf("%d crossings before, %d after", before, after)
	}
}

func TestSameGraphSameLayout(t *testing.T) {
	t.Parallel()
	g := random(rand.New(rand.NewPCG(7, 7)), 50)
	a, b := fmt.Sprint(Lay(g, space)), fmt.Sprint(Lay(g, space))
	if a != b {
		t.Error("two layouts of one graph differ")
	}
}

// check holds a layout to what is promised.
func check(g Graph, l *Layout) error {
	for i, a := range l.Boxes {
		n := g.Nodes[i]
		if a.W < n.Width || a.H != n.Height || a.X < 0 || a.Y < -0.001 || a.X+a.W > l.Width+0.001 || a.Y+a.H > l.Height+0.001 {
			return fmt.Errorf("box %d is %+v of %+v on a sheet of %g x %g", i, a, n, l.Width, l.Height)
		}
		for j, b := range l.Boxes[:i] {
			if a.Overlaps(b) {
				return fmt.Errorf("boxes %d and %d overlap: %+v, %+v", j, i, b, a)
			}
			if n.Band < g.Nodes[j].Band && a.Y+a.H > b.Y || n.Band > g.Nodes[j].Band && b.Y+b.H > a.Y {
				return fmt.Errorf("boxes %d and %d stand in one another's band", j, i)
			}
		}
	}
	for i, e := range g.Edges {
		if e[0] == e[1] {
			continue
		}
		line := l.Lines[i]
		first, last := line.Points[0], line.Points[len(line.Points)-1]
		from, to := l.Boxes[e[0]], l.Boxes[e[1]]
		if line.Reverse {
			from, to = to, from
		}
		if first != (Point{from.X + from.W, from.Y + from.H/2}) || last != (Point{to.X, to.Y + to.H/2}) {
			return fmt.Errorf("edge %d begins at %v and ends at %v, not at its boxes", i, first, last)
		}
		for _, p := range sampled(line) {
			for k, b := range l.Boxes {
				if p.X > b.X+0.01 && p.X < b.X+b.W-0.01 && p.Y > b.Y && p.Y < b.Y+b.H {
					return fmt.Errorf("edge %d goes through box %d at %v", i, k, p)
				}
			}
		}
	}
	return nil
}

// sampled gives points along a line, as it is drawn: curves between the pairs,
// straight lines from one pair to the next.
func sampled(l Line) (out []Point) {
	for i := 0; i+1 < len(l.Points); i++ {
		a, b := l.Points[i], l.Points[i+1]
		for t := 0.0; t <= 1; t += 0.05 {
			if i%2 == 1 {
				out = append(out, Point{a.X + t*(b.X-a.X), a.Y + t*(b.Y-a.Y)})
				continue
			}
			m := (a.X + b.X) / 2 // of both control points
			u := 1 - t
			out = append(out, Point{u*u*u*a.X + 3*u*u*t*m + 3*u*t*t*m + t*t*t*b.X, u*u*u*a.Y + 3*u*u*t*a.Y + 3*u*t*t*b.Y + t*t*t*b.Y})
		}
	}
	return out
}

func BenchmarkLay(b *testing.B) {
	for _, n := range []int{40, 180, 1000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			g := random(rand.New(rand.NewPCG(1, uint64(n))), n)
			for b.Loop() {
				Lay(g, space)
			}
		})
	}
}
