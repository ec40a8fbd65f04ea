package awsfront

import (
	"context"
	"crypto/md5"
	"encoding/binary"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"go.etcd.io/bbolt"
)

// Store is the objects of S3 in the file of the cloud. It can be used without
// an endpoint, to look at state.
type Store struct {
	db  *cloud.DB
	run string
}

var (
	bucketVersions = []byte("s3.versions") // bucket, key, sequence -> version
	bucketBuckets  = []byte("s3.buckets")  // bucket -> settings that were changed
)

// kept is how many versions of an object are kept, the newest among them: state
// is saved many times in a run, and the last few are all that anybody asks for.
const kept = 10

// NewStore gives the objects in db; run is written on what is put.
func NewStore(db *cloud.DB, run string) (*Store, error) {
	s := &Store{db: db, run: run}
	missing := false
	err := db.Bolt().View(func(tx *bbolt.Tx) error {
		missing = tx.Bucket(bucketVersions) == nil || tx.Bucket(bucketBuckets) == nil
		return nil
	})
	if err != nil || !missing || db.Bolt().IsReadOnly() {
		return s, err
	}
	return s, db.Write(context.Background(), "making room for state", func(tx *bbolt.Tx) error {
		for _, b := range [][]byte{bucketVersions, bucketBuckets} {
			if _, err := tx.CreateBucketIfNotExists(b); err != nil {
				return err
			}
		}
		return nil
	})
}

// version is one version of an object.
type version struct {
	Bucket   string            `json:"-"`
	Key      string            `json:"-"`
	Seq      uint64            `json:"-"`
	Body     []byte            `json:"-"`
	Size     int               `json:"-"`              // of the body, also where that is left out
	Meta     map[string]string `json:"meta,omitempty"` // headers, as they were put
	MD5      []byte            `json:"md5,omitempty"`
	Modified time.Time         `json:"modified"`
	Run      string            `json:"run,omitempty"`
	Deleted  bool              `json:"deleted,omitempty"` // a delete marker
}

// State gives an object's newest version, such as a state; ok is false when
// there is none. The bytes are a copy.
func (s *Store) State(bucket, key string) (body []byte, ok bool, err error) {
	err = s.db.Bolt().View(func(tx *bbolt.Tx) error {
		v, err := latest(tx, bucket, key)
		if v != nil && !v.Deleted {
			body, ok = append([]byte{}, v.Body...), true
		}
		return err
	})
	return body, ok, err
}

// States gives the newest versions of a state and of those that other
// workspaces keep at PREFIX/NAME/KEY. The bytes are copies.
func (s *Store) States(bucket, key, prefix string) (out [][]byte, err error) {
	err = s.db.Bolt().View(func(tx *bbolt.Tx) error {
		newest := map[string]*version{}
		keep := func(v *version) error { newest[v.Key] = v; return nil }
		b := tx.Bucket(bucketVersions)
		if b == nil {
			return nil
		}
		if err := versionsOf(b, bucket, key, keep); err != nil {
			return err
		}
		err := walk(b, bucket+"\x00"+prefix+"/", func(v *version) error {
			space, ok := strings.CutSuffix(strings.TrimPrefix(v.Key, prefix+"/"), "/"+key)
			if !ok || strings.Contains(space, "/") {
				return nil
			}
			return keep(v)
		})
		for _, k := range slices.Sorted(maps.Keys(newest)) {
			if v := newest[k]; !v.Deleted {
				out = append(out, append([]byte{}, v.Body...))
			}
		}
		return err
	})
	return out, err
}

// PutState saves an object as Terraform would.
func (s *Store) PutState(ctx context.Context, bucket, key string, body []byte) error {
	_, err := s.put(ctx, version{Bucket: bucket, Key: key, Body: body, Meta: map[string]string{"Content-Type": "application/json"}}, nil)
	return err
}

// put writes a new version; check may refuse it by looking at the one before
// (nil: there is none).
func (s *Store) put(ctx context.Context, v version, check func(before *version) error) (uint64, error) {
	if strings.Contains(v.Key, "\x00") {
		return 0, errors.New("a key cannot hold a zero byte")
	}
	if sum := md5.Sum(v.Body); !v.Deleted {
		v.MD5 = sum[:]
	}
	v.Modified, v.Run = time.Now().UTC(), s.run
	var refused error
	err := s.db.Write(ctx, "saving "+v.Key, func(tx *bbolt.Tx) error {
		refused = nil
		before, err := latest(tx, v.Bucket, v.Key)
		if err != nil {
			return err
		}
		if before != nil && before.Deleted {
			before = nil
		}
		if check != nil {
			if refused = check(before); refused != nil {
				return nil
			}
		}
		b := tx.Bucket(bucketVersions)
		if v.Seq, err = b.NextSequence(); err != nil {
			return err
		}
		if err := b.Put(v.key(), v.encode()); err != nil {
			return err
		}
		return prune(b, v.Bucket, v.Key)
	})
	if err == nil {
		err = refused
	}
	return v.Seq, err
}

// prune takes the oldest versions of an object away.
func prune(b *bbolt.Bucket, bucket, key string) error {
	var all [][]byte
	if err := versionsOf(b, bucket, key, func(v *version) error { all = append(all, v.key()); return nil }); err != nil {
		return err
	}
	for len(all) > kept {
		if err := b.Delete(all[0]); err != nil {
			return err
		}
		all = all[1:]
	}
	return nil
}

// latest gives the newest version of an object, nil when there is none. Its
// bytes are good for the transaction.
func latest(tx *bbolt.Tx, bucket, key string) (last *version, err error) {
	b := tx.Bucket(bucketVersions)
	if b == nil {
		return nil, nil
	}
	err = versionsOf(b, bucket, key, func(v *version) error { last = v; return nil })
	return last, err
}

// versionsOf walks the versions of one object, oldest first.
func versionsOf(b *bbolt.Bucket, bucket, key string, f func(*version) error) error {
	return walk(b, bucket+"\x00"+key+"\x00", f)
}

// walk goes over the versions whose place begins with prefix, by key and then
// oldest first.
func walk(b *bbolt.Bucket, prefix string, f func(*version) error) error {
	if b == nil {
		return nil
	}
	c := b.Cursor()
	for k, raw := c.Seek([]byte(prefix)); k != nil && strings.HasPrefix(string(k), prefix); k, raw = c.Next() {
		v, err := decode(k, raw)
		if err != nil {
			return err
		}
		if err := f(v); err != nil {
			return err
		}
	}
	return nil
}

func (v *version) key() []byte {
	return binary.BigEndian.AppendUint64([]byte(v.Bucket+"\x00"+v.Key+"\x00"), v.Seq)
}

func (v *version) encode() []byte {
	head, _ := json.Marshal(v) // strings, bytes and a time: cannot fail
	b := binary.AppendUvarint(make([]byte, 0, len(head)+len(v.Body)+8), uint64(len(head)))
	return append(append(b, head...), v.Body...)
}

func decode(k, raw []byte) (*version, error) {
	n, w := binary.Uvarint(raw)
	bucket, rest, ok := strings.Cut(string(k), "\x00")
	if w <= 0 || n > uint64(len(raw)-w) || !ok || len(rest) < 9 {
		return nil, errors.New("an object of S3 cannot be read from the file")
	}
	v := &version{Body: raw[w:][n:]}
	if err := json.Unmarshal(raw[w:][:n], v); err != nil {
		return nil, err
	}
	v.Bucket, v.Key, v.Size = bucket, rest[:len(rest)-9], len(v.Body)
	v.Seq = binary.BigEndian.Uint64([]byte(rest[len(rest)-8:]))
	return v, nil
}
