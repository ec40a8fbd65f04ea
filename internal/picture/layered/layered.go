// Package layered lays out a directed graph in columns: every edge leads from
// left to right, boxes stand in bands one below the other, and no line goes
// through a box.
//
// The method is that of Sugiyama, Tagawa and Toda (1981): ranks, an order in
// each rank with few crossings, coordinates. Lines that pass a column take a
// lane in it, which all lines from one box share.
package layered

// Node is a box that is to be placed.
type Node struct {
	Width, Height float64
	Band          int // from 0; bands are laid one below the other
}

// Graph is what is laid out: edges are pairs of numbers of nodes, from the one
// that stands to the left to the one that stands to the right of it. Edges of a
// ring are drawn backwards, the lightest where there is a choice; an edge from a
// node to itself is left out.
type Graph struct {
	Nodes   []Node
	Edges   [][2]int
	Weights []int // of edges; nil: all weigh 1
}

// Space is how much room there is between things.
type Space struct {
	Column float64 // between columns: lines turn there
	Row    float64 // between boxes of a column
	Lane   float64 // between a line that passes and what is beside it
	Band   float64 // between bands
	Grid   int     // boxes without any edge stand in a grid below the others; columns that it has at least
}

// Rect is a box that is placed.
type Rect struct{ X, Y, W, H float64 }

// Overlaps tells whether two boxes share any area.
func (r Rect) Overlaps(o Rect) bool {
	return r.X < o.X+o.W && o.X < r.X+r.W && r.Y < o.Y+o.H && o.Y < r.Y+r.H
}

// Point is a place on the sheet.
type Point struct{ X, Y float64 }

// Line is one edge: straight across columns, curved between them. Points come
// in pairs: the start and the end of a curve that leaves and arrives level.
type Line struct {
	Points  []Point
	Reverse bool // it was turned round: it leads from the last point to the first
}

// Layout is where everything stands.
type Layout struct {
	Boxes         []Rect // in the order of the nodes
	Ranks         []int  // column of each node, from 0; -1 in the grid
	Lines         []Line // in the order of the edges; no points for an edge that is left out
	Bands         []Rect // what the nodes of a band take up; empty where it has none
	Width, Height float64
}

// Lay lays out a graph. The same graph is always laid out alike.
func Lay(g Graph, s Space) *Layout {
	w := &work{g: g, s: s}
	w.direct()
	w.rank()
	w.lanes()
	w.sort()
	return w.place()
}

// item is what takes a place in a column: a box, or a lane.
type item struct {
	node        int // -1: a lane
	source      int // of a lane: the box whose lines take it
	rank, band  int
	left, right []int // items that a line leads to, in the columns beside it and the same band
	order       int   // in its column and band
	y           float64
}

// work is one layout in the making.
type work struct {
	g       Graph
	s       Space
	edges   [][2]int // as drawn: from left to right
	turned  []bool
	ranks   []int
	lonely  []bool // has no edge
	items   []item // the nodes first, in their order
	chains  [][]int
	columns [][][]int // band, rank -> items in order
	nranks  int
	nbands  int
}

// direct turns edges round so that no ring is left: those that lead back in an
// order of the nodes that is found greedily.
func (w *work) direct() {
	w.edges = make([][2]int, len(w.g.Edges))
	w.turned = make([]bool, len(w.g.Edges))
	w.lonely = make([]bool, len(w.g.Nodes))
	for i := range w.lonely {
		w.lonely[i] = true
	}
	for _, e := range w.g.Edges {
		if e[0] != e[1] {
			w.lonely[e[0]], w.lonely[e[1]] = false, false
		}
	}
	order := w.g.Order()
	for i, e := range w.g.Edges {
		w.edges[i] = e
		if order[e[0]] > order[e[1]] {
			w.edges[i] = [2]int{e[1], e[0]}
			w.turned[i] = true
		}
	}
}

// rank puts every node right of all that lead to it, as far left as that goes.
func (w *work) rank() {
	n := len(w.g.Nodes)
	out, left := make([][]int, n), make([]int, n)
	for _, e := range w.edges {
		if e[0] != e[1] {
			out[e[0]] = append(out[e[0]], e[1])
			left[e[1]]++
		}
	}
	w.ranks = make([]int, n)
	var ready []int
	for i, l := range left {
		if l == 0 {
			ready = append(ready, i)
		}
	}
	for ; len(ready) > 0; ready = ready[1:] {
		for _, to := range out[ready[0]] {
			w.ranks[to] = max(w.ranks[to], w.ranks[ready[0]]+1)
			if left[to]--; left[to] == 0 {
				ready = append(ready, to)
			}
		}
	}
	for i, r := range w.ranks {
		if !w.lonely[i] {
			w.nranks = max(w.nranks, r+1)
		}
		w.nbands = max(w.nbands, w.g.Nodes[i].Band+1)
	}
}

// lanes makes the items: a box for each node, and for each box whose lines pass
// columns one lane in each of them.
func (w *work) lanes() {
	for i, n := range w.g.Nodes {
		w.items = append(w.items, item{node: i, source: i, rank: w.ranks[i], band: n.Band})
	}
	w.chains = make([][]int, len(w.g.Nodes))
	for _, e := range w.edges {
		if e[0] == e[1] {
			continue
		}
		for r := w.ranks[e[0]] + 1 + len(w.chains[e[0]]); r < w.ranks[e[1]]; r++ {
			w.chains[e[0]] = append(w.chains[e[0]], len(w.items))
			w.items = append(w.items, item{node: -1, source: e[0], rank: r, band: w.g.Nodes[e[0]].Band})
		}
	}
	seen := map[[2]int]bool{}
	for _, e := range w.edges {
		if e[0] == e[1] {
			continue
		}
		way := w.way(e)
		for i := 1; i < len(way); i++ {
			a, b := way[i-1], way[i]
			if seen[[2]int{a, b}] || w.items[a].band != w.items[b].band {
				continue
			}
			seen[[2]int{a, b}] = true
			w.items[a].right = append(w.items[a].right, b)
			w.items[b].left = append(w.items[b].left, a)
		}
	}
	w.columns = make([][][]int, w.nbands)
	for b := range w.columns {
		w.columns[b] = make([][]int, w.nranks)
	}
	for i, it := range w.items {
		if it.node < 0 || !w.lonely[it.node] {
			w.items[i].order = len(w.columns[it.band][it.rank])
			w.columns[it.band][it.rank] = append(w.columns[it.band][it.rank], i)
		}
	}
}

// way lists the items that an edge goes through, from its start to its end.
func (w *work) way(e [2]int) []int {
	between := w.ranks[e[1]] - w.ranks[e[0]] - 1
	return append(append([]int{e[0]}, w.chains[e[0]][:between]...), e[1])
}
