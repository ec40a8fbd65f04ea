package tree

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	"github.com/terrace-cloud/terrace/internal/git"
)

// Commit is a commit of a git repository, read by the git program from its
// objects; a file that stands in the work tree with the content of the commit
// is read there, at a fraction of the cost. What lies outside of the repository
// is read from disk. It must be closed.
type Commit struct {
	ID string // of the commit, in full

	top     string // folder of the repository, spelled as the caller does
	entries map[string]*entry
	blobs   *blobs
}

// entry is a file, link, folder or submodule of a commit.
type entry struct {
	name string
	mode fs.FileMode
	id   string // of the blob
	in   []fs.DirEntry
}

// Git opens a commit, named in any way that git understands, of the repository
// that holds dir.
func Git(ctx context.Context, dir, ref string) (*Commit, error) {
	prefix, err := ask(ctx, dir, "rev-parse", "--show-prefix")
	if err != nil {
		return nil, err
	}
	top := filepath.Clean(dir)
	for range strings.Count(strings.TrimSpace(string(prefix)), "/") {
		top = filepath.Dir(top)
	}
	id, err := ask(ctx, dir, "rev-parse", "--verify", "--end-of-options", ref+"^{commit}")
	if err != nil {
		return nil, err
	}
	c := &Commit{ID: strings.TrimSpace(string(id)), top: top}
	list, err := ask(ctx, top, "ls-tree", "-r", "-z", "--full-tree", c.ID)
	if err != nil {
		return nil, err
	}
	c.index(list)
	c.blobs, err = openBlobs(top)
	return c, err
}

// Close ends the git program that reads objects.
func (c *Commit) Close() error { return c.blobs.close() }

// Top is the folder of the repository.
func (c *Commit) Top() string { return c.top }

func ask(ctx context.Context, dir string, args ...string) ([]byte, error) {
	cmd := git.Command(ctx, dir, args...)
	var trouble bytes.Buffer
	cmd.Stderr = &trouble
	out, err := cmd.Output()
	if err != nil {
		if msg := strings.TrimSpace(trouble.String()); msg != "" {
			err = fmt.Errorf("%s", msg)
		}
		return nil, fmt.Errorf("git %s: %w", args[0], err)
	}
	return out, nil
}

var modes = map[string]fs.FileMode{"120000": fs.ModeSymlink | 0o777, "100755": 0o755, "160000": fs.ModeDir | 0o755}

