package awsfront

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/johannesboyne/gofakes3"
	"go.etcd.io/bbolt"
)

// VersioningConfiguration says that versions are kept, as they always are.
func (b *backend) VersioningConfiguration(string) (gofakes3.VersioningConfiguration, error) {
	return gofakes3.VersioningConfiguration{Status: gofakes3.VersioningEnabled}, nil
}

func (b *backend) SetVersioningConfiguration(_ string, v gofakes3.VersioningConfiguration) error {
	if v.Enabled() {
		return nil
	}
	return gofakes3.ErrorMessage(gofakes3.ErrIllegalVersioningConfiguration, "A state bucket of a rehearsal keeps its versions.")
}

func (b *backend) GetObjectVersion(bucket, key string, id gofakes3.VersionID, r *gofakes3.ObjectRangeRequest) (*gofakes3.Object, error) {
	return b.object(bucket, key, id, r, true)
}

func (b *backend) HeadObjectVersion(bucket, key string, id gofakes3.VersionID) (*gofakes3.Object, error) {
	return b.object(bucket, key, id, nil, false)
}

func (b *backend) DeleteObjectVersion(bucket, key string, id gofakes3.VersionID) (out gofakes3.ObjectDeleteResult, err error) {
	err = b.db.Write(context.Background(), "deleting a version of "+key, func(tx *bbolt.Tx) error {
		out = gofakes3.ObjectDeleteResult{}
		var found *version
		err := versionsOf(tx.Bucket(bucketVersions), bucket, key, func(v *version) error {
			if versionID(v.Seq) == id {
				found = v
			}
			return nil
		})
		if err != nil || found == nil {
			return err
		}
		out = gofakes3.ObjectDeleteResult{IsDeleteMarker: found.Deleted, VersionID: id}
		return tx.Bucket(bucketVersions).Delete(found.key())
	})
	return out, explained(err)
}

func (b *backend) DeleteMultiVersions(bucket string, objects ...gofakes3.ObjectID) (out gofakes3.MultiDeleteResult, err error) {
	for _, o := range objects {
		if o.VersionID == "" {
			_, err = b.DeleteObject(bucket, o.Key)
		} else {
			_, err = b.DeleteObjectVersion(bucket, o.Key, gofakes3.VersionID(o.VersionID))
		}
		if err != nil {
			return out, err
		}
		out.Deleted = append(out.Deleted, o)
	}
	return out, nil
}

// ListBucketVersions lists by key, the newest version of each first.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html
func (b *backend) ListBucketVersions(name string, prefix *gofakes3.Prefix, page *gofakes3.ListBucketVersionsPage) (*gofakes3.ListBucketVersionsResult, error) {
	if prefix == nil {
		prefix = &gofakes3.Prefix{}
	}
	if page == nil {
		page = &gofakes3.ListBucketVersionsPage{}
	}
	out := gofakes3.NewListBucketVersionsResult(name, prefix, page)
	all, err := b.versionsByKey(name)
	if err != nil {
		return out, err
	}
	var m gofakes3.PrefixMatch
	var last *version
	for i, v := range all {
		switch {
		case beforeMarker(v, page) || !prefix.Match(v.Key, &m):
		case m.CommonPrefix:
			out.AddPrefix(m.MatchedPart)
		case page.MaxKeys > 0 && int64(len(out.Versions)) >= page.MaxKeys:
			out.IsTruncated, out.NextKeyMarker, out.NextVersionIDMarker = true, last.Key, versionID(last.Seq)
			return out, nil
		default:
			out.Versions = append(out.Versions, item(v, i == 0 || all[i-1].Key != v.Key))
			last = v
		}
	}
	return out, nil
}

// beforeMarker tells what an earlier page has shown already.
func beforeMarker(v *version, page *gofakes3.ListBucketVersionsPage) bool {
	if v.Key != page.KeyMarker || page.VersionIDMarker == "" {
		return page.KeyMarker != "" && v.Key <= page.KeyMarker
	}
	return v.Seq >= seqOf(page.VersionIDMarker)
}

// versionsByKey gives all versions without their bodies, which are good for a
// transaction only.
func (b *backend) versionsByKey(bucket string) (all []*version, err error) {
	err = b.walk(bucket+"\x00", func(v *version) error {
		v.Body = nil
		all = append(all, v)
		return nil
	})
	slices.SortFunc(all, func(x, y *version) int {
		return cmp.Or(strings.Compare(x.Key, y.Key), cmp.Compare(y.Seq, x.Seq))
	})
	return all, err
}

func item(v *version, newest bool) gofakes3.VersionItem {
	at := gofakes3.NewContentTime(v.Modified)
	if v.Deleted {
		return &gofakes3.DeleteMarker{Key: v.Key, VersionID: versionID(v.Seq), IsLatest: newest, LastModified: at}
	}
	return &gofakes3.Version{
		Key: v.Key, VersionID: versionID(v.Seq), IsLatest: newest, LastModified: at,
		Size: int64(v.Size), ETag: gofakes3.FormatETag(v.MD5), StorageClass: gofakes3.StorageStandard,
	}
}
