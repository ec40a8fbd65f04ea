package awsfront

import (
	"strings"

	"github.com/johannesboyne/gofakes3"
	"go.etcd.io/bbolt"
)

// newest walks the newest version of each object of a bucket, by key; delete
// markers are among them.
func (s *Store) newest(bucket string, f func(*version) (more bool)) error {
	return s.db.Bolt().View(func(tx *bbolt.Tx) error {
		var last *version
		more := true
		err := walk(tx.Bucket(bucketVersions), bucket+"\x00", func(v *version) error {
			if last != nil && last.Key != v.Key && more {
				more = f(last)
			}
			last = v
			return nil
		})
		if err == nil && last != nil && more {
			f(last)
		}
		return err
	})
}

func (b *backend) ListBucket(name string, prefix *gofakes3.Prefix, page gofakes3.ListBucketPage) (*gofakes3.ObjectList, error) {
	if prefix == nil {
		prefix = &gofakes3.Prefix{}
	}
	out, n, last := gofakes3.NewObjectList(), int64(0), ""
	var m gofakes3.PrefixMatch
	err := b.newest(name, func(v *version) bool {
		switch {
		case v.Deleted || !prefix.Match(v.Key, &m):
			return true
		case page.Marker != "" && (v.Key <= page.Marker || m.CommonPrefix && strings.HasPrefix(page.Marker, m.MatchedPart)):
			return true
		case m.CommonPrefix && strings.HasPrefix(last, m.MatchedPart) && last != "":
			last = v.Key // one line stands for all below the prefix
			return true
		case page.MaxKeys > 0 && n >= page.MaxKeys:
			out.IsTruncated, out.NextMarker = true, last
			return false
		case m.CommonPrefix:
			out.AddPrefix(m.MatchedPart)
		default:
			out.Add(&gofakes3.Content{
				Key: v.Key, Size: int64(len(v.Body)), ETag: gofakes3.FormatETag(v.MD5),
				LastModified: gofakes3.NewContentTime(v.Modified), StorageClass: gofakes3.StorageStandard,
			})
		}
		n, last = n+1, v.Key
		return true
	})
	return out, err
}
