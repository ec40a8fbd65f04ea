package docs

import (
	"fmt"
	"slices"
	"strings"
)

// picture is a flow chart as GitHub draws it: groups of boxes, and arrows from
// what is applied first to what needs it.
type picture struct {
	groups []string
	boxes  map[string][]string // by group: id and text
	ids    map[string]string
	arrows strings.Builder
}

func newPicture() *picture {
	return &picture{boxes: map[string][]string{}, ids: map[string]string{}}
}

// box gives the id of a box, which is drawn once.
func (c *picture) box(group, key, text string) string {
	if id, ok := c.ids[key]; ok {
		return id
	}
	id := fmt.Sprintf("n%d", len(c.ids))
	c.ids[key] = id
	if _, ok := c.boxes[group]; !ok {
		c.groups = append(c.groups, group)
	}
	c.boxes[group] = append(c.boxes[group], fmt.Sprintf("%s[\"%s\"]", id, text))
	return id
}

func (c *picture) arrow(from, to string) {
	fmt.Fprintf(&c.arrows, "  %s --> %s\n", from, to)
}

func (c *picture) String() string {
	var b strings.Builder
	b.WriteString("```mermaid\nflowchart LR\n")
	for i, group := range c.groups {
		fmt.Fprintf(&b, "  subgraph g%d[\"%s\"]\n", i, group)
		for _, box := range c.boxes[group] {
			fmt.Fprintf(&b, "    %s\n", box)
		}
		b.WriteString("  end\n")
	}
	return b.String() + c.arrows.String() + "```\n"
}

// region draws the units of production's primary region by layer; an arrow that
// follows from others is left out.
func region(p *platform, _ []string) (string, error) {
	c := newPicture()
	here := p.those(func(u *unit) bool { return u.env == "production" && u.region == primary && u.stands() })
	slices.SortFunc(here, byPlace)
	for _, u := range here {
		c.box(u.layer, u.Path, u.name)
	}
	for _, u := range here {
		for _, need := range u.needs {
			if need.region == primary && !reachable(u, need) {
				c.arrow(c.ids[need.Path], c.ids[u.Path])
			}
		}
	}
	return c.String(), nil
}

// reachable tells whether a unit needs another through a third one.
func reachable(from, to *unit) bool {
	seen := map[*unit]bool{}
	var needs func(*unit) bool
	needs = func(u *unit) bool {
		if seen[u] {
			return false
		}
		seen[u] = true
		return slices.ContainsFunc(u.needs, func(n *unit) bool { return n == to || needs(n) })
	}
	return slices.ContainsFunc(from.needs, func(n *unit) bool { return n != to && needs(n) })
}

// crossing draws what leads from a region to another, or to and from global/.
func crossing(p *platform, words []string) (string, error) {
	c := newPicture()
	for _, u := range p.those(func(u *unit) bool { return u.env == "production" && u.stands() }) {
		for _, need := range u.needs {
			if need.region == u.region || (words[0] == "regions") != (need.region != global && u.region != global) {
				continue
			}
			from := c.box(need.region, need.Path, need.place())
			c.arrow(from, c.box(u.region, u.Path, u.place()))
		}
	}
	return c.String(), nil
}

// layer draws a layer of production: its units in the primary region and in
// global/, and beside them what they need and what needs them, by layer.
func layer(p *platform, words []string) (string, error) {
	c := newPicture()
	shown := func(u *unit) bool {
		return u.stands() && (u.env == "production" && u.region != second || u.env == "management")
	}
	here := p.those(func(u *unit) bool { return u.layer == words[0] && shown(u) })
	slices.SortFunc(here, byPlace)
	group := func(u *unit) string {
		switch {
		case u.env == "management":
			return u.layer + " (management)"
		case u.region == global:
			return u.layer + " (global)"
		}
		return u.layer
	}
	for _, u := range here {
		c.box(group(u), u.Path, u.name)
	}
	var arrows []string
	add := func(from, to string) {
		if a := from + ">" + to; !slices.Contains(arrows, a) {
			arrows = append(arrows, a)
			c.arrow(from, to)
		}
	}
	for _, u := range here {
		for _, need := range u.needs {
			switch {
			case need.layer == u.layer && shown(need):
				add(c.ids[need.Path], c.ids[u.Path])
			case shown(need):
				add(c.box("needs", "needs "+need.layer, need.layer+"<br/>"+named(here, need.layer, shown)), c.ids[u.Path])
			}
		}
	}
	for _, u := range p.those(func(u *unit) bool { return u.layer != words[0] && shown(u) }) {
		for _, need := range u.needs {
			if need.layer == words[0] && shown(need) {
				add(c.ids[need.Path], c.box("needed by", "needed by "+u.layer, u.layer))
			}
		}
	}
	return c.String(), nil
}

// named lists the units of another layer that these need.
func named(here []*unit, layer string, shown func(*unit) bool) string {
	var out []string
	for _, u := range here {
		for _, need := range u.needs {
			if need.layer == layer && shown(need) && !slices.Contains(out, need.name) {
				out = append(out, need.name)
			}
		}
	}
	slices.Sort(out)
	return strings.Join(out, "<br/>")
}
