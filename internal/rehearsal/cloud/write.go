package cloud

import (
	"bytes"
	"context"
	"encoding/binary"

	"go.etcd.io/bbolt"
)

// Create writes a new object, see [Store].
func (d *DB) Create(ctx context.Context, o Object, replace bool) error {
	if err := o.check(); err != nil {
		return err
	}
	// The refusal leaves the transaction by this variable and not as its error,
	// which would roll back and repeat everybody else's writes too.
	var refused error
	err := d.Write(ctx, "creating "+o.Type, func(tx *bbolt.Tx) error {
		refused = nil
		t := writer{tx}
		before, err := t.standing(&o)
		if err != nil {
			return err
		}
		if before != nil && !replace {
			refused = &ExistsError{Standing: *before}
			return nil
		}
		return t.putUnsaved(&o, before)
	})
	if err != nil {
		return err
	}
	return refused
}

// Update writes an object that stands under old, see [Store]. A new name that
// another object holds is refused with *ExistsError.
func (d *DB) Update(ctx context.Context, old Key, o Object) error {
	if err := o.check(); err != nil {
		return err
	}
	var refused error
	err := d.Write(ctx, "updating "+o.Type, func(tx *bbolt.Tx) error {
		refused = nil
		t := writer{tx}
		before, err := t.get(old)
		if err != nil {
			return err
		}
		if before != nil {
			if err := t.unindex(before); err != nil {
				return err
			}
		}
		other, err := t.standing(&o)
		if err != nil {
			return err
		}
		if other != nil && other.Key != old {
			refused = &ExistsError{Standing: *other}
			if before != nil {
				return t.index(before)
			}
			return nil
		}
		if before != nil && old == o.Key {
			if before.Unit != o.Unit { // taken over by an import: the new owner's state named it
				if err := t.tx.Bucket(bucketUnsaved).Delete(unitKey(before.Unit, old)); err != nil {
					return err
				}
			}
			return t.put(&o)
		}
		return t.putUnsaved(&o, before)
	})
	if err != nil {
		return err
	}
	return refused
}

// Delete removes an object, see [Store].
func (d *DB) Delete(ctx context.Context, k Key) error {
	return d.Write(ctx, "deleting "+k.Type, func(tx *bbolt.Tx) error {
		t := writer{tx}
		o, err := t.get(k)
		if o == nil || err != nil {
			return err
		}
		return t.remove(o)
	})
}

// Next counts, see [Store].
func (d *DB) Next(ctx context.Context, name string) (uint64, error) {
	var n uint64
	err := d.Write(ctx, "counting", func(tx *bbolt.Tx) error {
		b := tx.Bucket(bucketCounters)
		n, _ = binary.Uvarint(b.Get([]byte(name)))
		n++
		return b.Put([]byte(name), binary.AppendUvarint(nil, n))
	})
	return n, err
}

// writer is what a transaction can do to objects; indexes follow by themselves.
type writer struct{ tx *bbolt.Tx }

func (t writer) get(k Key) (*Object, error) {
	key := k.bytes()
	v := t.tx.Bucket(bucketObjects).Get(key)
	if v == nil {
		return nil, nil
	}
	o, err := decode(key, v)
	return &o, err
}

// standing gives the object in the way of o: by key, else by natural identity.
func (t writer) standing(o *Object) (*Object, error) {
	if s, err := t.get(o.Key); s != nil || err != nil {
		return s, err
	}
	if o.Name == "" {
		return nil, nil
	}
	key := t.tx.Bucket(bucketNames).Get(nameKey(o))
	if key == nil {
		return nil, nil
	}
	k, err := parseKey(key)
	if err != nil {
		return nil, err
	}
	return t.get(k)
}

// put writes an object and its indexes; its serial is new.
func (t writer) put(o *Object) error {
	b := t.tx.Bucket(bucketObjects)
	n, err := b.NextSequence()
	if err != nil {
		return err
	}
	w := *o
	w.Serial = n
	if err := b.Put(o.bytes(), encode(&w)); err != nil {
		return err
	}
	return t.index(&w)
}

func (t writer) index(o *Object) error {
	if o.Name != "" {
		if err := t.tx.Bucket(bucketNames).Put(nameKey(o), o.bytes()); err != nil {
			return err
		}
	}
	if o.Unit == "" {
		return nil
	}
	return t.tx.Bucket(bucketUnits).Put(unitKey(o.Unit, o.Key), nil)
}

// unindex takes the names and the unit of an object away, and leaves the name
// where it has come to stand for another one.
func (t writer) unindex(o *Object) error {
	if names := t.tx.Bucket(bucketNames); o.Name != "" && bytes.Equal(names.Get(nameKey(o)), o.bytes()) {
		if err := names.Delete(nameKey(o)); err != nil {
			return err
		}
	}
	return t.tx.Bucket(bucketUnits).Delete(unitKey(o.Unit, o.Key))
}

// remove takes an object away with all that points at it.
func (t writer) remove(o *Object) error {
	if err := t.unindex(o); err != nil {
		return err
	}
	if err := t.tx.Bucket(bucketUnsaved).Delete(unitKey(o.Unit, o.Key)); err != nil {
		return err
	}
	return t.tx.Bucket(bucketObjects).Delete(o.bytes())
}

func unitKey(unit string, k Key) []byte {
	return append([]byte(unit+sep), k.bytes()...)
}

// nameKey is the natural identity of an object, with its scope spelled out.
func nameKey(o *Object) []byte {
	within := o.Scope
	switch o.Scope {
	case "world":
	case "partition":
		within += sep + Partition(o.Region)
	case "account":
		within += sep + o.Account
	default: // a region, or a parent, whose own id may be no more than a name
		within += sep + o.Account + sep + o.Region
	}
	return []byte(family(o.Type) + sep + within + sep + o.Name)
}