// index reads what `git ls-tree -r -z` prints: MODE TYPE ID TAB PATH NUL.
func (c *Commit) index(list []byte) {
	c.entries = map[string]*entry{"": {mode: fs.ModeDir | 0o755}}
	for line := range bytes.SplitSeq(list, []byte{0}) {
		head, name, ok := strings.Cut(string(line), "\t")
		f := strings.Fields(head)
		if !ok || len(f) != 3 {
			continue
		}
		mode, special := modes[f[0]]
		if !special {
			mode = 0o644
		}
		c.add(name, &entry{name: path.Base(name), mode: mode, id: f[2]})
	}
	// A repository has .git, which marks its top.
	c.add(".git", &entry{name: ".git", mode: fs.ModeDir | 0o755})
	for _, e := range c.entries {
		slices.SortFunc(e.in, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
}

func (c *Commit) add(name string, e *entry) {
	c.entries[name] = e
	up := path.Dir(name)
	if up == "." {
		up = ""
	}
	dir := c.entries[up]
	if dir == nil {
		dir = &entry{name: path.Base(up), mode: fs.ModeDir | 0o755}
		c.add(up, dir)
	}
	dir.in = append(dir.in, e)
}

// find gives what a path leads to, links followed; outside tells that it leads
// out of the repository, to the path given.
func (c *Commit) find(op, p string) (e *entry, outside string, err error) {
	fail := func(err error) (*entry, string, error) { return nil, "", &fs.PathError{Op: op, Path: p, Err: err} }
	full := filepath.Clean(p)
	for range 40 {
		rel, err := filepath.Rel(c.top, full)
		if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return nil, full, nil
		}
		if rel == "." {
			return c.entries[""], "", nil
		}
		rel = filepath.ToSlash(rel)
		if e := c.entries[rel]; e != nil && e.mode&fs.ModeSymlink == 0 {
			return e, "", nil
		}
		next, err := c.follow(rel)
		if err != nil {
			return fail(err)
		}
		full = next
	}
	return fail(syscall.ELOOP)
}

// follow replaces the first link in a path by what it leads to.
func (c *Commit) follow(rel string) (string, error) {
	for end := 0; ; {
		i := strings.IndexByte(rel[end:], '/')
		part := rel
		if i >= 0 {
			part = rel[:end+i]
		}
		e := c.entries[part]
		switch {
		case e == nil:
			return "", fs.ErrNotExist
		case e.mode&fs.ModeSymlink != 0:
			target, err := c.blobs.read(e.id)
			if err != nil {
				return "", err
			}
			to := string(target)
			if !filepath.IsAbs(to) {
				to = filepath.Join(c.top, path.Dir(part), to)
			}
			return filepath.Join(to, strings.TrimPrefix(rel, part)), nil
		case i < 0:
			return "", fs.ErrNotExist
		case !e.IsDir():
			return "", syscall.ENOTDIR
		}
		end += i + 1
	}
}

// ReadFile gives the content of a file of the commit.
func (c *Commit) ReadFile(p string) ([]byte, error) {
	e, outside, err := c.find("open", p)
	switch {
	case err != nil:
		return nil, err
	case outside != "":
		return os.ReadFile(outside)
	case e.IsDir():
		return nil, &fs.PathError{Op: "read", Path: p, Err: syscall.EISDIR}
	}
	if b, ok := standing(p, e.id); ok {
		return b, nil
	}
	return c.blobs.read(e.id)
}

// standing reads a file from disk, if its content is that of a blob.
func standing(p, id string) ([]byte, bool) {
	if st, err := os.Stat(p); err != nil || !st.Mode().IsRegular() {
		return nil, false
	}
	b, err := os.ReadFile(p)
	return b, err == nil && Digest(b) == id
}

// ReadDir lists a folder of the commit.
func (c *Commit) ReadDir(p string) ([]fs.DirEntry, error) {
	e, outside, err := c.find("open", p)
	switch {
	case err != nil:
		return nil, err
	case outside != "":
		return os.ReadDir(outside)
	case !e.IsDir():
		return nil, &fs.PathError{Op: "readdir", Path: p, Err: syscall.ENOTDIR}
	}
	return e.in, nil
}

// Stat tells what a path of the commit leads to; sizes are not known.
func (c *Commit) Stat(p string) (fs.FileInfo, error) {
	e, outside, err := c.find("stat", p)
	switch {
	case err != nil:
		return nil, err
	case outside != "":
		return os.Stat(outside)
	}
	return e, nil
}

// Digest gives the id of the blob, where git names it as [Digest] does.
func (c *Commit) Digest(p string) (string, error) {
	e, outside, err := c.find("digest", p)
	switch {
	case err != nil:
		return "", err
	case outside != "" || e.IsDir() || len(e.id) != 40: // a repository may use SHA-256
		return "", errors.ErrUnsupported
	}
	return e.id, nil
}

// An entry is its own listing and description.

func (e *entry) Name() string               { return e.name }
func (e *entry) IsDir() bool                { return e.mode.IsDir() }
func (e *entry) Type() fs.FileMode          { return e.mode.Type() }
func (e *entry) Info() (fs.FileInfo, error) { return e, nil }
func (e *entry) Size() int64                { return 0 }
func (e *entry) Mode() fs.FileMode          { return e.mode }
func (e *entry) ModTime() time.Time         { return time.Time{} }
func (e *entry) Sys() any                   { return nil }
