package check

import (
	"fmt"
	"maps"
	"slices"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// Choose gives the rules with the severities that a team has settled: levels
// names rules that are off, or note, warning or error. With only, the other
// rules are left out. A name that is no rule is an error.
func Choose(all []*rule.Rule, levels map[string]string, only []string) ([]*rule.Rule, error) {
	for _, id := range slices.Concat(slices.Sorted(maps.Keys(levels)), only) {
		if !slices.ContainsFunc(all, func(r *rule.Rule) bool { return r.ID == id }) {
			return nil, Unknown(all, id)
		}
	}
	var out []*rule.Rule
	for _, r := range all {
		level := levels[r.ID]
		if level == "off" || len(only) > 0 && !slices.Contains(only, r.ID) {
			continue
		}
		if level != "" {
			c := *r
			if err := c.Severity.UnmarshalText([]byte(level)); err != nil {
				return nil, err
			}
			r = &c
		}
		out = append(out, r)
	}
	return out, nil
}

// Unknown is the error for a name that is no rule.
func Unknown(all []*rule.Rule, id string) *diag.Finding {
	f := &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: fmt.Sprintf("There is no rule %q", id), Fix: "`terrace check --list` lists them."}
	var ids []string
	for _, r := range all {
		ids = append(ids, r.ID)
	}
	if near := diag.Nearest(id, ids); near != "" {
		f.Fix = fmt.Sprintf("Is it %s? `terrace check --list` lists them.", near)
	}
	return f
}
