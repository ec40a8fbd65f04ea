package graph

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// A note: peerings need both regions, by their nature.
var regionRing = &rule.Rule{
	ID: "graph-region-ring", Family: rule.Graph, Severity: diag.Note,
	Protects: "Two regions that need each other cannot stand alone: the loss of one stops the other.",
	Fix:      "Let edges run one way only, or give those of one direction an enabled attribute, so that a region can stand alone.",
	Link:     rule.Docs,
	Estate: func(_ context.Context, p *rule.Pass) {
		type way struct{ env, from, to string }
		ways := map[way][]estate.Dependency{}
		names := map[diag.Pos]string{}
		for _, u := range p.Estate.Units {
			for _, d := range u.Dependencies {
				t := p.Estate.Unit(d.Target)
				if t == nil || !d.Enabled {
					continue
				}
				a, b := regionIn(u.Path), regionIn(t.Path)
				if env := p.Facts(u).Environment; a != "" && b != "" && a != b && env == p.Facts(t).Environment {
					w := way{env, a, b}
					ways[w] = append(ways[w], d)
					names[d.Pos] = u.Path
				}
			}
		}
		all := slices.SortedFunc(maps.Keys(ways), func(a, b way) int {
			return strings.Compare(a.env+" "+a.from+" "+a.to, b.env+" "+b.from+" "+b.to)
		})
		for _, w := range all {
			back := ways[way{w.env, w.to, w.from}]
			if w.from > w.to || len(back) == 0 {
				continue
			}
			fixed := func(ds []estate.Dependency) []estate.Dependency {
				return slices.DeleteFunc(slices.Clone(ds), func(d estate.Dependency) bool { return switchable(p, d) })
			}
			one, other := fixed(ways[w]), fixed(back)
			if len(one) == 0 || len(other) == 0 {
				continue
			}
			f := p.At(one[0].Pos, fmt.Sprintf("%s and %s need each other, and no side can be switched off", w.from, w.to))
			f.Unit = names[one[0].Pos]
			for _, d := range other {
				f.Also = append(f.Also, d.Pos)
			}
		}
	},
}

// regionIn gives the region that a path names, "" for none.
func regionIn(path string) string {
	for _, s := range strings.Split(path, "/") {
		if rule.RegionName.MatchString(s) {
			return s
		}
	}
	return ""
}
