package scaffold

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// merge joins two changes of one text, as git does between branches. Where
// both change the same lines, both stand between marks and conflicts is true.
func merge(ctx context.Context, ours, base, theirs []byte, from, to string) (text []byte, conflicts bool, err error) {
	dir, err := os.MkdirTemp("", "terrace-merge-")
	if err != nil {
		return nil, false, err
	}
	defer os.RemoveAll(dir)
	args := []string{"merge-file", "-p", "-L", "yours", "-L", "release " + from, "-L", "release " + to}
	for _, part := range []struct {
		name string
		text []byte
	}{{"ours", ours}, {"base", base}, {"theirs", theirs}} {
		file := filepath.Join(dir, part.name)
		if err := os.WriteFile(file, part.text, 0o600); err != nil {
			return nil, false, err
		}
		args = append(args, file)
	}
	var out, trouble bytes.Buffer
	c := exec.CommandContext(ctx, "git", args...)
	c.Stdout, c.Stderr = &out, &trouble
	err = c.Run()
	var exit *exec.ExitError
	switch {
	case err == nil:
		return out.Bytes(), false, nil
	case errors.As(err, &exit) && exit.ExitCode() > 0 && exit.ExitCode() < 128: // the number of conflicts
		return out.Bytes(), true, nil
	}
	return nil, false, fmt.Errorf("git merge-file: %w: %s", err, bytes.TrimSpace(trouble.Bytes()))
}

// hunks finds the parts of a merged text that stand between marks.
func hunks(merged []byte) (out []Hunk) {
	open, n := false, 0
	for line := range strings.Lines(string(merged)) {
		n++
		if strings.HasPrefix(line, "<<<<<<< yours") {
			open, out = true, append(out, Hunk{Line: n})
		}
		if open {
			out[len(out)-1].Text += line
		}
		open = open && !strings.HasPrefix(line, ">>>>>>> release")
	}
	return out
}

// removeFile removes a file, and the folders up to top that it leaves empty.
func removeFile(file, top string) error {
	if err := os.Remove(file); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for d := filepath.Dir(file); d != top && len(d) > len(top); d = filepath.Dir(d) {
		if os.Remove(d) != nil { // not empty
			return nil
		}
	}
	return nil
}
