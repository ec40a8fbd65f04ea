// Package whole writes files whole or not at all: into a new file beside the
// one that is meant, onto the disk, and then under its name.
package whole

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Write puts data at path; what stood there is replaced. A file that is there
// keeps its mode, a new one gets perm.
func Write(path string, data []byte, perm fs.FileMode) error {
	return Stream(path, perm, func(w io.Writer) error { _, err := w.Write(data); return err })
}

// Stream is like [Write] for what is not at hand as bytes. An error of f leaves
// path as it was, and is given back as it is.
func Stream(path string, perm fs.FileMode, f func(io.Writer) error) error {
	if st, err := os.Stat(path); err == nil {
		perm = st.Mode().Perm()
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".new-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // gone already when all went well
	if err := f(tmp); err != nil {
		tmp.Close()
		return err
	}
	if err := errors.Join(tmp.Chmod(perm), tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), path)
}
