package synth

import (
	"fmt"
	"sort"
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
)

// Stale lists the lines of the tables that speak of types or attributes which
// the provider does not have, sorted: a typing error, or another version.
func Stale(s *tfwire.Schemas) []string {
	t := builtin()
	var out []string
	look := func(kinds []tfwire.Kind, lines map[string][]line) {
		for key := range lines {
			typ, path, _ := strings.Cut(key, ".")
			if typ == "*" {
				continue
			}
			found := false
			for _, k := range kinds {
				b, err := s.Block(k, typ)
				if err != nil {
					continue
				}
				found = found || has(b, strings.Split(path, "."))
			}
			if !found {
				out = append(out, key)
			}
		}
	}
	look([]tfwire.Kind{tfwire.Resource}, t.lines)
	look([]tfwire.Kind{tfwire.Data, tfwire.Ephemeral}, t.data)
	for data, l := range t.likes {
		if !s.Has(tfwire.Data, data) || !s.Has(tfwire.Resource, l.typ) {
			out = append(out, fmt.Sprintf("%s like %s", data, l.typ))
			continue
		}
		d, err1 := s.Block(tfwire.Data, data)
		r, err2 := s.Block(tfwire.Resource, l.typ)
		if err1 != nil || err2 != nil {
			continue
		}
		for _, names := range []map[string]string{l.attrs, l.lists} {
			for theirs, ours := range names {
				if d.Attr(theirs) == nil || r.Attr(ours) == nil {
					out = append(out, fmt.Sprintf("%s.%s like %s.%s", data, theirs, l.typ, ours))
				}
			}
		}
	}
	for name := range pure {
		if !s.Has(tfwire.Data, name) {
			out = append(out, "pure "+name)
		}
	}
	sort.Strings(out)
	return out
}

// has tells whether a block has an attribute at a path; what lies inside an
// attribute is not looked at.
func has(b *tfwire.Block, path []string) bool {
	if b.Attr(path[0]) != nil {
		return true
	}
	for _, n := range b.Nested {
		if n.Name == path[0] && len(path) > 1 {
			if path = path[1:]; path[0] == "*" && len(path) > 1 {
				path = path[1:]
			}
			return has(n.Block, path)
		}
	}
	return false
}
