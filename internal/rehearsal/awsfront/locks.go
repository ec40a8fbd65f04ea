package awsfront

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

// lockSuffix is what Terraform's S3 backend puts behind a state's key for the
// lock object of use_lockfile.
// https://developer.hashicorp.com/terraform/language/backend/s3#s3-state-locking
const lockSuffix = ".tflock"

// Lock is a lock object beside a state.
type Lock struct {
	Bucket string `json:"bucket"`
	Key    string `json:"key"` // of the lock object: the state's with .tflock
	// Run is the rehearsal run through whose front it was written.
	Run string `json:"run"`
	// ID, Operation, Who and Created are what Terraform wrote into it; empty
	// when it cannot be read.
	ID        string    `json:"id,omitempty"`
	Operation string    `json:"operation,omitempty"`
	Who       string    `json:"who,omitempty"`
	Created   time.Time `json:"created,omitzero"`

	seq uint64
}

// State is the key of the state that is locked.
func (l Lock) State() string { return strings.TrimSuffix(l.Key, lockSuffix) }

// Locks lists the locks that stand.
func (s *Store) Locks() (out []Lock, err error) {
	byPlace := map[string]Lock{}
	var order []string
	err = s.db.Bolt().View(func(tx *bbolt.Tx) error {
		return walk(tx.Bucket(bucketVersions), "", func(v *version) error {
			if !strings.HasSuffix(v.Key, lockSuffix) {
				return nil
			}
			place := v.Bucket + "/" + v.Key
			if _, ok := byPlace[place]; !ok {
				order = append(order, place)
			}
			byPlace[place] = lockOf(v)
			return nil
		})
	})
	for _, place := range order {
		if l := byPlace[place]; l.seq != 0 {
			out = append(out, l)
		}
	}
	return out, err
}

// lockOf reads a lock; that of a delete marker has no sequence.
func lockOf(v *version) Lock {
	if v.Deleted {
		return Lock{}
	}
	l := Lock{Bucket: v.Bucket, Key: v.Key, Run: v.Run, seq: v.Seq}
	var info struct {
		ID, Operation, Who string
		Created            time.Time
	}
	if json.Unmarshal(v.Body, &info) == nil {
		l.ID, l.Operation, l.Who, l.Created = info.ID, info.Operation, info.Who, info.Created
	}
	return l
}

// ReleaseLocks takes locks away, as [Store.Locks] gave them. One that somebody
// has taken anew meanwhile stays.
func (s *Store) ReleaseLocks(ctx context.Context, locks ...Lock) error {
	return s.db.Write(ctx, "releasing state locks", func(tx *bbolt.Tx) error {
		vs := tx.Bucket(bucketVersions)
		for _, l := range locks {
			now, err := latest(tx, l.Bucket, l.Key)
			if err != nil {
				return err
			}
			if now == nil || now.Deleted || l.seq != 0 && now.Seq != l.seq {
				continue
			}
			var all [][]byte
			if err := versionsOf(vs, l.Bucket, l.Key, func(v *version) error { all = append(all, v.key()); return nil }); err != nil {
				return err
			}
			for _, k := range all {
				if err := vs.Delete(k); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
