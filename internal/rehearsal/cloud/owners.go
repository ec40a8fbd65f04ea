package cloud

import (
	"context"
	"strings"

	"go.etcd.io/bbolt"
)

// placePrefix leads, in the meta bucket, to where an owner keeps its states.
const placePrefix = "place" + sep

// Remember writes down where an owner keeps its states, in the caller's own
// words: for owners that no configuration leads to once they are gone.
func (d *DB) Remember(ctx context.Context, owner string, place []byte) error {
	return d.Write(ctx, "remembering where states are", func(tx *bbolt.Tx) error {
		return tx.Bucket(bucketMeta).Put([]byte(placePrefix+owner), place)
	})
}

// Unsaved gives the remembered owners that have made what no saved state has
// named yet, and where they keep their states.
func (d *DB) Unsaved() (places map[string][]byte, err error) {
	places = map[string][]byte{}
	err = d.read(func(tx *bbolt.Tx) error {
		return withPrefix(tx.Bucket(bucketMeta), []byte(placePrefix), func(k, v []byte) error {
			owner := strings.TrimPrefix(string(k), placePrefix)
			if anyWithPrefix(tx.Bucket(bucketUnsaved), []byte(owner+sep)) {
				places[owner] = append([]byte{}, v...)
			}
			return nil
		})
	})
	return places, err
}

// Keep takes all that an owner has made as saved: nothing of it is rolled back
// from then on.
func (d *DB) Keep(ctx context.Context, owner string) error {
	return d.Write(ctx, "keeping what "+owner+" made", func(tx *bbolt.Tx) error {
		b := tx.Bucket(bucketUnsaved)
		var all [][]byte
		err := withPrefix(b, []byte(owner+sep), func(k, _ []byte) error { all = append(all, append([]byte{}, k...)); return nil })
		for _, k := range all {
			if err := b.Delete(k); err != nil {
				return err
			}
		}
		return err
	})
}
