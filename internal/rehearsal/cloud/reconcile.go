package cloud

import (
	"cmp"
	"context"
	"encoding/json"
	"reflect"
	"slices"
	"strings"

	"go.etcd.io/bbolt"
)

// Report is what [DB.Reconcile] found and did for one unit.
type Report struct {
	Unit string `json:"unit"`
	Run  string `json:"run"` // the run that reconciled
	// RolledBack is what a killed run made and no saved state holds: it is gone.
	RolledBack []RolledBack `json:"rolled_back,omitempty"`
	// Gone and Changed are instances of the state that do not stand in the
	// cloud any more, or differ from it: Terraform's next refresh sees to them.
	Gone    []StateRef `json:"gone,omitempty"`
	Changed []StateRef `json:"changed,omitempty"`
	// Unmanaged is what a state of the unit once held and let go of without
	// destroying it (`removed`, `state rm`): it stands.
	Unmanaged []Key `json:"unmanaged,omitempty"`
}

// Clean tells that cloud and state agree.
func (r Report) Clean() bool {
	return len(r.RolledBack)+len(r.Gone)+len(r.Changed) == 0
}

// RolledBack is an object that was taken away.
type RolledBack struct {
	Key
	Run      string `json:"run,omitempty"` // the run that wrote it last
	Restored bool   `json:"restored"`      // what had stood in its place stands again
	was      Key    // what had stood
}

// StateRef names an instance of a state.
type StateRef struct {
	Address string `json:"address"`
	Deposed string `json:"deposed,omitempty"`
	Key     Key    `json:"key"` // account and region only where the object stands
}

// Reconcile brings the cloud back to what the unit's saved state knows. state
// is all instances of all states of the unit (one for each workspace), as saved
// last. It is to be called when nothing of the unit runs any more and no write
// of it is under way: before each run of the unit, and after.
//
// Objects without a unit belong to no state; for unit "" nothing is done. The
// reasons are in docs/decisions/2026-11-23-cloud-and-state.md.
func (d *DB) Reconcile(ctx context.Context, unit string, state []StateObject, run string) (Report, error) {
	var r Report
	if unit == "" {
		return Report{Run: run}, ctx.Err()
	}
	compare := func(tx *bbolt.Tx) error {
		r = Report{Unit: unit, Run: run}
		m, err := gatherUnit(writer{tx}, unit, state)
		if err != nil {
			return err
		}
		m.match()
		return m.settle(&r)
	}
	unsaved := false
	err := d.read(func(tx *bbolt.Tx) error {
		if unsaved = anyWithPrefix(tx.Bucket(bucketUnsaved), []byte(unit+sep)); unsaved {
			return nil
		}
		return compare(tx) // which then has nothing to write
	})
	if err == nil && unsaved {
		err = d.Write(ctx, "comparing "+unit+" with its state", compare)
	}
	return r, err
}

// claim is an instance of the state, and the object that it stands for.
type claim struct {
	StateObject
	by *candidate
}

// candidate is an object that may be the one a claim stands for.
type candidate struct {
	Object
	own    bool  // made by the unit
	mark   *mark // not nil: no saved state has named it yet
	claims *claim
}

// matcher compares one unit's objects with its state.
type matcher struct {
	t          writer
	unit       string
	claims     []*claim
	candidates []*candidate // the unit's own first, the older ones before the newer
}

