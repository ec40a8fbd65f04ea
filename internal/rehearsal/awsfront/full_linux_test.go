package awsfront

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A disk of 2 MiB: it needs root to be mounted. The SDKs try a 5xx again and
// again; the answer here is final and says why.
func TestAFullDiskIsToldToWhoSavesState(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=2m"); err != nil {
		t.Skipf("no small disk can be mounted here: %v", err)
	}
	t.Cleanup(func() { // after the cloud is closed; detached, for a process that another test starts may hold it for a moment
		if err := syscall.Unmount(dir, syscall.MNT_DETACH); err != nil {
			t.Error(err)
		}
	})
	f := startOn(t, openCloud(t, filepath.Join(dir, "cloud.db")), "run-1")
	if status, says := put(t, f, "/bucket-a/s", "small", nil); status != 200 {
		t.Fatal(status, says)
	}
	status, says := put(t, f, "/bucket-a/s", strings.Repeat("x", 3<<20), nil)
	if status != 400 || !strings.Contains(says, "The disk is full") {
		t.Errorf("%d %s", status, says)
	}
	if body, ok, err := f.State("bucket-a", "s"); string(body) != "small" || !ok || err != nil {
		t.Errorf("%s %v %v", body, ok, err)
	}
}
