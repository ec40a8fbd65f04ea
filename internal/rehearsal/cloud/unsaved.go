package cloud

import (
	"encoding/binary"

	"go.etcd.io/bbolt"
)

// A mark says that no saved state has named an object yet: a unit made it, and
// Terraform may be killed before it writes that down. It holds what stood in
// the object's place, if anything did, so that the object can be rolled back.
// See docs/decisions/2026-11-23-cloud-and-state.md.
type mark struct {
	made   uint64  // serial of the object's making
	before *Object // nil when nothing stood
}

// putUnsaved writes an object under a key where it did not stand, in place of
// before (nil: of nothing), and marks it. Objects without a unit belong to no
// state and are not marked.
func (t writer) putUnsaved(o, before *Object) error {
	m := mark{before: before}
	if before != nil {
		earlier, unsaved, err := t.mark(before.Unit, before.Key)
		if err != nil {
			return err
		}
		if err := t.remove(before); err != nil {
			return err
		}
		switch {
		case unsaved && before.Unit == o.Unit: // going back goes past it
			m.before = earlier.before
		case unsaved: // it stays unsaved, should it come back
			if err := t.tx.Bucket(bucketUnsaved).Put(unitKey(before.Unit, before.Key), earlier.encode()); err != nil {
				return err
			}
		}
	}
	// One may stand under the key and another one under the name.
	if other, err := t.standing(o); err != nil {
		return err
	} else if other != nil {
		if err := t.remove(other); err != nil {
			return err
		}
	}
	if err := t.put(o); err != nil || o.Unit == "" {
		return err
	}
	m.made = t.tx.Bucket(bucketObjects).Sequence()
	return t.tx.Bucket(bucketUnsaved).Put(unitKey(o.Unit, o.Key), m.encode())
}

func (t writer) mark(unit string, k Key) (mark, bool, error) {
	v := t.tx.Bucket(bucketUnsaved).Get(unitKey(unit, k))
	if v == nil {
		return mark{}, false, nil
	}
	m, err := decodeMark(v)
	return m, true, err
}

func (m mark) encode() []byte {
	b := binary.AppendUvarint(nil, m.made)
	if m.before == nil {
		return b
	}
	k := m.before.bytes()
	b = append(binary.AppendUvarint(b, uint64(len(k))), k...)
	return append(b, encode(m.before)...)
}

func decodeMark(b []byte) (mark, error) {
	n, w := binary.Uvarint(b)
	if w <= 0 {
		return mark{}, errShort
	}
	m := mark{made: n}
	if b = b[w:]; len(b) == 0 {
		return m, nil
	}
	key, rest, ok := field(b)
	if !ok {
		return mark{}, errShort
	}
	o, err := decode(key, rest)
	m.before = &o
	return m, err
}

// withPrefix walks the keys of a bucket that begin with prefix, in order.
func withPrefix(b *bbolt.Bucket, prefix []byte, f func(k, v []byte) error) error {
	c := b.Cursor()
	for k, v := c.Seek(prefix); k != nil && hasPrefix(k, prefix); k, v = c.Next() {
		if err := f(k, v); err != nil {
			return err
		}
	}
	return nil
}

func anyWithPrefix(b *bbolt.Bucket, prefix []byte) bool {
	k, _ := b.Cursor().Seek(prefix)
	return k != nil && hasPrefix(k, prefix)
}

func hasPrefix(b, p []byte) bool { return len(b) >= len(p) && string(b[:len(p)]) == string(p) }