func gatherUnit(t writer, unit string, state []StateObject) (*matcher, error) {
	m := &matcher{t: t, unit: unit}
	wanted := map[string]bool{}
	for _, s := range state {
		m.claims = append(m.claims, &claim{StateObject: s})
		wanted[s.Type+sep+s.ID] = true
	}
	own := map[string]bool{}
	prefix := []byte(unit + sep)
	err := withPrefix(t.tx.Bucket(bucketUnits), prefix, func(k, _ []byte) error {
		own[string(k[len(prefix):])] = true
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = t.tx.Bucket(bucketObjects).ForEach(func(k, v []byte) error {
		if !own[string(k)] && !wanted[string(typeAndID(k))] {
			return nil
		}
		o, err := decode(k, v)
		if err != nil {
			return err
		}
		c := &candidate{Object: o, own: own[string(k)]}
		if mk, ok, err := t.mark(unit, o.Key); err != nil {
			return err
		} else if ok {
			c.mark = &mk
		}
		m.candidates = append(m.candidates, c)
		return nil
	})
	slices.SortStableFunc(m.candidates, func(a, b *candidate) int {
		return cmp.Or(rank(a)-rank(b), cmp.Compare(made(a), made(b)))
	})
	return m, err
}

// rank puts first what the state is most likely to mean: what the unit made and
// a saved state has named, what it made since, what others made.
func rank(c *candidate) int {
	switch {
	case c.own && c.mark == nil:
		return 0
	case c.own:
		return 1
	}
	return 2
}

// made is the serial under which an object came to be. A state that was saved
// holds all that was answered before: of two alike, the older is the one.
func made(c *candidate) uint64 {
	if c.mark != nil {
		return c.mark.made
	}
	return c.Serial
}

// match finds the object of each claim: by type and id, which repeat in other
// accounts and regions, and by ARN where both have one.
func (m *matcher) match() {
	open := map[string][]*claim{}
	for _, c := range m.claims {
		k := c.Type + sep + c.ID
		open[k] = append(open[k], c)
	}
	for _, exact := range []bool{true, false} {
		for _, o := range m.candidates {
			if o.claims != nil {
				continue
			}
			arn := o.arn()
			for _, c := range open[o.Type+sep+o.ID] {
				same := c.ARN == arn && arn != ""
				if c.by == nil && (same || !exact && (arn == "" || c.ARN == "")) {
					c.by, o.claims = o, c
					break
				}
			}
		}
	}
}

// settle writes what follows from the match, the newest first: what was put
// into the place of another gives way before that one is looked at.
func (m *matcher) settle(r *Report) error {
	for _, o := range slices.Backward(m.candidates) {
		switch {
		case !o.own:
		case o.mark == nil && o.claims == nil:
			r.Unmanaged = append(r.Unmanaged, o.Key)
		case o.mark == nil:
		case o.claims != nil:
			if err := m.t.tx.Bucket(bucketUnsaved).Delete(unitKey(m.unit, o.Key)); err != nil {
				return err
			}
		default:
			back, err := m.rollBack(o)
			if err != nil {
				return err
			}
			r.RolledBack = append(r.RolledBack, back)
		}
	}
	restored := map[string]bool{}
	for _, b := range r.RolledBack {
		if b.Restored {
			restored[b.was.Type+sep+b.was.ID] = true
		}
	}
	for _, c := range m.claims {
		ref := StateRef{Address: c.Address, Deposed: c.Deposed, Key: Key{Type: c.Type, ID: c.ID}}
		switch {
		case c.by == nil && restored[c.Type+sep+c.ID]:
		case c.by == nil:
			r.Gone = append(r.Gone, ref)
		case c.SchemaVersion == c.by.SchemaVersion && !sameJSON(c.Attrs, c.by.Attrs):
			ref.Key = c.by.Key
			r.Changed = append(r.Changed, ref)
		}
	}
	slices.SortFunc(r.RolledBack, func(a, b RolledBack) int { return strings.Compare(string(a.bytes()), string(b.bytes())) })
	slices.SortFunc(r.Unmanaged, func(a, b Key) int { return strings.Compare(string(a.bytes()), string(b.bytes())) })
	return nil
}

func (m *matcher) rollBack(o *candidate) (RolledBack, error) {
	back := RolledBack{Key: o.Key, Run: o.Run}
	if err := m.t.remove(&o.Object); err != nil {
		return back, err
	}
	before := o.mark.before
	if before == nil {
		return back, nil
	}
	// Somebody may have taken the place meanwhile; then it is theirs.
	if taken, err := m.t.standing(before); taken != nil || err != nil {
		return back, err
	}
	back.Restored, back.was = true, before.Key
	return back, m.t.put(before)
}

func (c *candidate) arn() string {
	var a struct {
		ARN string `json:"arn"`
	}
	_ = json.Unmarshal(c.Attrs, &a) // attributes of another shape have no ARN
	return a.ARN
}

func sameJSON(a, b json.RawMessage) bool {
	var x, y any
	if json.Unmarshal(a, &x) != nil || json.Unmarshal(b, &y) != nil {
		return string(a) == string(b)
	}
	return reflect.DeepEqual(x, y)
}
