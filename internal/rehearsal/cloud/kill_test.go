package cloud

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// engine behaves as Terraform does towards the cloud: it refreshes, changes one
// thing after the other, and writes its state down only now and then. It can be
// killed at every moment in between.
type engine struct {
	t     *testing.T
	d     *DB
	r     *rand.Rand
	unit  string
	live  map[string]StateObject // what the process knows, by address; deposed ones under "address#"
	saved map[string]StateObject // what it wrote down last
	left  int                    // moments until it is killed; negative: never
}

// resource is what a configuration asks for at an address.
type resource struct{ Type, Name, Size, Forced string }

var errKilled = errors.New("killed")

// moment is where a kill may strike, and where a state may be saved.
func (e *engine) moment() error {
	if e.left == 0 {
		return errKilled
	}
	e.left--
	if e.r.IntN(4) == 0 {
		e.saved = maps.Clone(e.live)
	}
	return nil
}

// forces tells which types are replaced when their name changes; the others are
// renamed in place. All are replaced when Forced changes.
var forces = map[string]bool{"aws_vpc": false, "aws_lb": true, "aws_iam_role": true, "aws_rds_cluster": false}

func (e *engine) object(c resource) Object {
	id := c.Name // of a role, of a cluster
	if c.Type == "aws_vpc" || c.Type == "aws_lb" {
		n, err := e.d.Next(e.t.Context(), "id")
		if err != nil {
			e.t.Fatal(err)
		}
		id = fmt.Sprint(c.Type, "-", n)
	}
	o := object(c.Type, id, unit(e.unit))
	if c.Type != "aws_vpc" {
		o.Scope, o.Name = "account", c.Name
	}
	return o.with(c)
}

func (o Object) with(c resource) Object {
	var err error
	if o.Attrs, err = json.Marshal(c); err != nil {
		panic(err)
	}
	return o
}

func (e *engine) make(addr string, c resource) error {
	o := e.object(c)
	if err := e.moment(); err != nil {
		return err
	}
	if err := e.d.Create(e.t.Context(), o, false); err != nil {
		return err
	}
	if err := e.moment(); err != nil { // the answer is lost on its way
		return err
	}
	e.live[addr] = StateObject{Address: addr, Type: o.Type, ID: o.ID, Attrs: o.Attrs}
	return e.moment()
}

func (e *engine) destroy(addr string) error {
	s := e.live[addr]
	if err := e.d.Delete(e.t.Context(), object(s.Type, s.ID).Key); err != nil {
		return err
	}
	if err := e.moment(); err != nil {
		return err
	}
	delete(e.live, addr)
	return e.moment()
}

func (e *engine) update(addr string, c resource) error {
	s := e.live[addr]
	o := object(s.Type, s.ID, unit(e.unit)).with(c)
	if c.Type == "aws_rds_cluster" {
		o.ID, o.Scope, o.Name = c.Name, "account", c.Name
	} else if c.Type != "aws_vpc" {
		o.Scope, o.Name = "account", c.Name
	}
	if err := e.d.Update(e.t.Context(), object(s.Type, s.ID).Key, o); err != nil {
		return err
	}
	if err := e.moment(); err != nil {
		return err
	}
	s.ID, s.Attrs = o.ID, o.Attrs
	e.live[addr] = s
	return e.moment()
}

