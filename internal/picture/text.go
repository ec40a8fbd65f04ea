package picture

import (
	"fmt"
	"io"
	"strconv"
	"strings"
)

// DOT writes the graph for Graphviz.
func (g *Graph) DOT(w io.Writer) error {
	p := &printer{w: w}
	p.f("// %s", strings.ReplaceAll(g.Title, "\n", " "))
	p.f("// An edge leads from what is applied first to what needs it.")
	p.f("digraph {\n  rankdir=LR\n  node [shape=box, style=rounded, fontname=\"Helvetica\"]")
	g.banded(func(i int, band string) {
		if band != "" {
			p.f("  subgraph cluster_%d {\n    label=%s", i, strconv.Quote(band))
		}
	}, func(i int, n Node) {
		p.f("    %s [label=%s]", strconv.Quote(n.ID), strconv.Quote(n.Label+"\n"+n.About))
	}, func(band string) {
		if band != "" {
			p.f("  }")
		}
	})
	for _, e := range g.Edges {
		more := ""
		if e.Count > 1 {
			more = fmt.Sprintf(" [label=%d]", e.Count)
		}
		p.f("  %s -> %s%s", strconv.Quote(g.Nodes[e.From].ID), strconv.Quote(g.Nodes[e.To].ID), more)
	}
	p.f("}")
	return p.err
}

// Mermaid writes the graph as GitHub and GitLab draw it in Markdown.
func (g *Graph) Mermaid(w io.Writer) error {
	p := &printer{w: w}
	p.f("%%%% %s", strings.ReplaceAll(g.Title, "\n", " "))
	p.f("flowchart LR")
	g.banded(func(i int, band string) {
		if band != "" {
			p.f("  subgraph b%d[\"%s\"]\n    direction LR", i, mermaid(band))
		}
	}, func(i int, n Node) {
		text := mermaid(n.Label)
		if n.About != "" {
			text += "<br/>" + mermaid(n.About)
		}
		p.f("    n%d[\"%s\"]", i, text)
	}, func(band string) {
		if band != "" {
			p.f("  end")
		}
	})
	for _, e := range g.Edges {
		line := "-->"
		if e.Count > 1 {
			line = fmt.Sprintf("-->|%d|", e.Count)
		}
		p.f("  n%d %s n%d", e.From, line, e.To)
	}
	return p.err
}

// mermaid writes a text so that nothing in it means something.
func mermaid(s string) string {
	return strings.NewReplacer("#", "#35;", "&", "#amp;", `"`, "#quot;", "<", "#lt;", ">", "#gt;", "\n", " ", "`", "#96;").Replace(s)
}

// banded goes through the nodes, band by band.
func (g *Graph) banded(begin func(i int, band string), node func(i int, n Node), end func(band string)) {
	bands, of := g.bands()
	for b, band := range bands {
		begin(b, band)
		for i, n := range g.Nodes {
			if of[i] == b {
				node(i, n)
			}
		}
		end(band)
	}
}
