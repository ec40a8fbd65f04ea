// Package picture makes pictures of an estate's graph: what is drawn, from the
// units as they are or gathered into groups, and the forms that it is drawn in.
package picture

import (
	"cmp"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/describe"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/estate/place"
)

// Most is how many nodes a picture holds unless everything is asked for: more
// nobody can read at a glance.
const Most = 40

// Node is a unit, or a group of units.
type Node struct {
	ID          string
	Label       string   // what stands in its box
	About       string   // the line below it
	Band        string   // environment and region, as far as they are not in the label
	Kind        string   // layer: what its colour tells
	Units       []string // paths, sorted
	Wave, Last  int      // waves that its first and its last unit are applied in, from 1; 0 in a ring, which can never be
	Focus       bool     // the unit that was asked for
	environment string
	region      string
}

// Edge leads from what is needed to what needs it.
type Edge struct {
	From, To int // numbers of nodes
	Count    int // edges between their units
}

// Graph is what is drawn.
type Graph struct {
	Title     string
	Nodes     []Node
	Edges     []Edge
	Collapsed string // what units are gathered by: "environment, layer"; "" where each stands for itself
	Units     int
	layers    []string // of the whole estate: each has its colour in all pictures
}

// About says how much is drawn: "275 units, gathered by environment, layer".
func (g *Graph) About() string {
	s := describe.Count(g.Units, "unit")
	if g.Collapsed != "" {
		s += ", gathered by " + g.Collapsed
	}
	return s
}

// ByWave gives the numbers of the nodes in the order that they are applied;
// those in a ring come last.
func (g *Graph) ByWave() []int {
	out := make([]int, len(g.Nodes))
	for i := range out {
		out[i] = i
	}
	first := func(i int) uint { return uint(g.Nodes[i].Wave - 1) }
	slices.SortStableFunc(out, func(a, b int) int {
		return cmp.Or(cmp.Compare(first(a), first(b)), cmp.Compare(g.Nodes[a].Last, g.Nodes[b].Last))
	})
	return out
}

// Options say what is drawn.
type Options struct {
	Focus *estate.Unit // only this unit, what it needs and what needs it; nil: all
	All   bool         // every unit for itself, however many there are
}

// Of makes the graph of units of an estate.
func Of(e *estate.Estate, units []*estate.Unit, o Options) *Graph {
	places := place.Of(e)
	title := "Units of " + e.Root[strings.LastIndex(e.Root, "/")+1:]
	if o.Focus != nil {
		units = around(e, o.Focus)
		title = o.Focus.Path + ", what it needs and what needs it"
	}
	m := &maker{e: e, units: units, places: places, focus: o.Focus, graph: &Graph{Title: title, Units: len(units), layers: layers(places)}}
	if o.All || len(units) <= Most {
		m.each()
	} else {
		m.gather()
	}
	m.edges()
	m.arrange()
	m.waves()
	return m.graph
}

func layers(places map[*estate.Unit]place.Place) (out []string) {
	for _, p := range places {
		out = append(out, p.Layer)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// around gives a unit with all that it needs and all that need it.
func around(e *estate.Estate, u *estate.Unit) []*estate.Unit {
	seen := map[*estate.Unit]bool{u: true}
	for _, x := range append(e.Closure([]*estate.Unit{u}), e.Dependents(u)...) {
		seen[x] = true
	}
	var out []*estate.Unit
	for _, x := range e.Units {
		if seen[x] {
			out = append(out, x)
		}
	}
	return out
}

// maker makes one graph.
type maker struct {
	e      *estate.Estate
	units  []*estate.Unit
	places map[*estate.Unit]place.Place
	focus  *estate.Unit
	graph  *Graph
	node   map[string]int // by path of a unit
}

// each makes a node of every unit.
func (m *maker) each() {
	m.node = map[string]int{}
	for _, u := range m.units {
		p := m.places[u]
		m.node[u.Path] = len(m.graph.Nodes)
		m.graph.Nodes = append(m.graph.Nodes, m.single(u, join(p.Environment, p.Region)))
	}
}

func (m *maker) single(u *estate.Unit, band string) Node {
	p := m.places[u]
	return Node{ID: u.Path, Label: strings.TrimPrefix(p.Layer+"/"+p.Name, "/"), About: describe.SourceOf(m.e, u).Short(), Band: band,
		Kind: p.Layer, Units: []string{u.Path}, Focus: u == m.focus, environment: p.Environment, region: p.Region}
}

// arrange sorts the nodes by band, and in each as they are applied: programs that
// lay out the graph begin with what comes first.
func (m *maker) arrange() {
	nodes := m.graph.Nodes
	at := m.graph.layered(make([]int, len(nodes))).Order()
	order := make([]int, len(nodes))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(nodes[a].Band, nodes[b].Band), cmp.Compare(at[a], at[b]))
	})
	to := make([]int, len(order))
	sorted := make([]Node, len(order))
	for n, i := range order {
		sorted[n], to[i] = nodes[i], n
	}
	for p, i := range m.node {
		m.node[p] = to[i]
	}
	for i := range m.graph.Edges {
		e := &m.graph.Edges[i]
		e.From, e.To = to[e.From], to[e.To]
	}
	sortEdges(m.graph.Edges)
	m.graph.Nodes = sorted
}

func sortEdges(l []Edge) {
	slices.SortFunc(l, func(a, b Edge) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
}

// edges counts the edges between nodes; those inside of one are not drawn.
func (m *maker) edges() {
	count := map[[2]int]int{}
	for _, u := range m.units {
		for _, need := range describe.Needs(u) {
			from, in := m.node[need]
			if to := m.node[u.Path]; in && from != to {
				count[[2]int{from, to}]++
			}
		}
	}
	for e, n := range count {
		m.graph.Edges = append(m.graph.Edges, Edge{e[0], e[1], n})
	}
	sortEdges(m.graph.Edges) // the order does not depend on that of a map
}

// waves says of each node when its units can be applied.
func (m *maker) waves() {
	waves, _ := m.e.Waves(m.units)
	for i, units := range waves {
		for _, u := range units {
			n := &m.graph.Nodes[m.node[u.Path]]
			if n.Wave == 0 {
				n.Wave = i + 1
			}
			n.Last = i + 1
		}
	}
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " · " + b
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
