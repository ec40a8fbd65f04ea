package scaffold

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// Taken lists the files of a tree that stand in dir already with other
// content, sorted: writing the tree would lose it.
func Taken(dir string, t Tree) (out []string, err error) {
	for _, p := range t.Paths() {
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return nil, err
		case !bytes.Equal(text, t[p]):
			out = append(out, p)
		}
	}
	return out, nil
}

// Write writes a tree to dir, file by file: each is whole or as it was.
func Write(dir string, t Tree) error {
	for _, p := range t.Paths() {
		if err := put(filepath.Join(dir, filepath.FromSlash(p)), t[p]); err != nil {
			return &diag.Finding{Severity: diag.Error, Summary: "the estate cannot be written", Detail: err.Error(),
				Fix: "Make room or grant access, and run it again: it goes on from there.", Where: diag.Pos{File: filepath.Join(dir, p)}}
		}
	}
	return nil
}

// put replaces a file: written beside it, synced, renamed.
func put(file string, text []byte) (err error) {
	if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, text) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(file), ".terrace-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
		}
	}()
	if _, err = tmp.Write(text); err != nil {
		return err
	}
	if err = errors.Join(tmp.Chmod(0o644), tmp.Sync(), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), file)
}

// read gives the files below dir that one of the trees has.
func read(dir string, trees ...Tree) (Tree, error) {
	out := Tree{}
	for _, t := range trees {
		for p := range t {
			text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(p)))
			switch {
			case errors.Is(err, fs.ErrNotExist):
			case err != nil:
				return nil, fmt.Errorf("%s: %w", p, err)
			default:
				out[p] = text
			}
		}
	}
	return out, nil
}
