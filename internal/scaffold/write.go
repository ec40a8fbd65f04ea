package scaffold

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/whole"
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
		file := filepath.Join(dir, filepath.FromSlash(p))
		if old, err := os.ReadFile(file); err == nil && bytes.Equal(old, t[p]) {
			continue
		}
		err := os.MkdirAll(filepath.Dir(file), 0o755)
		if err == nil {
			err = whole.Write(file, t[p], 0o644)
		}
		if err != nil {
			return &diag.Finding{Severity: diag.Error, Summary: "the estate cannot be written", Detail: err.Error(),
				Fix: "Make room or grant access, and run it again: it goes on from there.", Where: diag.Pos{File: file}}
		}
	}
	return nil
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
