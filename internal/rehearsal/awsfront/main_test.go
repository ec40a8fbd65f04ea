package awsfront

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
)

const account = "111122223333"

// openCloud gives an empty cloud on disk.
func openCloud(t *testing.T, path string) *cloud.DB {
	t.Helper()
	db, err := cloud.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// start gives a front of its own on a cloud of its own.
func start(t *testing.T) *Front {
	t.Helper()
	return startOn(t, openCloud(t, filepath.Join(t.TempDir(), "cloud.db")), "run-1")
}

func startOn(t *testing.T, db *cloud.DB, run string) *Front {
	t.Helper()
	f, err := Start(t.Context(), Config{DB: db, Run: run})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

func sorted(l []string) []string {
	l = slices.Clone(l)
	slices.Sort(l)
	if len(l) == 0 {
		return nil
	}
	return l
}
