package layered

import (
	"cmp"
	"slices"
)

// sweeps is how often the order of every column is taken from that of the one
// beside it; more than this changes little.
const sweeps = 24

// sort orders the columns of each band so that few lines cross: from left to
// right and back, each item goes to the mean place of those that it is tied to.
// The best order that was seen is kept.
func (w *work) sort() {
	for _, columns := range w.columns {
		best, fewest := clone(columns), w.crossings(columns)
		for n := 0; n < sweeps && fewest > 0; n++ {
			for i := range columns {
				r := i
				if n%2 == 1 {
					r = len(columns) - 1 - i
				}
				w.settle(columns[r], n%2 == 0)
			}
			w.swap(columns)
			if c := w.crossings(columns); c < fewest {
				best, fewest = clone(columns), c
			}
		}
		for r, column := range best {
			columns[r] = column
			w.number(column)
		}
	}
}

func clone(columns [][]int) [][]int {
	out := make([][]int, len(columns))
	for i, c := range columns {
		out[i] = slices.Clone(c)
	}
	return out
}

func (w *work) number(column []int) {
	for i, x := range column {
		w.items[x].order = i
	}
}

// settle orders a column by the mean place of what its items are tied to on one
// side; items without ties stay where they are.
func (w *work) settle(column []int, byLeft bool) {
	mean := make(map[int]float64, len(column))
	for i, x := range column {
		ties := w.items[x].right
		if byLeft {
			ties = w.items[x].left
		}
		mean[x] = float64(i)
		if len(ties) > 0 {
			sum := 0
			for _, t := range ties {
				sum += w.items[t].order
			}
			mean[x] = float64(sum) / float64(len(ties))
		}
	}
	slices.SortStableFunc(column, func(a, b int) int { return cmp.Compare(mean[a], mean[b]) })
	w.number(column)
}

// swap exchanges neighbours where that saves crossings.
func (w *work) swap(columns [][]int) {
	for _, column := range columns {
		for i := 1; i < len(column); i++ {
			a, b := column[i-1], column[i]
			now := w.between(w.items[a].left, w.items[b].left) + w.between(w.items[a].right, w.items[b].right)
			then := w.between(w.items[b].left, w.items[a].left) + w.between(w.items[b].right, w.items[a].right)
			if then < now {
				column[i-1], column[i] = b, a
				w.items[a].order, w.items[b].order = i, i-1
			}
		}
	}
}

// between counts the crossings of the ties of two items, the first above.
func (w *work) between(above, below []int) (n int) {
	for _, a := range above {
		for _, b := range below {
			if w.items[a].order > w.items[b].order {
				n++
			}
		}
	}
	return n
}

// crossings counts all crossings between columns of a band.
func (w *work) crossings(columns [][]int) (n int) {
	for _, column := range columns {
		var ends []int
		for _, x := range column {
			ties := slices.Clone(w.items[x].right)
			slices.SortFunc(ties, func(a, b int) int { return cmp.Compare(w.items[a].order, w.items[b].order) })
			for _, t := range ties {
				ends = append(ends, w.items[t].order)
			}
		}
		n += inversions(ends)
	}
	return n
}

// inversions counts the pairs that stand in the wrong order, by merging.
func inversions(xs []int) (n int) {
	if len(xs) < 2 {
		return 0
	}
	mid := len(xs) / 2
	a, b := slices.Clone(xs[:mid]), slices.Clone(xs[mid:])
	n = inversions(a) + inversions(b)
	slices.Sort(a)
	slices.Sort(b)
	i := 0
	for _, y := range b {
		for i < len(a) && a[i] <= y {
			i++
		}
		n += len(a) - i
	}
	return n
}
