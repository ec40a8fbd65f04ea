package cloud

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
)

func TestFind(t *testing.T) {
	t.Parallel()
	db, err := cloud.Open(filepath.Join(t.TempDir(), "cloud.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	for _, o := range []cloud.Object{
		{Key: cloud.Key{Account: "111122223333", Region: "eu-central-1", Type: "aws_kms_alias", ID: "alias/app"}, Unit: "dev/eu-central-1/kms"},
		{Key: cloud.Key{Account: "111122223333", Region: "eu-west-1", Type: "aws_kms_alias", ID: "alias/app"}, Unit: "dev/eu-west-1/kms"},
		{Key: cloud.Key{Account: "111122223333", Region: "eu-west-1", Type: "aws_vpc", ID: "vpc-0a1b2c"}},
	} {
		o.Attrs = []byte(`{}`)
		if err := db.Create(t.Context(), o, false); err != nil {
			t.Fatal(err)
		}
	}
	c := &standing{DB: db}
	for name, x := range map[string]struct {
		typ, id string
		at      where
		want    string // the region, or the start of the error
	}{
		"one":               {"aws_vpc", "vpc-0a1b2c", where{}, "eu-west-1"},
		"a part of its id":  {"aws_vpc", "0a1b", where{}, "eu-west-1"},
		"in two regions":    {"aws_kms_alias", "alias/app", where{}, `2 aws_kms_alias go by "alias/app"`},
		"by its region":     {"aws_kms_alias", "alias/app", where{region: "eu-west-1"}, "eu-west-1"},
		"by its unit":       {"aws_kms_alias", "alias/app", where{unit: "dev/eu-central-1/kms"}, "eu-central-1"},
		"in no such region": {"aws_kms_alias", "alias/app", where{region: "us-east-1"}, `No aws_kms_alias "alias/app" stands`},
		"of no such name":   {"aws_vpc", "other", where{}, `No aws_vpc "other" stands`},
	} {
		t.Run(name, func(t *testing.T) {
			o, err := c.find(x.typ, x.id, x.at)
			got := o.Region
			if err != nil {
				got = err.Error()
			}
			if !strings.HasPrefix(got, x.want) {
				t.Errorf("%s, not %s", got, x.want)
			}
		})
	}
}
