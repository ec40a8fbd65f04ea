package layered

// Order numbers the nodes so that little weight leads from a higher number to a
// lower one, and none where there is no ring. It is the greedy method of Eades,
// Lin and Smyth (1993): what nothing leads to goes to the front, what leads
// nowhere to the end; where there is neither, the node goes to the front that
// gives most more than it takes.
func (g Graph) Order() []int {
	p := &peeling{g: g, gives: make([]int, len(g.Nodes)), takes: make([]int, len(g.Nodes)), at: make([][]int, len(g.Nodes))}
	for i, e := range g.Edges {
		if e[0] != e[1] {
			p.gives[e[0]] += g.weight(i)
			p.takes[e[1]] += g.weight(i)
			p.at[e[0]], p.at[e[1]] = append(p.at[e[0]], i), append(p.at[e[1]], i)
		}
	}
	place := make([]int, len(g.Nodes))
	p.gone = make([]bool, len(g.Nodes))
	for i := range place {
		p.look(i)
	}
	front, end := 0, len(g.Nodes)-1
	for front <= end {
		n, first := p.next()
		if p.gone[n] {
			continue
		}
		if first {
			place[n] = front
			front++
		} else {
			place[n] = end
			end--
		}
		p.take(n)
	}
	return place
}

func (g Graph) weight(edge int) int {
	if g.Weights == nil {
		return 1
	}
	return g.Weights[edge]
}

// peeling takes nodes off a graph, one after the other.
type peeling struct {
	g              Graph
	gives, takes   []int   // weight of the edges from and to a node that are left
	at             [][]int // edges of a node
	gone           []bool
	sources, sinks []int // that wait to be taken
}

// look queues a node that nothing leads to any more, or that leads nowhere.
func (p *peeling) look(n int) {
	switch {
	case p.takes[n] == 0:
		p.sources = append(p.sources, n)
	case p.gives[n] == 0:
		p.sinks = append(p.sinks, n)
	}
}

// next gives the node to take, and whether it goes to the front.
func (p *peeling) next() (n int, first bool) {
	if len(p.sources) > 0 {
		n, p.sources = p.sources[0], p.sources[1:]
		return n, true
	}
	if len(p.sinks) > 0 {
		n, p.sinks = p.sinks[0], p.sinks[1:]
		return n, false
	}
	n = -1
	for i := range p.gone {
		if !p.gone[i] && (n < 0 || p.gives[i]-p.takes[i] > p.gives[n]-p.takes[n]) {
			n = i
		}
	}
	return n, true
}

func (p *peeling) take(n int) {
	p.gone[n] = true
	for _, i := range p.at[n] {
		from, to := p.g.Edges[i][0], p.g.Edges[i][1]
		switch {
		case from == n && !p.gone[to]:
			p.takes[to] -= p.g.weight(i)
			p.look(to)
		case to == n && !p.gone[from]:
			p.gives[from] -= p.g.weight(i)
			p.look(from)
		}
	}
}
