// Package workspace keeps the copy of a repository in which a rehearsal runs,
// so that nothing of a rehearsal (module fills, locks, state) ever stands in
// the user's own tree, where a later real run would find it.
package workspace

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Workspace is a copy of the files below Source, at Dir. Paths relative to the
// two are the same, so that a place in the copy is told as one in the source.
type Workspace struct {
	Source string // absolute: top of the user's repository
	Dir    string // absolute: top of the copy
}

// skipped are folders that a rehearsal never copies: what tools leave behind.
var skipped = map[string]bool{".git": true, ".terrace": true, ".terraform": true, ".terragrunt-cache": true, "node_modules": true}

// Owned tells whether a file of the copy belongs to the run, not to the source:
// state, locks and caches, which [Workspace.Sync] neither copies nor removes.
func Owned(rel string) bool {
	for _, p := range strings.Split(filepath.ToSlash(rel), "/") {
		if skipped[p] {
			return true
		}
	}
	base := filepath.Base(rel)
	return strings.HasSuffix(base, ".tfstate") || strings.Contains(base, ".tfstate.") || base == ".terraform.tfstate.lock.info"
}

// To gives the place in the copy of a path in the source; a path outside the
// source is given back as it is.
func (w *Workspace) To(path string) string { return rebase(path, w.Source, w.Dir) }

// From gives the place in the source of a path in the copy.
func (w *Workspace) From(path string) string { return rebase(path, w.Dir, w.Source) }

func rebase(path, from, to string) string {
	rel, err := filepath.Rel(from, path)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return path
	}
	return filepath.Join(to, rel)
}

// Sync makes the copy equal to the source below the folders named by roots
// (absolute, below Source), and takes away what the source no longer has. Only
// files whose size or time differ are written. It gives how many files changed.
func (w *Workspace) Sync(ctx context.Context, git string, roots []string) (int, error) {
	if err := os.MkdirAll(w.Dir, 0o700); err != nil {
		return 0, err
	}
	if err := w.mark(); err != nil {
		return 0, err
	}
	if git != "" && !isTop(ctx, git, w.Source) {
		git = ""
	}
	want := map[string]bool{}
	changed := 0
	for _, root := range roots {
		files, err := list(ctx, git, w.Source, root)
		if err != nil {
			return changed, err
		}
		for _, rel := range files {
			if Owned(rel) || want[rel] {
				continue
			}
			want[rel] = true
			did, err := copyFile(filepath.Join(w.Source, rel), filepath.Join(w.Dir, rel))
			if errors.Is(err, fs.ErrNotExist) {
				delete(want, rel) // listed by git, removed from the work tree
				continue
			}
			if err != nil {
				return changed, fmt.Errorf("copying %s: %w", rel, err)
			}
			if did {
				changed++
			}
		}
	}
	removed, err := w.prune(want)
	return changed + removed, err
}

// Bring copies a file, or a folder with all in it, that [Workspace.Sync] leaves out:
// what a build has made, and git ignores. It tells whether it is now in the copy and
// was not before. The next Sync takes it away again.
func (w *Workspace) Bring(path string) (bool, error) {
	from := w.From(path)
	to := w.To(from)
	if _, err := os.Stat(to); err == nil || from == to {
		return false, nil
	}
	if _, err := os.Stat(from); err != nil {
		return false, nil
	}
	err := filepath.WalkDir(from, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && skipped[d.Name()] && d.Name() != "node_modules":
			return filepath.SkipDir
		case d.IsDir():
			return nil
		}
		_, err = copyFile(p, w.To(p))
		return err
	})
	return err == nil, err
}

// mark makes the copy look like the top of a repository, so that
// get_repo_root() stays inside it.
func (w *Workspace) mark() error {
	head := filepath.Join(w.Dir, ".git", "HEAD")
	if _, err := os.Stat(head); err == nil {
		return nil
	}
	for _, d := range []string{"objects", "refs"} {
		if err := os.MkdirAll(filepath.Join(w.Dir, ".git", d), 0o700); err != nil {
			return err
		}
	}
	return os.WriteFile(head, []byte("ref: refs/heads/rehearsal\n"), 0o600)
}

