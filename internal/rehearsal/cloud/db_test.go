package cloud

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/terrace-cloud/terrace/internal/diag"
	"go.etcd.io/bbolt"
)

func TestWhatIsWrittenSurvives(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "deep", "cloud.db")
	d := openAt(t, path)
	o := object("aws_sqs_queue", "https://q", named("region", "jobs"), func(o *Object) {
		o.SchemaVersion, o.Private, o.Identity = 3, []byte{0, 1, 2}, json.RawMessage(`{"a":1}`)
	})
	stand(t, d, o)
	for want := uint64(1); want < 4; want++ {
		if n, err := d.Next(t.Context(), "revision"); n != want || err != nil {
			t.Fatalf("Next %d, %v", n, err)
		}
	}
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	d = openAt(t, path)
	got, ok, err := d.Get(o.Key)
	o.Serial = 1
	if diff := cmp.Diff(o, got); diff != "" || !ok || err != nil {
		t.Errorf("%v %v %s", ok, err, diff)
	}
	if n, _ := d.Next(t.Context(), "revision"); n != 4 {
		t.Errorf("the counter began anew: %d", n)
	}
	if _, ok, err := d.Get(Key{Type: "aws_x", ID: "y"}); ok || err != nil {
		t.Errorf("something stands where nothing does: %v", err)
	}
}

func TestListIsSortedAndFiltered(t *testing.T) {
	t.Parallel()
	d := openNew(t)
	stand(t, d,
		object("aws_vpc", "b"), object("aws_vpc", "a"), object("aws_subnet", "s", unit("v")),
		object("aws_vpc", "c", in(account, "us-east-1")), object("aws_vpc", "d", in("000000000000", region), unit("")))
	want := []string{"aws_vpc d", "aws_subnet s", "aws_vpc a", "aws_vpc b", "aws_vpc c"}
	if diff := cmp.Diff(want, ids(t, d)); diff != "" {
		t.Error(diff)
	}
	l, err := d.ListType(account, region, "aws_vpc", func(o *Object) bool { return o.ID != "a" })
	if err != nil || len(l) != 1 || l[0].ID != "b" {
		t.Errorf("%v %v", l, err)
	}
	l, err = d.ByUnit("u")
	if err != nil || len(l) != 3 {
		t.Errorf("unit u: %v %v", l, err)
	}
	if n, err := d.Counts(); err != nil || n["aws_vpc"] != 4 || n["aws_subnet"] != 1 {
		t.Errorf("counts %v %v", n, err)
	}
	if e, err := d.Empty(); e || err != nil {
		t.Errorf("empty %v %v", e, err)
	}
	for _, k := range l {
		if err := d.Delete(t.Context(), k.Key); err != nil {
			t.Fatal(err)
		}
	}
	if l, _ := d.ByUnit("u"); len(l) != 0 {
		t.Errorf("unit u still has %v", l)
	}
	if err := d.Delete(t.Context(), Key{Type: "aws_vpc", ID: "never"}); err != nil {
		t.Errorf("deleting what is gone: %v", err)
	}
}

func TestCreateRefusesWhatStands(t *testing.T) {
	t.Parallel()
	role := func(id, scope, name string, more ...func(*Object)) Object {
		return object("aws_iam_role", id, append(more, named(scope, name), unit("v"))...)
	}
	tests := []struct {
		name    string
		o       Object
		refused bool
	}{
		{"the same key", role("r", "", ""), true},
		{"another id and no name", role("r2", "", ""), false},
		{"the same name in the account", role("r2", "account", "deploy"), true},
		{"in another region of it", role("r2", "account", "deploy", in(account, "us-east-1")), true},
		{"in another account", role("r", "account", "deploy", in("444455556666", region)), false},
		{"another name", role("r2", "account", "other"), false},
		{"the name in another scope", role("r2", "region", "deploy"), false},
		{"another type of that name", object("aws_iam_user", "r2", named("account", "deploy")), false},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d := openNew(t)
			first := object("aws_iam_role", "r", named("account", "deploy"))
			stand(t, d, first)
			err := d.Create(t.Context(), c.o, false)
			var exists *ExistsError
			if errors.As(err, &exists) != c.refused || c.refused != errors.Is(err, ErrExists) {
				t.Fatalf("%v", err)
			}
			if c.refused && (exists.Standing.Key != first.Key || exists.Standing.Unit != "u") {
				t.Errorf("in the way: %+v", exists.Standing)
			}
			if err := d.Create(t.Context(), c.o, true); err != nil {
				t.Errorf("to replace it: %v", err)
			}
			want := 2
			if c.refused {
				want = 1
			}
			if l := ids(t, d); len(l) != want {
				t.Errorf("%v stand", l)
			}
		})
	}
}

