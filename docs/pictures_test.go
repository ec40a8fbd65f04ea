package docs

import (
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/picture"
)

// draw makes a picture of units, with the arrows that are wanted and do not
// follow from others. Layers makes a frame of each layer; else they are those of
// the regions, and boxes that no arrow leads to or from are left out.
func (p *platform) draw(of []*unit, layers bool, wanted func(need, u *unit) bool) string {
	var units []*estate.Unit
	for _, u := range of {
		units = append(units, u.Unit)
	}
	g := picture.Of(p.Estate, units, picture.Options{All: true})
	at := func(i int) *unit { return p.byPath[g.Nodes[i].ID] }
	g.Edges = slices.DeleteFunc(g.Edges, func(e picture.Edge) bool { return !wanted(at(e.From), at(e.To)) })
	all := *g
	all.Edges = slices.Clone(g.Edges)
	g.Edges = slices.DeleteFunc(g.Edges, func(e picture.Edge) bool { return implied(&all, e) })
	for i := len(g.Nodes) - 1; i >= 0 && !layers; i-- {
		if slices.ContainsFunc(g.Edges, func(e picture.Edge) bool { return e.From == i || e.To == i }) {
			continue
		}
		g.Nodes = slices.Delete(g.Nodes, i, i+1)
		for j := range g.Edges {
			for _, end := range []*int{&g.Edges[j].From, &g.Edges[j].To} {
				if *end > i {
					*end--
				}
			}
		}
	}
	for i := range g.Nodes {
		n, u := &g.Nodes[i], at(i)
		n.About = "" // the tables say what it runs
		if layers {
			n.Label, n.Band = u.Name, u.Layer
		}
	}
	var b strings.Builder
	_ = g.Mermaid(&b) // a builder takes everything
	return "```mermaid\n" + b.String() + "```\n"
}

// region draws the units of production's primary region.
func region(p *platform, _ []string) (string, error) {
	here := p.those(func(u *unit) bool { return u.Environment == "production" && u.Region == primary && u.stands() })
	return p.draw(here, true, func(_, _ *unit) bool { return true }), nil
}

// implied tells whether an arrow follows from others.
func implied(g *picture.Graph, arrow picture.Edge) bool {
	seen := map[int]bool{arrow.From: true}
	for todo := []int{arrow.From}; len(todo) > 0; todo = todo[1:] {
		for _, e := range g.Edges {
			if e.From != todo[0] || e == arrow {
				continue
			}
			if e.To == arrow.To {
				return true
			}
			if !seen[e.To] {
				seen[e.To] = true
				todo = append(todo, e.To)
			}
		}
	}
	return false
}

// crossing draws what leads from a region to another ("regions"), or to and
// from global/ ("global").
func crossing(p *platform, words []string) (string, error) {
	here := p.those(func(u *unit) bool { return u.Environment == "production" && u.stands() })
	return p.draw(here, false, func(need, u *unit) bool {
		return need.Region != u.Region && (words[0] == global) == (need.Region == global || u.Region == global)
	}), nil
}

// layer draws a layer of production, and of management: its units in the
// primary region and in global/, and the units of other layers that they need.
func layer(p *platform, words []string) (string, error) {
	var here []*unit
	for _, u := range p.those(func(u *unit) bool {
		return u.Layer == words[0] && u.stands() && u.Region != second && (u.Environment == "production" || u.Environment == "management")
	}) {
		here = append(here, u)
		for _, need := range u.needs {
			if need.Region != second && need.Layer != words[0] && !slices.Contains(here, need) {
				here = append(here, need)
			}
		}
	}
	return p.draw(here, true, func(_, u *unit) bool { return u.Layer == words[0] }), nil
}