func (w *Workspace) prune(want map[string]bool) (int, error) {
	n := 0
	var gone []string
	err := filepath.WalkDir(w.Dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(w.Dir, p)
		switch {
		case rel == ".":
			return nil
		case d.IsDir() && skipped[d.Name()]:
			return filepath.SkipDir
		case d.IsDir() || want[rel] || Owned(rel) || d.Name() == ".terraform.lock.hcl":
			return nil
		}
		n++
		gone = append(gone, filepath.Dir(p))
		return os.Remove(p)
	})
	for _, dir := range gone { // and the folders that have nothing left in them
		for dir != w.Dir && os.Remove(dir) == nil {
			dir = filepath.Dir(dir)
		}
	}
	return n, err
}

// isTop tells whether git knows dir as the top of a repository. A tree taken
// out of git's own store is none: the repository around it would ignore it.
func isTop(ctx context.Context, git, dir string) bool {
	out, err := gitCommand(ctx, git, dir, "rev-parse", "--show-toplevel").Output()
	if err != nil {
		return false
	}
	top, err1 := filepath.EvalSymlinks(strings.TrimSpace(string(out)))
	real, err2 := filepath.EvalSymlinks(dir)
	return err1 == nil && err2 == nil && top == real
}

func gitCommand(ctx context.Context, git, dir string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, git, append([]string{"-C", dir}, args...)...)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME"), "GIT_OPTIONAL_LOCKS=0"}
	return cmd
}

// read are the files that engines read without being told: what stands in a work
// tree is part of its modules even where git ignores it, as it does with variables
// in many repositories.
var read = []string{"*.tf", "*.tf.json", "*.tofu", "*.tofu.json", "*.tfvars", "*.tfvars.json", "*.hcl"}

// list names the files below root, relative to top: those that git tracks or
// would track, and of the rest those that engines read; without git every file.
func list(ctx context.Context, git, top, root string) ([]string, error) {
	if git != "" {
		files, ok := []string(nil), true
		tracked := []string{"ls-files", "-z", "--full-name", "--cached", "--others", "--exclude-standard"}
		ignored := append([]string{"ls-files", "-z", "--full-name", "--others", "--ignored", "--exclude-standard", "--"}, read...)
		for _, args := range [][]string{tracked, ignored} {
			out, err := gitCommand(ctx, git, root, args...).Output()
			ok = ok && err == nil
			for _, f := range bytes.Split(out, []byte{0}) {
				if len(f) > 0 {
					files = append(files, filepath.FromSlash(string(f)))
				}
			}
		}
		if ok {
			slices.Sort(files)
			return slices.Compact(files), nil
		}
	}
	var files []string
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && skipped[d.Name()]:
			return filepath.SkipDir
		case d.IsDir():
			return nil
		}
		rel, err := filepath.Rel(top, p)
		files = append(files, rel)
		return err
	})
	return files, err
}

// copyFile copies src to dst when they differ in size or time; links are
// copied as links. It tells whether it wrote.
func copyFile(src, dst string) (bool, error) {
	in, err := os.Lstat(src)
	if err != nil {
		return false, err
	}
	out, err := os.Lstat(dst)
	if err == nil && out.Mode().Type() == in.Mode().Type() && out.Size() == in.Size() && out.ModTime().Equal(in.ModTime()) {
		return false, nil
	}
	if err == nil {
		if err := os.RemoveAll(dst); err != nil {
			return false, err
		}
	}
	if err := os.MkdirAll(filepath.Dir(dst), 0o700); err != nil {
		return false, err
	}
	switch {
	case in.Mode()&fs.ModeSymlink != 0:
		to, err := os.Readlink(src)
		if err != nil {
			return false, err
		}
		return true, os.Symlink(to, dst)
	case !in.Mode().IsRegular():
		return false, nil // a socket, a device or a submodule's folder
	}
	r, err := os.Open(src)
	if err != nil {
		return false, err
	}
	defer r.Close()
	w, err := os.OpenFile(dst, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, in.Mode().Perm()|0o600)
	if err != nil {
		return false, err
	}
	if _, err = io.Copy(w, r); err == nil {
		err = w.Close()
	} else {
		w.Close()
	}
	if err != nil {
		return false, err
	}
	return true, os.Chtimes(dst, in.ModTime(), in.ModTime())
}
