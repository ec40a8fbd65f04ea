package graph

import (
	"strconv"
	"strings"

	"github.com/terrace-cloud/terrace/internal/describe"
	"github.com/terrace-cloud/terrace/internal/picture"
	"github.com/terrace-cloud/terrace/internal/term"
)

// text writes a table by waves: what is applied first, and what may follow.
func text(s *term.Streams, g *picture.Graph, _ string) error {
	table := &term.Table{Columns: []term.Column{{Title: "WAVE"}, {Title: "UNIT"}, {Title: "NEEDS", Least: 20}}}
	gathered := g.Collapsed != ""
	if gathered {
		table.Columns = []term.Column{{Title: "WAVES"}, {Title: "UNITS"}, {Title: "OF"}, {Title: "NEED", Least: 20}}
	}
	needs := make([][]string, len(g.Nodes))
	for _, e := range g.Edges {
		needs[e.To] = append(needs[e.To], describe.Beside(g.Nodes[e.To].ID, g.Nodes[e.From].ID))
	}
	for _, i := range g.ByWave() {
		n := g.Nodes[i]
		row := []string{wave(n), n.ID, strings.Join(needs[i], ", ")}
		if gathered {
			row = []string{wave(n), strconv.Itoa(len(n.Units)), n.ID, strings.Join(needs[i], ", ")}
		}
		table.Rows = append(table.Rows, row)
	}
	width := 0
	if s.OutTTY {
		width = s.Width()
	}
	table.Print(s, width)
	if s.OutTTY {
		s.Printf("\n%s\n", s.Paint(term.Dim, g.Title+": "+g.About()))
	}
	return nil
}

func wave(n picture.Node) string {
	switch {
	case n.Wave == 0:
		return "ring"
	case n.Wave == n.Last:
		return strconv.Itoa(n.Wave)
	}
	return strconv.Itoa(n.Wave) + "-" + strconv.Itoa(n.Last)
}