func TestScopesAreKeptApart(t *testing.T) {
	t.Parallel()
	tests := []struct {
		scope  string
		a, b   [2]string // account, region
		refuse bool
	}{
		{"world", [2]string{"1", "eu-west-1"}, [2]string{"2", "cn-north-1"}, true},
		{"partition", [2]string{"1", "eu-west-1"}, [2]string{"2", "us-east-1"}, true},
		{"partition", [2]string{"1", "eu-west-1"}, [2]string{"2", "cn-north-1"}, false},
		{"account", [2]string{"1", "eu-west-1"}, [2]string{"1", "us-east-1"}, true},
		{"account", [2]string{"1", "eu-west-1"}, [2]string{"2", "eu-west-1"}, false},
		{"region", [2]string{"1", "eu-west-1"}, [2]string{"1", "us-east-1"}, false},
		{"vpc-1", [2]string{"1", "eu-west-1"}, [2]string{"1", "eu-west-1"}, true},
	}
	for _, c := range tests {
		d := openNew(t)
		stand(t, d, object("aws_x", "a", named(c.scope, "n"), in(c.a[0], c.a[1])))
		err := d.Create(t.Context(), object("aws_x", "b", named(c.scope, "n"), in(c.b[0], c.b[1])), false)
		if errors.Is(err, ErrExists) != c.refuse {
			t.Errorf("%s %v %v: %v", c.scope, c.a, c.b, err)
		}
	}
}

func TestUpdateMovesNamesAndKeys(t *testing.T) {
	t.Parallel()
	d := openNew(t)
	a := object("aws_rds_cluster", "a", named("region", "a"))
	stand(t, d, a, object("aws_rds_cluster", "b", named("region", "b")))

	taken := a
	taken.ID, taken.Name = "b2", "b"
	if err := d.Update(t.Context(), a.Key, taken); !errors.Is(err, ErrExists) {
		t.Errorf("a name that another holds: %v", err)
	}
	if err := d.Create(t.Context(), object("aws_rds_cluster", "x", named("region", "a")), false); !errors.Is(err, ErrExists) {
		t.Errorf("the refused update lost the name: %v", err)
	}
	moved := a
	moved.ID, moved.Name = "c", "c"
	if err := d.Update(t.Context(), a.Key, moved); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"aws_rds_cluster b", "aws_rds_cluster c"}, ids(t, d)); diff != "" {
		t.Error(diff)
	}
	stand(t, d, object("aws_rds_cluster", "a", named("region", "a")))
	if err := d.Update(t.Context(), Key{Account: account, Region: region, Type: "aws_vpc", ID: "gone"}, object("aws_vpc", "gone")); err != nil {
		t.Errorf("what is gone is written anew: %v", err)
	}
	if _, ok, _ := d.Get(object("aws_vpc", "gone").Key); !ok {
		t.Error("it was not")
	}
}

func TestKeysThatCouldNotBeFound(t *testing.T) {
	t.Parallel()
	d := openNew(t)
	for _, o := range []Object{object("", "a"), object("aws_x", ""), object("aws_x\x00y", "a"), object("aws_x", "a", in("1\x002", region))} {
		if err := d.Create(t.Context(), o, false); err == nil {
			t.Errorf("%q was taken", o.Key)
		}
	}
	stand(t, d, object("aws_x", "an id\x00with a zero"))
	if l := ids(t, d); len(l) != 1 || l[0] != "aws_x an id\x00with a zero" {
		t.Errorf("%q", l)
	}
}

