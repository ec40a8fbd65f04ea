package list

import (
	"strings"

	"github.com/terrace-cloud/terrace/internal/term"
)

// spot is an environment and region.
type spot struct{ environment, region string }

// narrow is a table for terminals of 80 columns: units under the folder that all
// of an environment and region share.
func narrow(d *document) *term.Table {
	t := &term.Table{Columns: []term.Column{{Title: "UNIT", Least: 28, Cut: term.CutMiddle}, {Title: "MODULE", Least: 20, Cut: term.CutMiddle},
		{Title: "NEEDS", Least: 16}}}
	units := map[spot][]unit{}
	var spots []spot
	for _, u := range d.Units {
		at := spot{u.Environment, u.Region}
		if units[at] == nil {
			spots = append(spots, at)
		}
		units[at] = append(units[at], u)
	}
	for _, at := range spots {
		folder, indent := shared(units[at]), ""
		if heading := at.heading(folder); heading != "" {
			t.Rows, indent = append(t.Rows, []string{heading}), "  "
		}
		for _, u := range units[at] {
			t.Rows = append(t.Rows, []string{indent + strings.TrimPrefix(u.Path, folder), u.Source.Short(), strings.Join(near(u), ",")})
		}
	}
	return t
}

// heading names the folder, and what it does not say of the spot.
func (at spot) heading(folder string) string {
	out := folder
	for _, s := range []string{at.environment, at.region} {
		if s != "" && !strings.Contains("/"+folder, "/"+s+"/") {
			out += " · " + s
		}
	}
	return strings.TrimPrefix(out, " · ")
}

// shared gives the folder that all units are in, with a slash at its end; "" for
// none.
func shared(units []unit) string {
	parent := func(path string) string { return path[:strings.LastIndexByte(strings.TrimSuffix(path, "/"), '/')+1] }
	folder := parent(units[0].Path)
	for _, u := range units {
		for !strings.HasPrefix(u.Path, folder) {
			folder = parent(folder)
		}
	}
	return folder
}
