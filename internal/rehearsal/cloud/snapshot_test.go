package cloud

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// A reader beside the writer sees the cloud as it is at one moment, at once.
func TestLookWhileAnotherWrites(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "cloud.db")
	d, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	stop, err := d.Share()
	if err != nil {
		t.Fatal(err)
	}
	put := func(n int) {
		o := Object{Key: Key{Account: "123456789012", Region: "eu-central-1", Type: "aws_sqs_queue", ID: fmt.Sprint(n)}, Unit: "u", Attrs: []byte(`{}`)}
		if err := d.Create(t.Context(), o, false); err != nil {
			t.Error(err)
		}
	}
	put(0)
	done := make(chan bool)
	go func() {
		defer close(done)
		for n := range 50 {
			put(n + 1)
		}
	}()
	last := 0
	for range 10 {
		r, err := Look(path)
		if err != nil {
			t.Fatal(err)
		}
		all, err := r.List(nil)
		if err != nil || len(all) < max(last, 1) {
			t.Errorf("%d objects after %d, %v", len(all), last, err)
		}
		last = len(all)
		if r.Path() != path {
			t.Errorf("the copy says that it is %s", r.Path())
		}
		r.Close()
	}
	<-done
	stop()
	d.Close()
	if _, err := os.Lstat(path + live); err == nil {
		t.Error("the link is still there")
	}
	// The writer was killed: its link leads nowhere.
	if err := os.Symlink("/nowhere", path+live); err != nil {
		t.Fatal(err)
	}
	r, err := Look(path)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if all, err := r.List(nil); err != nil || len(all) != 51 {
		t.Errorf("%d objects in the end, %v", len(all), err)
	}
}
