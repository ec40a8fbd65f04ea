package rehearsal

import (
	"context"
	"fmt"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/states"
)

// reconcile brings the cloud to what the unit's saved states say: before a run,
// for the sake of one that was killed, and after, so that what is saved counts
// as saved from then on.
func (u *unitRun) reconcile(ctx context.Context) error {
	standing, err := u.cloud.ByUnit(u.owner)
	if err != nil || len(standing) == 0 {
		return err
	}
	kept := keptBy(u.unit)
	if !kept.Known() {
		if kept, err = states.Of(u.workDir()); err != nil {
			return err
		}
	}
	return u.runner.reconcile(ctx, u.owner, u.name, kept)
}

// reconcile does so for any owner of things in the cloud. Where the states lie
// with a backend that cannot be looked into, nothing is concluded.
func (r *runner) reconcile(ctx context.Context, owner, name string, kept states.Place) error {
	if !kept.Known() {
		return nil
	}
	raw, err := kept.Read(&r.front.Store)
	if err != nil {
		return err
	}
	var objects []cloud.StateObject
	for _, b := range raw {
		o, err := cloud.ParseState(b, r.host.Block)
		if err != nil {
			return fmt.Errorf("state of %s: %w", name, err)
		}
		objects = append(objects, o...)
	}
	rep, err := r.cloud.Reconcile(ctx, owner, objects, r.Run)
	if err != nil {
		return err
	}
	for _, o := range rep.RolledBack {
		r.note(func(res *Result) {
			res.Reconciled = append(res.Reconciled, fmt.Sprintf("%s: rolled back %s %s, which a killed run had made and no state holds", name, o.Type, o.ID))
		})
	}
	return nil
}
