package cloud

import (
	"encoding/binary"
	"errors"
	"fmt"

	"go.etcd.io/bbolt"
)

// Format is the version of the file's layout. A file of a later one is refused.
const Format = 1

// steps bring a file from the version that is their place in the list to the
// next one; there has been one layout so far.
var steps = []func(*bbolt.Tx) error{
	0: create,
}

var keyFormat = []byte("format")

// prepare makes a new file, or brings an older one up to [Format].
func prepare(tx *bbolt.Tx) error { return upgrade(tx, steps) }

func upgrade(tx *bbolt.Tx, steps []func(*bbolt.Tx) error) error {
	have, err := formatOf(tx)
	if err != nil {
		return err
	}
	if have > len(steps) {
		return newer(have, len(steps))
	}
	for _, step := range steps[have:] {
		if err := step(tx); err != nil {
			return err
		}
	}
	meta, err := tx.CreateBucketIfNotExists(bucketMeta)
	if err != nil {
		return err
	}
	return meta.Put(keyFormat, binary.AppendUvarint(nil, uint64(len(steps))))
}

// readable tells whether the file can be read as it stands.
func readable(tx *bbolt.Tx) error {
	have, err := formatOf(tx)
	switch {
	case err != nil:
		return err
	case have > Format:
		return newer(have, Format)
	case have < Format:
		return errors.New("it was left half made, or by an older version; a rehearsal brings it up to date")
	}
	return nil
}

func newer(have, known int) error {
	return fmt.Errorf("format %d, this one knows up to %d: %w", have, known, ErrNewer)
}

// formatOf gives the file's version, 0 for a new file.
func formatOf(tx *bbolt.Tx) (int, error) {
	meta := tx.Bucket(bucketMeta)
	if meta == nil {
		return 0, nil
	}
	v, n := binary.Uvarint(meta.Get(keyFormat))
	if n <= 0 || v > 1<<20 {
		return 0, errors.New("no format version in the file")
	}
	return int(v), nil
}

func create(tx *bbolt.Tx) error {
	for _, b := range [][]byte{bucketMeta, bucketObjects, bucketNames, bucketUnits, bucketUnsaved, bucketCounters} {
		if _, err := tx.CreateBucketIfNotExists(b); err != nil {
			return err
		}
	}
	return nil
}
