package target

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/agext/levenshtein"
	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// One reads the whole estate and finds the unit that a name means: a path in
// the estate, the end of one that no other unit has, a folder, or ".".
func One(ctx context.Context, flags *config.Flags, name string, o Options) (*Target, *estate.Unit, error) {
	dir := ""
	if abs, err := filepath.Abs(name); err == nil {
		if fi, err := os.Stat(abs); err == nil { // a folder, or a file in it
			if !fi.IsDir() {
				abs = filepath.Dir(abs)
			}
			if real, err := filepath.EvalSymlinks(abs); err == nil {
				dir = real
			}
		}
	}
	t, err := Whole(ctx, flags, "", o)
	if dir == "" {
		if err != nil {
			return nil, nil, err
		}
		u, err := Find(t.Estate, name)
		return t, u, err
	}
	if err == nil {
		if u := at(t.Estate, dir); u != nil {
			return t, u, nil
		}
		if u, err := Find(t.Estate, name); err == nil {
			return t, u, nil
		}
	}
	if t, err = Whole(ctx, flags, dir, o); err == nil { // a folder of another estate
		if u := at(t.Estate, dir); u != nil {
			return t, u, nil
		}
	}
	if err != nil {
		return nil, nil, err
	}
	u, err := Find(t.Estate, name)
	return t, u, err
}

// at gives the unit that stands in a folder, nil for none.
func at(e *estate.Estate, dir string) *estate.Unit {
	for _, u := range e.Units {
		if u.Dir == dir {
			return u
		}
	}
	return nil
}

// Find gives the unit that a name means: its path, or the end of its path where
// no other unit has the same. The error names those that are meant perhaps.
func Find(e *estate.Estate, name string) (*estate.Unit, error) {
	name = strings.Trim(filepath.ToSlash(filepath.Clean(name)), "/")
	if u := e.Unit(name); u != nil {
		return u, nil
	}
	var ends []*estate.Unit
	for _, u := range e.Units {
		if strings.HasSuffix(u.Path, "/"+name) {
			ends = append(ends, u)
		}
	}
	if len(ends) == 1 {
		return ends[0], nil
	}
	f := &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: fmt.Sprintf("There is no unit %q", name),
		Fix: "`terrace list` lists the units."}
	if len(ends) > 1 {
		f.Summary = fmt.Sprintf("%d units go by %q", len(ends), name)
		f.Detail = "They are " + paths(ends) + "."
		f.Fix = "Write more of the path."
		return nil, f
	}
	if near := nearest(e, name); len(near) > 0 {
		f.Fix = "Is it " + paths(near) + "? " + f.Fix
	}
	return nil, f
}

func paths(us []*estate.Unit) string {
	var out []string
	for i, u := range us {
		if i == 10 && len(us) > 11 {
			out = append(out, fmt.Sprintf("and %d more", len(us)-i))
			break
		}
		out = append(out, u.Path)
	}
	return strings.Join(out, ", ")
}

// nearest gives up to three units whose paths, or the ends of them, are written
// nearly like a name.
func nearest(e *estate.Estate, name string) []*estate.Unit {
	type near struct {
		unit     *estate.Unit
		distance int
	}
	var all []near
	depth := strings.Count(name, "/") + 1
	for _, u := range e.Units {
		segs := strings.Split(u.Path, "/")
		end := strings.Join(segs[max(0, len(segs)-depth):], "/")
		d := min(levenshtein.Distance(name, end, nil), levenshtein.Distance(name, u.Path, nil))
		if d <= max(2, len(name)/4) || strings.Contains(u.Path, name) {
			all = append(all, near{u, d})
		}
	}
	slices.SortStableFunc(all, func(a, b near) int { return a.distance - b.distance })
	var out []*estate.Unit
	for _, n := range all[:min(3, len(all))] {
		out = append(out, n.unit)
	}
	return out
}
