package cloud

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// A disk of 2 MiB: it needs root to be mounted.
func TestAFullDiskIsNamedAndNothingIsLost(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=2m"); err != nil {
		t.Skipf("no small disk can be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	d, err := Open(filepath.Join(dir, "cloud.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	big := object("aws_s3_object", "big", attrs(`{"content":"`+strings.Repeat("x", 3<<20)+`"}`))
	stand(t, d, object("aws_vpc", "a"))
	err = d.Create(t.Context(), big, false)
	var f *diag.Finding
	if !errors.Is(err, syscall.ENOSPC) || !errors.As(err, &f) || f.Summary != "The disk is full" || f.Fix == "" {
		t.Fatalf("%v", err)
	}
	if l := ids(t, d); len(l) != 1 {
		t.Errorf("after the failed write: %v", l)
	}
	stand(t, d, object("aws_vpc", "b")) // what fits still can be written
	if err := d.Copy(filepath.Join(dir, "copy.db")); err != nil && !errors.Is(err, syscall.ENOSPC) {
		t.Error(err)
	}
	d.Close()
	again := openAt(t, filepath.Join(dir, "cloud.db"))
	if l := ids(t, again); len(l) != 2 {
		t.Errorf("after opening again: %v", l)
	}
	again.Close()
	if left, _ := filepath.Glob(filepath.Join(dir, "*.new-*")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
	_ = os.Remove(filepath.Join(dir, "copy.db"))
}
