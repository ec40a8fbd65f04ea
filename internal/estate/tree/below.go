package tree

import (
	"errors"
	"io/fs"
	"path/filepath"
)

// Below gives what lies below a folder, for what takes an [fs.FS] to walk it.
func Below(of FS, dir string) fs.FS { return below{of, dir} }

type below struct {
	of  FS
	dir string
}

func (b below) path(op, name string) (string, error) {
	if !fs.ValidPath(name) {
		return "", &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	return filepath.Join(b.dir, filepath.FromSlash(name)), nil
}

// Open makes it an fs.FS; who walks opens nothing.
func (b below) Open(name string) (fs.File, error) {
	return nil, &fs.PathError{Op: "open", Path: name, Err: errors.ErrUnsupported}
}

func (b below) ReadDir(name string) ([]fs.DirEntry, error) {
	p, err := b.path("readdir", name)
	if err != nil {
		return nil, err
	}
	return b.of.ReadDir(p)
}

func (b below) Stat(name string) (fs.FileInfo, error) {
	p, err := b.path("stat", name)
	if err != nil {
		return nil, err
	}
	return b.of.Stat(p)
}
