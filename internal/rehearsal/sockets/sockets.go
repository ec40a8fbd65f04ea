// Package sockets finds a place for unix sockets: a folder that only this user
// can enter, whose path is short enough, and that goes with the process, by the
// hand of the next one where it was killed.
package sockets

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"
)

const (
	// prefix begins the name of every folder.
	prefix = "terrace-run-"
	// longest is how many bytes the path of a unix socket may have: 104 with
	// its final zero on macOS, 108 on Linux.
	longest = 103
	// name is the socket's in its folder, lockName that of the file that a
	// living process holds.
	name, lockName = "s", "lock"
	// young is how old a folder without a lock may be: its maker is about to
	// make one.
	young = time.Minute
)

// Folder is the place of one socket. It lives until Close.
type Folder struct {
	dir  string
	lock *os.File
}

// Open makes a folder in the system's temporary folder, or in /tmp where that
// one's path is too long. The first time in a process it takes away what
// processes that are gone have left.
func Open() (*Folder, error) { return open(os.TempDir(), "/tmp") }

func open(places ...string) (*Folder, error) {
	swept.Do(func() {
		for _, p := range places {
			sweep(p)
		}
	})
	var last error
	for _, p := range places {
		f, err := in(p)
		if err == nil {
			return f, nil
		}
		last = err
	}
	return nil, fmt.Errorf("no folder for a socket: %w", last)
}

func in(place string) (*Folder, error) {
	dir, err := os.MkdirTemp(place, prefix) // lets only this user in
	if err != nil {
		return nil, err
	}
	f := &Folder{dir: dir}
	if n := len(f.Path()); n > longest {
		os.RemoveAll(dir)
		return nil, fmt.Errorf("%s is too long for a socket (%d bytes, at most %d)", f.Path(), n, longest)
	}
	if f.lock, err = os.OpenFile(filepath.Join(dir, lockName), os.O_CREATE|os.O_RDWR, 0o600); err == nil {
		err = flock(f.lock)
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// Path is where the socket goes.
func (f *Folder) Path() string { return filepath.Join(f.dir, name) }

// Dir is the folder itself, for what a child lays into its temporary folder.
func (f *Folder) Dir() string { return f.dir }

// Close takes the folder away, and the socket with it.
func (f *Folder) Close() {
	os.RemoveAll(f.dir)
	if f.lock != nil {
		f.lock.Close()
	}
}

var swept sync.Once

// sweep takes the folders away whose process is gone: the system has given its
// lock back. What belongs to another user is left alone.
func sweep(place string) {
	entries, _ := os.ReadDir(place) // a place that cannot be read is not swept
	for _, e := range entries {
		if !e.IsDir() || !strings.HasPrefix(e.Name(), prefix) {
			continue
		}
		dir := filepath.Join(place, e.Name())
		lock, err := os.OpenFile(filepath.Join(dir, lockName), os.O_RDWR, 0)
		if errors.Is(err, fs.ErrNotExist) {
			if st, err := e.Info(); err == nil && time.Since(st.ModTime()) > young {
				os.RemoveAll(dir)
			}
			continue
		}
		if err != nil {
			continue
		}
		if flock(lock) == nil {
			os.RemoveAll(dir)
		}
		lock.Close()
	}
}

// flock takes a lock without waiting; the system gives it back when the process
// ends, however it ends.
func flock(f *os.File) error { return syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB) }
