package picture

import (
	"cmp"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/describe"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/estate/place"
)

// grouping is a way to gather units; key gives the group of a unit and the band
// that it stands in.
type grouping struct {
	name string
	key  func(u *estate.Unit, p place.Place) (label, band string)
}

// groupings by what units tell of themselves, from the finest: of two with as
// many groups the first is taken.
var groupings = []grouping{
	{"environment, region, layer", func(_ *estate.Unit, p place.Place) (string, string) { return p.Layer, join(p.Environment, p.Region) }},
	{"environment, layer", func(_ *estate.Unit, p place.Place) (string, string) { return p.Layer, p.Environment }},
	{"region, layer", func(_ *estate.Unit, p place.Place) (string, string) { return p.Layer, p.Region }},
	{"environment, region", func(_ *estate.Unit, p place.Place) (string, string) { return p.Region, p.Environment }},
	{"layer", func(_ *estate.Unit, p place.Place) (string, string) { return p.Layer, "" }},
	{"environment", func(_ *estate.Unit, p place.Place) (string, string) { return p.Environment, "" }},
	{"region", func(_ *estate.Unit, p place.Place) (string, string) { return p.Region, "" }},
}

// byFolder groups by the leading folders of the path.
func byFolder(depth int) grouping {
	return grouping{"folder", func(u *estate.Unit, _ place.Place) (string, string) {
		segs := strings.Split(u.Path, "/")
		return strings.Join(segs[:max(1, min(depth, len(segs)-1))], "/"), ""
	}}
}

// few is how many groups tell nothing: folders are tried then.
const few = 4

// choose takes the grouping that leaves the most groups, but not too many.
func (m *maker) choose() grouping {
	best, most := byFolder(1), 0
	try := func(g grouping) {
		groups := map[string]bool{}
		for _, u := range m.units {
			groups[group(g.key(u, m.places[u]))] = true
		}
		if n := len(groups); n <= m.room() && n > most {
			best, most = g, n
		}
	}
	for _, g := range groupings {
		try(g)
	}
	if most < few {
		for depth := range 6 {
			try(byFolder(depth + 1))
		}
	}
	return best
}

// room is how many groups there may be.
func (m *maker) room() int {
	if m.focus != nil {
		return Most - 1
	}
	return Most
}

func group(label, band string) string {
	return strings.Trim(strings.ReplaceAll(band, " · ", "/")+"/"+label, "/")
}

// gather makes nodes of groups. The unit in focus stands for itself.
func (m *maker) gather() {
	g := m.choose()
	m.graph.Collapsed = g.name
	rest := m.rest(g)
	m.node = map[string]int{}
	index := map[string]int{}
	for _, u := range m.units {
		label, band := g.key(u, m.places[u])
		if u == m.focus {
			m.node[u.Path] = len(m.graph.Nodes)
			m.graph.Nodes = append(m.graph.Nodes, m.single(u, band))
			continue
		}
		id, p := group(label, band), m.places[u]
		if rest[id] {
			id, label, band = "others", "others", ""
		}
		i, ok := index[id]
		if !ok {
			i = len(m.graph.Nodes)
			index[id] = i
			m.graph.Nodes = append(m.graph.Nodes, Node{ID: or(id, "other"), Label: label, Band: band, Kind: label,
				environment: p.Environment, region: p.Region})
		}
		m.node[u.Path] = i
		m.graph.Nodes[i].Units = append(m.graph.Nodes[i].Units, u.Path)
		if label == "" { // nothing gathers them but their place: they have their names
			n := &m.graph.Nodes[i]
			n.Label = strings.TrimPrefix(n.Label+", "+p.Name, ", ")
		}
	}
	for i := range m.graph.Nodes {
		if n := &m.graph.Nodes[i]; n.About == "" {
			n.About = describe.Count(len(n.Units), "unit")
		}
	}
}

// rest names the smallest groups where there are too many: they are drawn as
// one.
func (m *maker) rest(g grouping) map[string]bool {
	size := map[string]int{}
	var ids []string
	for _, u := range m.units {
		id := group(g.key(u, m.places[u]))
		if size[id]++; size[id] == 1 {
			ids = append(ids, id)
		}
	}
	if len(ids) <= m.room() {
		return nil
	}
	slices.SortStableFunc(ids, func(a, b string) int { return cmp.Compare(size[b], size[a]) })
	out := map[string]bool{}
	for _, id := range ids[m.room()-1:] {
		out[id] = true
	}
	return out
}
