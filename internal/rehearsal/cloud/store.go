package cloud

import (
	"context"
	"errors"
)

// The errors of the store.
var (
	// ErrExists says that an object with that key, or that natural identity,
	// stands already; it is wrapped by [*ExistsError].
	ErrExists = errors.New("already exists")
	// ErrNewer says that the store was written by a newer version of Terrace.
	ErrNewer = errors.New("written by a newer version of Terrace")
)

// ExistsError tells which object is in the way.
type ExistsError struct{ Standing Object }

func (e *ExistsError) Error() string {
	return e.Standing.Type + " " + e.Standing.ID + " already exists"
}

// Unwrap gives ErrExists.
func (e *ExistsError) Unwrap() error { return ErrExists }

// Store is the cloud on disk. It is safe for concurrent use within one process.
//
// The methods are those of *DB (see db.go); the interface is what the
// simulated provider and the commands need of it.
type Store interface {
	// Get gives the object under a key; ok is false when nothing stands there.
	Get(Key) (o Object, ok bool, err error)
	// Create writes a new object. It fails with *ExistsError when the key or
	// the natural identity (Type, Scope, Name; only when Name is not empty) is
	// taken; with replace it takes the place of what stands instead.
	Create(ctx context.Context, o Object, replace bool) error
	// Update writes an object that stands under old, possibly under a new key.
	// An object that is gone is written anew.
	Update(ctx context.Context, old Key, o Object) error
	// Delete removes an object; one that is gone already is no error.
	Delete(ctx context.Context, k Key) error
	// List gives the objects for which f is true (nil: all), sorted by account,
	// region, type and id.
	List(f func(*Object) bool) ([]Object, error)
	// Next counts: 1 for the first call with a name, then 2, ... It survives a
	// restart. It is what revision counters and seeds are made of.
	Next(ctx context.Context, name string) (uint64, error)
}
