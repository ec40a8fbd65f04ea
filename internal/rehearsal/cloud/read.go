package cloud

import (
	"go.etcd.io/bbolt"
)

// Get gives the object under a key, see [Store].
func (d *DB) Get(k Key) (o Object, ok bool, err error) {
	err = d.read(func(tx *bbolt.Tx) error {
		s, err := writer{tx}.get(k)
		if s != nil {
			o, ok = *s, true
		}
		return err
	})
	return o, ok, err
}

// List gives objects, see [Store].
func (d *DB) List(f func(*Object) bool) ([]Object, error) { return d.scan(nil, f) }

// ListType gives the objects of one type in one account and region, sorted by
// id: a walk over just these.
func (d *DB) ListType(account, region, typ string, f func(*Object) bool) ([]Object, error) {
	return d.scan(Key{Account: account, Region: region, Type: typ}.bytes(), f)
}

func (d *DB) scan(prefix []byte, f func(*Object) bool) (out []Object, err error) {
	err = d.read(func(tx *bbolt.Tx) error {
		return withPrefix(tx.Bucket(bucketObjects), prefix, func(k, v []byte) error {
			o, err := decode(k, v)
			if err == nil && (f == nil || f(&o)) {
				out = append(out, o)
			}
			return err
		})
	})
	return out, err
}

// ByUnit gives the objects that a unit made, sorted as [Store] lists them.
func (d *DB) ByUnit(unit string) (out []Object, err error) {
	prefix := []byte(unit + sep)
	err = d.read(func(tx *bbolt.Tx) error {
		objects := tx.Bucket(bucketObjects)
		return withPrefix(tx.Bucket(bucketUnits), prefix, func(k, _ []byte) error {
			key := k[len(prefix):]
			o, err := decode(key, objects.Get(key))
			if err == nil {
				out = append(out, o)
			}
			return err
		})
	})
	return out, err
}

// Empty tells whether nothing stands in the cloud.
func (d *DB) Empty() (empty bool, err error) {
	err = d.read(func(tx *bbolt.Tx) error {
		k, _ := tx.Bucket(bucketObjects).Cursor().First()
		empty = k == nil
		return nil
	})
	return empty, err
}

// Counts gives the number of objects by type.
func (d *DB) Counts() (map[string]int, error) {
	out := map[string]int{}
	err := d.read(func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketObjects).ForEach(func(k, _ []byte) error {
			key, err := parseKey(k)
			out[key.Type]++
			return err
		})
	})
	return out, err
}

// read runs f on the cloud as it is at one moment.
func (d *DB) read(f func(*bbolt.Tx) error) error {
	if err := d.bolt.View(f); err != nil {
		return damaged(d.path, err)
	}
	return nil
}