// apply brings the cloud to the configuration; it tells how many things it did.
func (e *engine) apply(config map[string]resource) (steps int, err error) {
	e.live = maps.Clone(e.saved)
	for addr, s := range e.live {
		o, ok, err := e.d.Get(object(s.Type, s.ID).Key)
		if err != nil {
			return 0, err
		}
		if s.Attrs = o.Attrs; ok {
			e.live[addr] = s
		} else {
			delete(e.live, addr)
		}
	}
	do := func(f func() error) {
		if err == nil {
			steps++
			err = f()
		}
	}
	// What goes, goes first: its name may be wanted elsewhere.
	for _, addr := range slices.Sorted(maps.Keys(e.live)) {
		if _, wanted := config[addr]; !wanted {
			do(func() error { return e.destroy(addr) })
		}
	}
	for _, addr := range slices.Sorted(maps.Keys(config)) {
		c, s := config[addr], e.live[addr]
		var was resource
		if s.ID != "" {
			if err := json.Unmarshal(s.Attrs, &was); err != nil {
				return steps, err
			}
		}
		switch {
		case s.ID == "":
			do(func() error { return e.make(addr, c) })
		case was == c:
		case was.Forced == c.Forced && (was.Name == c.Name || !forces[c.Type]):
			do(func() error { return e.update(addr, c) })
		case c.Type == "aws_vpc": // create before destroy
			do(func() error {
				e.live[addr+"#"] = s
				if err := e.make(addr, c); err != nil {
					return err
				}
				return e.destroy(addr + "#")
			})
		default:
			do(func() error {
				if err := e.destroy(addr); err != nil {
					return err
				}
				return e.make(addr, c)
			})
		}
	}
	if err == nil {
		e.saved = maps.Clone(e.live)
	}
	return steps, err
}

// configuration makes one up; names are of the unit, so that units do not fight.
func configuration(r *rand.Rand, unit string) map[string]resource {
	out := map[string]resource{}
	for i, typ := range slices.Sorted(maps.Keys(forces)) {
		for n := range 3 {
			if r.IntN(4) > 0 {
				name := fmt.Sprintf("%s-%d-%d-%d", unit, i, n, r.IntN(2))
				out[fmt.Sprintf("%s.%d", typ, n)] = resource{typ, name, fmt.Sprint(r.IntN(3)), fmt.Sprint(r.IntN(2))}
			}
		}
	}
	return out
}

// However often a run is killed, and whenever: the next one that is let finish
// ends with a cloud that is what the state says, thing by thing.
func TestKilledAtEveryMoment(t *testing.T) {
	t.Parallel()
	rounds := 60
	if testing.Short() {
		rounds = 6
	}
	var d *DB
	for seed := range rounds {
		if seed%20 == 0 {
			d = openNew(t)
			d.bolt.NoSync = true // the kill is of processes, not of the machine
			d.bolt.MaxBatchDelay = 0
		}
		r := rand.New(rand.NewPCG(uint64(seed), 1))
		units := []*engine{{unit: fmt.Sprint("a", seed)}, {unit: fmt.Sprint("b", seed)}}
		for _, e := range units {
			e.t, e.d, e.r, e.saved = t, d, r, map[string]StateObject{}
		}
		for range 4 {
			for _, e := range units {
				e.rehearse(seed, configuration(r, e.unit))
			}
		}
	}
}

// rehearse is one run of a unit with a few kills before it is let finish.
func (e *engine) rehearse(seed int, config map[string]resource) {
	e.t.Helper()
	for kills := e.r.IntN(4); kills >= 0; kills-- {
		if e.left = e.r.IntN(40); kills == 0 {
			e.left = -1
		}
		_, err := e.d.Reconcile(e.t.Context(), e.unit, slices.Collect(maps.Values(e.saved)), "run")
		if err == nil {
			_, err = e.apply(config)
		}
		if err != nil && !errors.Is(err, errKilled) {
			e.t.Fatalf("seed %d, unit %s: %v", seed, e.unit, err)
		}
	}
	if n, err := e.apply(config); n != 0 || err != nil {
		e.t.Fatalf("seed %d, unit %s: %d changes in a second run, %v", seed, e.unit, n, err)
	}
	rep, err := e.d.Reconcile(e.t.Context(), e.unit, slices.Collect(maps.Values(e.saved)), "run")
	if err != nil || !rep.Clean() || len(rep.Unmanaged) != 0 {
		e.t.Fatalf("seed %d, unit %s: cloud and state differ: %+v, %v", seed, e.unit, rep, err)
	}
	l, err := e.d.ByUnit(e.unit)
	if err != nil {
		e.t.Fatal(err)
	}
	var in, known []string
	for _, o := range l {
		in = append(in, o.Type+" "+o.ID)
	}
	for _, s := range e.saved {
		known = append(known, s.Type+" "+s.ID)
	}
	slices.Sort(in)
	slices.Sort(known)
	if diff := cmp.Diff(known, in); diff != "" {
		e.t.Fatalf("seed %d, unit %s: %s", seed, e.unit, diff)
	}
}
