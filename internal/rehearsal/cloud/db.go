package cloud

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/whole"
	"go.etcd.io/bbolt"
)

// DB is the cloud in one bbolt file: pure Go, transactional, one fsync for a
// group of writers, and one file to copy. It implements [Store].
//
// The state that Terraform saves lies in the same file (see package awsfront),
// so that a copy holds both as they were at one moment.
type DB struct {
	bolt *bbolt.DB
	path string
}

var _ Store = (*DB)(nil)

// The top-level buckets of the file. Others may live beside them, see [DB.Bolt].
var (
	bucketMeta     = []byte("meta")     // "format" -> version
	bucketObjects  = []byte("objects")  // key -> object
	bucketNames    = []byte("names")    // natural identity -> key
	bucketUnits    = []byte("units")    // unit, key -> nothing
	bucketUnsaved  = []byte("unsaved")  // unit, key -> mark (see unsaved.go)
	bucketCounters = []byte("counters") // name -> the last number given out
)

const (
	// patience is how long Open waits for another process to let go of the
	// file: commands that only look are done in far less.
	patience = 2 * time.Second
	// gather is how long a write waits for others to share its fsync. Measured
	// with BenchmarkCreate: longer gains nothing with eight writers, and a lone
	// writer waits it out in full.
	gather = time.Millisecond
	// reserve is the address space mapped at the start, so that a growing file
	// need not wait for its readers. It takes no memory.
	reserve = 256 << 20
)

// Open opens the cloud at path for reading and writing and makes it when it is
// not there. Its errors are findings; one of a file by a newer version wraps
// [ErrNewer].
func Open(path string) (*DB, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, opening(path, err)
	}
	d, err := open(path, false, nil)
	if err != nil {
		return nil, err
	}
	if err := d.bolt.Update(prepare); err != nil {
		d.Close()
		return nil, opening(path, err)
	}
	return d, nil
}

// OpenReadOnly opens a cloud that stands, to look at it. Several processes may
// do so at once, but not while one has it open for writing.
func OpenReadOnly(path string) (*DB, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, opening(path, err)
	}
	d, err := open(path, true, nil)
	if err != nil {
		return nil, err
	}
	if err := d.bolt.View(readable); err != nil {
		d.Close()
		return nil, opening(path, err)
	}
	return d, nil
}

type opener func(string, int, os.FileMode) (*os.File, error)

func open(path string, readOnly bool, file opener) (*DB, error) {
	b, err := bbolt.Open(path, 0o600, &bbolt.Options{
		Timeout: patience, ReadOnly: readOnly, OpenFile: file,
		FreelistType: bbolt.FreelistMapType, InitialMmapSize: reserve,
	})
	if err != nil {
		return nil, opening(path, err)
	}
	b.MaxBatchDelay = gather
	return &DB{bolt: b, path: path}, nil
}

// Close waits for reads and writes under way and closes the file.
func (d *DB) Close() error { return d.bolt.Close() }

// Path is the file of the cloud.
func (d *DB) Path() string { return d.path }

// Bolt is the file itself, for packages that keep something beside the cloud in
// buckets of their own.
func (d *DB) Bolt() *bbolt.DB { return d.bolt }

// Write runs f in a transaction that is on disk when Write returns; concurrent
// writers share one. f may run more than once and must start afresh each time.
// The error says what could not be written; a full disk is named.
func (d *DB) Write(ctx context.Context, what string, f func(*bbolt.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return writing(d.path, what, d.bolt.Batch(f))
}

// Copy writes the cloud, as it is at one moment, to a new file. Writers go on
// meanwhile. What stood at path is replaced, whole or not at all.
func (d *DB) Copy(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return writing(path, "copying the cloud", err)
	}
	return writing(path, "copying the cloud", whole.Stream(path, 0o600, func(to io.Writer) error {
		w := &remembering{Writer: to}
		err := d.bolt.View(func(tx *bbolt.Tx) error { _, err := tx.WriteTo(w); return err })
		return cmp.Or(w.err, err)
	}))
}

// remembering keeps the first error of a writer: bbolt passes on its text only.
type remembering struct {
	io.Writer
	err error
}

func (r *remembering) Write(b []byte) (int, error) {
	n, err := r.Writer.Write(b)
	if r.err == nil {
		r.err = err
	}
	return n, err
}

// damaged says that the file holds what this program did not write.
func damaged(path string, cause error) error {
	return fault{&diag.Finding{
		Severity: diag.Error,
		Summary:  "The simulated cloud cannot be read",
		Detail:   fmt.Sprintf("%s: %v", path, cause),
		Fix:      "Start over with `terrace rehearse --fresh`.",
	}, cause}
}