func TestManyWriters(t *testing.T) {
	t.Parallel()
	d := openNew(t)
	var wg sync.WaitGroup
	var won sync.Map
	for w := range 8 {
		wg.Go(func() {
			for i := range 20 {
				if err := d.Create(t.Context(), object("aws_vpc", fmt.Sprint(w, "-", i)), false); err != nil {
					t.Error(err)
				}
				err := d.Create(t.Context(), object("aws_eip", fmt.Sprint(w), named("region", fmt.Sprint(i))), true)
				if err != nil {
					t.Error(err)
				}
				if err := d.Create(t.Context(), object("aws_iam_role", fmt.Sprint("r", i)), false); err == nil {
					if _, twice := won.LoadOrStore(i, w); twice {
						t.Errorf("role %d was made twice", i)
					}
				} else if !errors.Is(err, ErrExists) {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if n, err := d.Counts(); err != nil || n["aws_vpc"] != 160 || n["aws_iam_role"] != 20 {
		t.Errorf("%v %v", n, err)
	}
}

func TestCopyIsASnapshot(t *testing.T) {
	t.Parallel()
	d := openNew(t)
	stand(t, d, object("aws_vpc", "a"))
	path := filepath.Join(t.TempDir(), "sub", "copy.db")
	for range 2 { // the second replaces the first
		if err := d.Copy(path); err != nil {
			t.Fatal(err)
		}
	}
	stand(t, d, object("aws_vpc", "b"))
	c := openAt(t, path)
	stand(t, c, object("aws_vpc", "c"))
	if diff := cmp.Diff([]string{"aws_vpc a", "aws_vpc c"}, ids(t, c)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"aws_vpc a", "aws_vpc b"}, ids(t, d)); diff != "" {
		t.Error(diff)
	}
	if left, _ := filepath.Glob(path + ".new-*"); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestFilesThatCannotBeOpened(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	newer := filepath.Join(dir, "newer.db")
	d := openAt(t, newer)
	if err := d.bolt.Update(func(tx *bbolt.Tx) error {
		return upgrade(tx, append(steps, func(*bbolt.Tx) error { return nil }))
	}); err != nil {
		t.Fatal(err)
	}
	d.Close()
	other := filepath.Join(dir, "other.db")
	if err := os.WriteFile(other, []byte(strings.Repeat("no cloud\n", 2000)), 0o600); err != nil {
		t.Fatal(err)
	}
	held := filepath.Join(dir, "held.db")
	openAt(t, held)

	tests := []struct {
		name string
		open func(string) (*DB, error)
		path string
		is   error
		says string
		code diag.Code
	}{
		{"newer", Open, newer, ErrNewer, "newer version of Terrace", diag.Config},
		{"newer, to look at", OpenReadOnly, newer, ErrNewer, "newer version of Terrace", diag.Config},
		{"something else", Open, other, nil, "not a simulated cloud", diag.Config},
		{"held by another", Open, held, nil, "in use", diag.Failed},
		{"held by another, to look at", OpenReadOnly, held, nil, "in use", diag.Failed},
		{"not there, to look at", OpenReadOnly, filepath.Join(dir, "none.db"), os.ErrNotExist, "no simulated cloud", diag.Config},
	}
	for _, c := range tests {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			d, err := c.open(c.path)
			if err == nil {
				d.Close()
				t.Fatal("it was opened")
			}
			var f *diag.Finding
			if !errors.As(err, &f) || !strings.Contains(f.Summary, c.says) || diag.CodeOf(err) != c.code {
				t.Errorf("%#v", err)
			}
			if c.is != nil && !errors.Is(err, c.is) {
				t.Errorf("%v is not %v", err, c.is)
			}
		})
	}
}

func TestOlderFilesAreUpgraded(t *testing.T) {
	t.Parallel()
	d := openNew(t)
	stand(t, d, object("aws_vpc", "a"))
	ran := 0
	more := append(steps[:len(steps):len(steps)], func(tx *bbolt.Tx) error {
		ran++
		return tx.Bucket(bucketMeta).Put([]byte("new"), []byte("x"))
	})
	for range 2 {
		if err := d.bolt.Update(func(tx *bbolt.Tx) error { return upgrade(tx, more) }); err != nil {
			t.Fatal(err)
		}
	}
	if ran != 1 {
		t.Errorf("the step ran %d times", ran)
	}
	if diff := cmp.Diff([]string{"aws_vpc a"}, ids(t, d)); diff != "" {
		t.Error(diff)
	}
}

func TestSeveralMayLook(t *testing.T) {
	t.Parallel()
	d := openNew(t)
	stand(t, d, object("aws_vpc", "a"))
	d.Close()
	for range 2 {
		r, err := OpenReadOnly(d.Path())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { r.Close() })
		if l := ids(t, r); len(l) != 1 {
			t.Error(l)
		}
		if err := r.Create(t.Context(), object("aws_vpc", "b"), false); err == nil || !strings.Contains(err.Error(), "reading only") {
			t.Errorf("%v", err)
		}
	}
}
