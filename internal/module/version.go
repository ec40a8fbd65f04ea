package module

import (
	"fmt"
	"math"
	"slices"

	"github.com/hashicorp/go-version"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// sortVersions sorts oldest first and drops what is twice or no version.
func sortVersions(l []string) []string {
	var vs []*version.Version
	for _, s := range l {
		if v, err := version.NewVersion(s); err == nil {
			vs = append(vs, v)
		}
	}
	slices.SortFunc(vs, (*version.Version).Compare)
	var out []string
	for _, v := range vs {
		if n := len(out); n == 0 || out[n-1] != v.Original() {
			out = append(out, v.Original())
		}
	}
	return out
}

// newest gives the last n of a sorted list.
func newest(l []string, n int) []string { return l[max(0, len(l)-n):] }

// nearest gives the n versions closest to want, oldest first. Major weighs
// more than minor, minor more than patch.
func nearest(have []string, want string, n int) []string {
	w, err := version.NewVersion(want)
	if err != nil {
		return newest(have, n)
	}
	distance := func(s string) float64 {
		v, err := version.NewVersion(s)
		if err != nil {
			return math.Inf(1)
		}
		d := 0.0
		for i, scale := range []float64{1e12, 1e6, 1} {
			d += float64(v.Segments64()[i]-w.Segments64()[i]) * scale
		}
		return math.Abs(d)
	}
	l := slices.Clone(have)
	slices.SortStableFunc(l, func(a, b string) int {
		switch da, db := distance(a), distance(b); {
		case da < db:
			return -1
		case da > db:
			return 1
		}
		return 0
	})
	return sortVersions(l[:min(n, len(l))])
}

// missing is the finding for a version that is not to be had; where names the
// place that was asked.
func missing(a Address, want string, have []string, where string) *diag.Finding {
	f := &diag.Finding{
		Severity: diag.Error, Code: diag.Config,
		Summary: fmt.Sprintf("Module %s has no version %s", a, want),
		Detail:  fmt.Sprintf("Not in %s; the nearest versions there are %s.", where, orNone(nearest(have, want, 5))),
		Fix:     "Use one of these versions, or bring the missing one there.",
	}
	if len(have) == 0 {
		f.Summary = fmt.Sprintf("Module %s %s cannot be had", a, want)
		f.Detail = fmt.Sprintf("Nothing of this module is in %s.", where)
		f.Fix = fmt.Sprintf("Name a mirror folder that holds %s/%s (--module-mirror DIR), or run without --offline.", a, want)
	}
	return f
}
