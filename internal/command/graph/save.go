package graph

import (
	"errors"
	"io"
	"os"
	"path/filepath"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/whole"
)

// save writes a file as a whole or not at all; what is no file, such as a pipe or
// a terminal, is written into. A link stays, and leads to what is new.
func save(path string, write func(io.Writer) error) error {
	to := path
	if real, err := filepath.EvalSymlinks(path); err == nil {
		to = real
	}
	put := func() error { return whole.Stream(to, 0o644, write) }
	if st, err := os.Stat(to); err == nil && !st.Mode().IsRegular() && !st.IsDir() {
		put = func() error { return into(to, write) }
	}
	if err := put(); err != nil {
		return &diag.Finding{Severity: diag.Error, Code: diag.Failed, Summary: path + " cannot be written", Detail: err.Error(),
			Fix: "Name a file in a folder that exists and that you may write to."}
	}
	return nil
}

func into(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(write(f), f.Close())
}
