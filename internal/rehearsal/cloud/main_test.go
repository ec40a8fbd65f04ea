package cloud

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"testing"
)

const (
	account = "111122223333"
	region  = "eu-central-1"
)

func openNew(t testing.TB) *DB {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "cloud.db"))
}

func openAt(t testing.TB, path string) *DB {
	t.Helper()
	d, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.Close() })
	return d
}

// object gives one of unit "u".
func object(typ, id string, change ...func(*Object)) Object {
	o := Object{
		Key:  Key{Account: account, Region: region, Type: typ, ID: id},
		Unit: "u", Run: "run-1", Attrs: json.RawMessage(fmt.Sprintf(`{"id":%q}`, id)),
	}
	for _, f := range change {
		f(&o)
	}
	return o
}

func named(scope, name string) func(*Object) {
	return func(o *Object) { o.Scope, o.Name = scope, name }
}

func unit(u string) func(*Object) { return func(o *Object) { o.Unit = u } }

func in(account, region string) func(*Object) {
	return func(o *Object) { o.Account, o.Region = account, region }
}

func attrs(s string) func(*Object) { return func(o *Object) { o.Attrs = json.RawMessage(s) } }

func stand(t testing.TB, d *DB, objects ...Object) {
	t.Helper()
	for _, o := range objects {
		if err := d.Create(t.Context(), o, false); err != nil {
			t.Fatal(err)
		}
	}
}

// ids lists what stands, as "type id".
func ids(t testing.TB, d *DB) []string {
	t.Helper()
	l, err := d.List(nil)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, o := range l {
		out = append(out, o.Type+" "+o.ID)
	}
	return out
}
