package graph

import (
	"github.com/terrace-cloud/terrace/internal/picture"
	"github.com/terrace-cloud/terrace/internal/term"
)

type doc struct {
	Schema    string `json:"schema"`
	Root      string `json:"root"`
	Title     string `json:"title"`
	Units     int    `json:"units"`
	Collapsed string `json:"collapsed,omitempty"` // what units are gathered by
	Nodes     []node `json:"nodes"`
	Edges     []edge `json:"edges"`
}

type node struct {
	ID    string   `json:"id"`
	Label string   `json:"label"`
	About string   `json:"about"`
	Band  string   `json:"band,omitempty"`
	Layer string   `json:"layer,omitempty"`
	Units []string `json:"units"`
	Wave  int      `json:"wave"`
	Last  int      `json:"last_wave"`
	Focus bool     `json:"focus,omitempty"`
}

// edge says that a node needs another one.
type edge struct {
	Node  string `json:"node"`
	Needs string `json:"needs"`
	Count int    `json:"count"`
}

// document writes the graph as --json has it.
func document(s *term.Streams, g *picture.Graph, root string) error {
	d := doc{Schema: "terrace.graph/1", Root: root, Title: g.Title, Units: g.Units, Collapsed: g.Collapsed, Nodes: []node{}, Edges: []edge{}}
	for _, n := range g.Nodes {
		d.Nodes = append(d.Nodes, node{n.ID, n.Label, n.About, n.Band, n.Kind, n.Units, n.Wave, n.Last, n.Focus})
	}
	for _, e := range g.Edges {
		d.Edges = append(d.Edges, edge{g.Nodes[e.To].ID, g.Nodes[e.From].ID, e.Count})
	}
	return s.PrintJSON(d)
}
