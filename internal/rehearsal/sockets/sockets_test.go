package sockets

import (
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestFolder(t *testing.T) {
	t.Parallel()
	f, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("unix", f.Path())
	if err != nil {
		t.Fatal(err)
	}
	if st, err := os.Stat(f.dir); err != nil || st.Mode().Perm() != 0o700 {
		t.Errorf("the folder's mode is %v, %v", st.Mode(), err)
	}
	l.Close()
	f.Close()
	if _, err := os.Stat(f.dir); err == nil {
		t.Error("the folder is still there")
	}
}

func TestPathTooLong(t *testing.T) {
	t.Parallel()
	long := filepath.Join(t.TempDir(), strings.Repeat("x", 100))
	if err := os.Mkdir(long, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := open(long); err == nil || !strings.Contains(err.Error(), "too long for a socket") {
		t.Errorf("a path that is too long: %v", err)
	}
	f, err := open(long, "/tmp")
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	if l, _ := os.ReadDir(long); len(l) != 0 {
		t.Errorf("left behind: %v", l)
	}
}

// What a killed process left goes; what a living one has, or is about to have,
// and what is not ours, stays.
func TestSweep(t *testing.T) {
	t.Parallel()
	place, err := os.MkdirTemp("/tmp", "sweep-")
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(place)
	living, err := in(place)
	if err != nil {
		t.Fatal(err)
	}
	defer living.Close()
	dead, err := in(place)
	if err != nil {
		t.Fatal(err)
	}
	dead.lock.Close() // as the system does
	for _, n := range []string{prefix + "new", prefix + "old", "terrace-provider-1"} {
		if err := os.Mkdir(filepath.Join(place, n), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	long := time.Now().Add(-time.Hour)
	if err := os.Chtimes(filepath.Join(place, prefix+"old"), long, long); err != nil {
		t.Fatal(err)
	}
	sweep(place)
	for path, want := range map[string]bool{
		living.dir: true, dead.dir: false, filepath.Join(place, prefix+"new"): true,
		filepath.Join(place, prefix+"old"): false, filepath.Join(place, "terrace-provider-1"): true,
	} {
		if _, err := os.Stat(path); (err == nil) != want {
			t.Errorf("%s: there is %v, want %v", path, err == nil, want)
		}
	}
}
