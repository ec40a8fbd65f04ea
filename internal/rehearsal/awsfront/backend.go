package awsfront

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/terrace-cloud/terrace/internal/diag"
	"go.etcd.io/bbolt"
)

// backend lets gofakes3 speak S3 over the store. Every bucket with a lawful
// name stands, empty, from the start, with versioning: how state buckets come
// to be is not what is rehearsed.
type backend struct{ *Store }

var (
	_ gofakes3.Backend          = (*backend)(nil)
	_ gofakes3.VersionedBackend = (*backend)(nil)
)

func (b *backend) BucketExists(name string) (bool, error) {
	return gofakes3.ValidateBucketName(name) == nil, nil
}

// CreateBucket says what S3 says to the owner of a bucket that stands.
func (b *backend) CreateBucket(name string) error {
	return gofakes3.ResourceError(gofakes3.ErrBucketAlreadyExists, name)
}

// ListBuckets lists the buckets that hold, or held, something.
func (b *backend) ListBuckets() (out []gofakes3.BucketInfo, err error) {
	seen := map[string]bool{}
	err = b.walk("", func(v *version) error {
		if !seen[v.Bucket] {
			seen[v.Bucket] = true
			out = append(out, gofakes3.BucketInfo{Name: v.Bucket, CreationDate: gofakes3.NewContentTime(v.Modified)})
		}
		return nil
	})
	return out, err
}

func (b *backend) DeleteBucket(name string) error {
	err := b.walk(name+"\x00", func(*version) error {
		return gofakes3.ResourceError(gofakes3.ErrBucketNotEmpty, name)
	})
	if err != nil {
		return err
	}
	return b.forget(name)
}

func (b *backend) ForceDeleteBucket(name string) error { return b.forget(name) }

// forget takes all objects and settings of a bucket away.
func (b *backend) forget(name string) error {
	return explained(b.db.Write(context.Background(), "deleting bucket "+name, func(tx *bbolt.Tx) error {
		var all [][]byte
		vs := tx.Bucket(bucketVersions)
		if err := walk(vs, name+"\x00", func(v *version) error { all = append(all, v.key()); return nil }); err != nil {
			return err
		}
		for _, k := range all {
			if err := vs.Delete(k); err != nil {
				return err
			}
		}
		return tx.Bucket(bucketBuckets).Delete([]byte(name))
	}))
}

func (b *backend) PutObject(bucket, key string, meta map[string]string, in io.Reader, size int64, c *gofakes3.PutConditions) (gofakes3.PutObjectResult, error) {
	body, err := gofakes3.ReadAll(in, size)
	if err != nil {
		return gofakes3.PutObjectResult{}, err
	}
	check := func(before *version) error {
		if c == nil {
			return nil
		}
		info := &gofakes3.ConditionalObjectInfo{Exists: before != nil}
		if before != nil {
			info.Hash = before.MD5
		}
		return gofakes3.CheckPutConditions(c, info)
	}
	seq, err := b.put(context.Background(), version{Bucket: bucket, Key: key, Body: body, Meta: stored(meta)}, check)
	return gofakes3.PutObjectResult{VersionID: versionID(seq)}, explained(err)
}

// stored drops what is about the request and not about the object.
func stored(meta map[string]string) map[string]string {
	for _, h := range []string{"X-Amz-Date", "X-Amz-Security-Token", "X-Amz-Content-Sha256", "X-Amz-User-Agent", "X-Amz-Decoded-Content-Length", "X-Amz-Trailer", "X-Amz-Copy-Source"} {
		delete(meta, h)
	}
	return meta
}

func (b *backend) GetObject(bucket, key string, r *gofakes3.ObjectRangeRequest) (*gofakes3.Object, error) {
	return b.object(bucket, key, "", r, true)
}

func (b *backend) HeadObject(bucket, key string) (*gofakes3.Object, error) {
	return b.object(bucket, key, "", nil, false)
}

// object gives one version of an object, the newest for id "".
func (b *backend) object(bucket, key string, id gofakes3.VersionID, r *gofakes3.ObjectRangeRequest, body bool) (o *gofakes3.Object, err error) {
	err = b.db.Bolt().View(func(tx *bbolt.Tx) error {
		var found *version
		err := versionsOf(tx.Bucket(bucketVersions), bucket, key, func(v *version) error {
			if id == "" || versionID(v.Seq) == id {
				found = v
			}
			return nil
		})
		switch {
		case err != nil:
			return err
		case found == nil && id != "":
			return gofakes3.ErrNoSuchVersion
		case found == nil || found.Deleted && id == "":
			return gofakes3.KeyNotFound(key)
		}
		rng, err := r.Range(int64(len(found.Body)))
		if err != nil {
			return err
		}
		content := found.Body
		if rng != nil {
			content = content[rng.Start : rng.Start+rng.Length]
		}
		if !body {
			content = nil
		}
		o = &gofakes3.Object{
			Name: key, Metadata: found.Meta, Size: int64(len(found.Body)), Hash: found.MD5, Range: rng,
			VersionID: versionID(found.Seq), IsDeleteMarker: found.Deleted,
			Contents: io.NopCloser(bytes.NewReader(append([]byte{}, content...))),
		}
		if o.Metadata == nil {
			o.Metadata = map[string]string{}
		}
		return nil
	})
	return o, err
}

func (b *backend) DeleteObject(bucket, key string) (gofakes3.ObjectDeleteResult, error) {
	seq, err := b.put(context.Background(), version{Bucket: bucket, Key: key, Deleted: true}, nil)
	return gofakes3.ObjectDeleteResult{IsDeleteMarker: true, VersionID: versionID(seq)}, explained(err)
}

func (b *backend) DeleteMulti(bucket string, keys ...string) (out gofakes3.MultiDeleteResult, err error) {
	for _, k := range keys {
		if _, err := b.DeleteObject(bucket, k); err != nil {
			return out, err
		}
		out.Deleted = append(out.Deleted, gofakes3.ObjectID{Key: k})
	}
	return out, nil
}

func (b *backend) CopyObject(srcBucket, srcKey, dstBucket, dstKey string, meta map[string]string) (gofakes3.CopyObjectResult, error) {
	o, err := b.GetObject(srcBucket, srcKey, nil)
	if err != nil {
		return gofakes3.CopyObjectResult{}, err
	}
	if _, err := b.PutObject(dstBucket, dstKey, meta, o.Contents, o.Size, nil); err != nil {
		return gofakes3.CopyObjectResult{}, err
	}
	return gofakes3.CopyObjectResult{ETag: `"` + hex.EncodeToString(o.Hash) + `"`, LastModified: gofakes3.NewContentTime(time.Now())}, nil
}

func (b *backend) walk(prefix string, f func(*version) error) error {
	return b.db.Bolt().View(func(tx *bbolt.Tx) error { return walk(tx.Bucket(bucketVersions), prefix, f) })
}

// versionID writes a version's number the way S3 writes ids: as a word.
func versionID(seq uint64) gofakes3.VersionID {
	return gofakes3.VersionID("v" + strconv.FormatUint(seq, 10))
}

// seqOf reads a version's number back, 0 for what is no id.
func seqOf(id gofakes3.VersionID) uint64 {
	n, err := strconv.ParseUint(strings.TrimPrefix(string(id), "v"), 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// explained lets the text of a finding, such as a full disk, through to the
// user. The code is one that the SDKs take as final: trying again cannot help.
func explained(err error) error {
	var f *diag.Finding
	if errors.As(err, &f) {
		return gofakes3.ErrorMessage(gofakes3.ErrInvalidArgument, f.Error())
	}
	return err
}
