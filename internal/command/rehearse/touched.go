package rehearse

import (
	"cmp"
	"context"
	"slices"

	"github.com/terrace-cloud/terrace/internal/command/target"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/estate/affected"
)

// touched leaves of the units that are named those that a change touches: by
// itself, or through what they depend on.
func touched(ctx context.Context, t *target.Target, o options) error {
	find, err := target.Change(o.settings, o.dirs)
	if err != nil {
		return err
	}
	find.Base = cmp.Or(o.base, o.from)
	a, err := affected.Find(ctx, find)
	if err != nil {
		return err
	}
	is := map[string]bool{}
	for _, u := range a.Units {
		is[u.Dir()] = true
	}
	t.Units = slices.DeleteFunc(slices.Clone(t.Units), func(u *estate.Unit) bool { return !is[u.Dir] })
	return nil
}
