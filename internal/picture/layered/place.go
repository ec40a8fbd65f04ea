package layered

import "math"

// place gives everything its coordinates.
func (w *work) place() *Layout {
	out := &Layout{Boxes: make([]Rect, len(w.g.Nodes)), Ranks: w.ranks, Lines: make([]Line, len(w.g.Edges)), Bands: make([]Rect, w.nbands)}
	grid := w.grid()
	widths := make([]float64, max(w.nranks, w.columnsOf(grid)))
	for i, n := range w.g.Nodes {
		if !w.lonely[i] {
			widths[w.ranks[i]] = max(widths[w.ranks[i]], n.Width)
		}
	}
	for _, nodes := range grid {
		for k, i := range nodes {
			c := k % len(widths)
			widths[c] = max(widths[c], w.g.Nodes[i].Width)
		}
	}
	xs := make([]float64, len(widths))
	for c := 1; c < len(xs); c++ {
		xs[c] = xs[c-1] + widths[c-1] + w.s.Column
	}
	if n := len(xs); n > 0 {
		out.Width = xs[n-1] + widths[n-1]
	}
	top := 0.0
	for b := range out.Bands {
		high := w.coordinates(b, top)
		for _, column := range w.columns[b] {
			for _, x := range column {
				if it := w.items[x]; it.node >= 0 {
					n := w.g.Nodes[it.node]
					out.Boxes[it.node] = Rect{xs[it.rank], it.y - n.Height/2, widths[it.rank], n.Height}
				}
			}
		}
		y := top + high
		for k, i := range grid[b] {
			c := k % len(widths)
			if c == 0 && (k > 0 || high > 0) {
				y += w.s.Row
			}
			n := w.g.Nodes[i]
			out.Boxes[i] = Rect{xs[c], y, widths[c], n.Height}
			out.Ranks[i] = -1
			if c == len(widths)-1 || k == len(grid[b])-1 {
				y += w.tallest(grid[b], k/len(widths)*len(widths), len(widths))
			}
		}
		if y > top {
			out.Bands[b] = Rect{0, top, out.Width, y - top}
			out.Height = y
			top = y + w.s.Band
		}
	}
	for i, e := range w.edges {
		if e[0] == e[1] {
			continue
		}
		l := Line{Reverse: w.turned[i]}
		way := w.way(e)
		for k := 1; k < len(way); k++ {
			a, b := w.items[way[k-1]], w.items[way[k]]
			from, to := Point{xs[a.rank] + widths[a.rank], a.y}, Point{xs[b.rank], b.y}
			l.Points = append(l.Points, from, to)
		}
		out.Lines[i] = l
	}
	return out
}

// grid lists the nodes without edges, by band.
func (w *work) grid() [][]int {
	out := make([][]int, w.nbands)
	for i, lonely := range w.lonely {
		if lonely {
			out[w.g.Nodes[i].Band] = append(out[w.g.Nodes[i].Band], i)
		}
	}
	return out
}

// columnsOf gives the columns that the fullest grid asks for: about as many as
// make it as wide as it is high.
func (w *work) columnsOf(grid [][]int) (n int) {
	most := 0
	for _, nodes := range grid {
		most = max(most, len(nodes))
	}
	if most == 0 {
		return 0
	}
	return min(most, max(w.s.Grid, int(math.Sqrt(float64(most)/2))))
}

func (w *work) tallest(nodes []int, from, n int) (h float64) {
	for _, i := range nodes[from:min(len(nodes), from+n)] {
		h = max(h, w.g.Nodes[i].Height)
	}
	return h
}

// rounds is how often places are drawn towards those that they are tied to.
const rounds = 12

// coordinates sets the height of every item of a band, which begins at top, and
// gives how high the band is.
func (w *work) coordinates(band int, top float64) float64 {
	columns := w.columns[band]
	for _, column := range columns {
		y := 0.0
		for i, x := range column {
			if i > 0 {
				y += w.apart(column[i-1], x)
			}
			w.items[x].y = y
		}
	}
	for n := range rounds {
		for i := range columns {
			r := i
			if n%2 == 1 {
				r = len(columns) - 1 - i
			}
			w.align(columns[r])
		}
	}
	low, high := math.Inf(1), math.Inf(-1)
	for _, column := range columns {
		for _, x := range column {
			half := w.height(x) / 2
			low, high = min(low, w.items[x].y-half), max(high, w.items[x].y+half)
		}
	}
	if low > high {
		return 0
	}
	for _, column := range columns {
		for _, x := range column {
			w.items[x].y += top - low
		}
	}
	return high - low
}

func (w *work) height(x int) float64 {
	if n := w.items[x].node; n >= 0 {
		return w.g.Nodes[n].Height
	}
	return 0
}

// apart is how far the middles of two items must be from each other.
func (w *work) apart(a, b int) float64 {
	gap := w.s.Row
	if w.items[a].node < 0 || w.items[b].node < 0 {
		gap = w.s.Lane
	}
	return w.height(a)/2 + gap + w.height(b)/2
}

// align moves the items of a column as near as their order allows to those that
// they are tied to. It is the least sum of weighted squares, found by pooling
// neighbours that would pass each other (isotonic regression).
func (w *work) align(column []int) {
	type pool struct {
		want, weight float64
		n            int
	}
	var pools []pool
	offset := 0.0
	offsets := make([]float64, len(column))
	for i, x := range column {
		if i > 0 {
			offset += w.apart(column[i-1], x)
		}
		offsets[i] = offset
		want, weight := w.wish(x)
		pools = append(pools, pool{want - offset, weight, 1})
		for len(pools) > 1 && pools[len(pools)-2].want > pools[len(pools)-1].want {
			a, b := pools[len(pools)-2], pools[len(pools)-1]
			sum := a.weight + b.weight
			pools = append(pools[:len(pools)-2], pool{(a.want*a.weight + b.want*b.weight) / sum, sum, a.n + b.n})
		}
	}
	i := 0
	for _, p := range pools {
		for range p.n {
			w.items[column[i]].y = p.want + offsets[i]
			i++
		}
	}
}

// wish gives where an item would like to be, and how much. Lanes pull at lanes
// most, so that long lines are straight.
func (w *work) wish(x int) (want, weight float64) {
	it := w.items[x]
	for _, ties := range [][]int{it.left, it.right} {
		for _, t := range ties {
			pull := 1.0
			if it.node < 0 {
				pull *= 3
			}
			if w.items[t].node < 0 {
				pull *= 3
			}
			want += pull * w.items[t].y
			weight += pull
		}
	}
	if weight == 0 {
		return it.y, 0.1
	}
	return want / weight, weight
}
