package cloud

import (
	"path/filepath"
	"testing"
)

func TestOwners(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	d, err := Open(filepath.Join(t.TempDir(), "cloud.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	for _, owner := range []string{"a", "ab", "stranger"} {
		o := Object{Key: Key{Account: "123456789012", Region: "eu-central-1", Type: "aws_sqs_queue", ID: owner}, Unit: owner, Attrs: []byte(`{}`)}
		if err := d.Create(ctx, o, false); err != nil {
			t.Fatal(err)
		}
	}
	for owner, place := range map[string]string{"a": "here", "ab": "there", "idle": "nowhere"} {
		if err := d.Remember(ctx, owner, []byte(place)); err != nil {
			t.Fatal(err)
		}
	}
	got, err := d.Unsaved()
	if err != nil || len(got) != 2 || string(got["a"]) != "here" || string(got["ab"]) != "there" {
		t.Errorf("unsaved: %q, %v", got, err)
	}
	if err := d.Keep(ctx, "a"); err != nil {
		t.Fatal(err)
	}
	if got, err := d.Unsaved(); err != nil || len(got) != 1 || got["ab"] == nil {
		t.Errorf("after keeping: %q, %v", got, err)
	}
	if r, err := d.Reconcile(ctx, "a", nil, "run"); err != nil || len(r.RolledBack) != 0 {
		t.Errorf("what was kept is rolled back: %+v, %v", r, err)
	}
}
