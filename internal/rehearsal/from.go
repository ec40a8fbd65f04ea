package rehearsal

import (
	"archive/tar"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/rehearsal/workspace"
	"github.com/terrace-cloud/terrace/internal/whole"
)

// RunFrom rehearses the tree at a git ref, then the working tree on top of it;
// the result holds what the second changes. The standing rehearsal in o.Folder
// stays as it is: both trees stand in folders of their own below it, the first
// cached by the hash of its tree.
func RunFrom(ctx context.Context, o Options, ref string, dirs []string) (*Result, error) {
	tree, err := gitOut(ctx, o, "rev-parse", "--verify", "--quiet", ref+"^{tree}")
	if err != nil {
		return nil, &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: fmt.Sprintf("Git knows no %q", ref),
			Detail: "The difference is taken from a branch, a tag or a commit of this repository.", Fix: "Name one: `git log --oneline` lists commits; in a shallow clone fetch it first."}
	}
	hash := strings.TrimSpace(tree)
	base := filepath.Join(o.Folder, "from", hash[:16])
	if err := standAt(ctx, o, hash, base); err != nil {
		return nil, err
	}
	work := filepath.Join(o.Folder, "from", "work")
	if err := os.RemoveAll(work); err != nil {
		return nil, err
	}
	if err := copyStanding(filepath.Join(base, "stand"), work); err != nil {
		return nil, err
	}
	o.Folder, o.Mode = work, Rehearse
	r, err := Run(ctx, o)
	if err != nil {
		return nil, err
	}
	r.Mode = "from"
	r.Notes = append(r.Notes, fmt.Sprintf("Compared with %s.", ref))
	return r, o.orphans(ctx, filepath.Join(base, unseen, "src"), r)
}

// standAt makes the units of the tree stand in base: those that do not already.
func standAt(ctx context.Context, o Options, hash, base string) error {
	src, stand, done := filepath.Join(base, unseen, "src"), filepath.Join(base, "stand"), filepath.Join(base, "settled")
	list, err := os.ReadFile(done)
	if err != nil { // nothing is there, or half of it
		if err := errors.Join(os.RemoveAll(base), os.MkdirAll(stand, 0o700)); err != nil {
			return err
		}
		if err := extract(ctx, o, hash, src); err != nil {
			return err
		}
	}
	settled := map[string]bool{}
	for _, path := range strings.Split(string(list), "\n") {
		settled[path] = true
	}
	e, missing, err := o.earlier(ctx, src, settled)
	if err != nil {
		return err
	}
	if len(missing) > 0 {
		o.observe("note", "rehearsing the earlier tree first")
		first := o
		first.Top, first.Estate, first.Units, first.Folder, first.Mode, first.Plans = src, e, missing, stand, Rehearse, ""
		r, err := Run(ctx, first)
		if err != nil {
			return err
		}
		if !r.Settled {
			l := append(diag.Findings{}, r.Findings...)
			for _, u := range r.Units {
				l = append(l, u.Findings...)
			}
			return append(l, &diag.Finding{Severity: diag.Error, Summary: "The earlier tree does not settle, so nothing can be compared with it",
				Fix: "Rehearse that tree alone and mend it, or take another ref."})
		}
	}
	for _, u := range missing {
		settled[Owner(src, u.Dir)] = true
	}
	return whole.Write(done, []byte(strings.Join(slices.Sorted(maps.Keys(settled)), "\n")), 0o600)
}

// earlier reads the estate of the earlier tree, and gives the units of the run
// that it has and that have not settled, with what they need. An estate that is
// new has none.
func (o Options) earlier(ctx context.Context, src string, settled map[string]bool) (*estate.Estate, []*estate.Unit, error) {
	rel, err := filepath.Rel(o.Top, o.Estate.Root)
	if err != nil {
		return nil, nil, err
	}
	root := filepath.Join(src, rel)
	if _, err := os.Stat(root); errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	e, err := o.again(ctx, root)
	if err != nil {
		return nil, nil, err
	}
	var units []*estate.Unit
	for _, u := range o.Units {
		if old := e.Unit(u.Path); old != nil && !settled[Owner(src, old.Dir)] {
			units = append(units, old)
		}
	}
	return e, e.Closure(units), nil
}

// again reads the estate of the run in another tree: modules that were named beside
// each other are read so there too, as far as they were there.
func (o Options) again(ctx context.Context, root string) (*estate.Estate, error) {
	if !o.Estate.Plain() || len(o.Estate.Units) < 2 {
		return estate.Load(ctx, root, estate.Options{Env: o.Settings.LookupEnv})
	}
	var dirs []string
	for _, u := range o.Estate.Units {
		if dir := filepath.Join(root, filepath.FromSlash(u.Path)); isDir(dir) {
			dirs = append(dirs, dir)
		}
	}
	e, err := estate.LoadModules(ctx, root, dirs, estate.Options{Env: o.Settings.LookupEnv})
	if e == nil && err == nil { // one of them was something else then
		return estate.Load(ctx, root, estate.Options{Env: o.Settings.LookupEnv})
	}
	return e, err
}

func isDir(path string) bool {
	fi, err := os.Stat(path)
	return err == nil && fi.IsDir()
}

// orphans warns of units that the working tree no longer has: nobody would
// destroy what they made.
func (o Options) orphans(ctx context.Context, src string, r *Result) error {
	rel, err := filepath.Rel(o.Top, o.Estate.Root)
	if err != nil {
		return err
	}
	root := filepath.Join(src, rel)
	if _, err := os.Stat(root); err != nil {
		return nil
	}
	e, err := o.again(ctx, root)
	if err != nil {
		return err
	}
	for _, u := range e.Units {
		if o.Estate.Unit(u.Path) == nil {
			r.Findings = append(r.Findings, &diag.Finding{Severity: diag.Warning, Unit: u.Path,
				Summary: fmt.Sprintf("Unit %s is gone from the tree, and what it made stays", u.Path),
				Detail:  "Terragrunt does not destroy what a deleted unit had made: it goes on in AWS, costs money, and nobody manages it.",
				Fix:     "Destroy the unit before its files are deleted."})
		}
	}
	return nil
}

func (o Options) observe(kind, text string) {
	if o.Observe != nil {
		o.Observe(Event{Event: kind, Message: text})
	}
}

func gitOut(ctx context.Context, o Options, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, o.Tools.Git.Path, append([]string{"-C", o.Top}, args...)...)
	out, err := cmd.Output()
	return string(out), err
}

// extract writes a tree's files to dir, through `git archive`: no work tree and
// no index of the repository is touched.
func extract(ctx context.Context, o Options, tree, dir string) error {
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(ctx, o.Tools.Git.Path, "-C", o.Top, "archive", "--format=tar", tree)
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("git archive: %w: %s", err, strings.TrimSpace(errs.String()))
	}
	root, err := openRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	// A repository of its own: nothing that looks upwards may climb out of it.
	if err := writeIn(root, filepath.Join(".git", "HEAD"), strings.NewReader("ref: refs/heads/rehearsal\n"), 0o600); err != nil {
		return err
	}
	t := tar.NewReader(&out)
	for {
		h, err := t.Next()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		name := filepath.FromSlash(strings.TrimSuffix(h.Name, "/"))
		switch h.Typeflag {
		case tar.TypeDir:
			err = root.MkdirAll(name, 0o700)
		case tar.TypeSymlink:
			err = root.Symlink(h.Linkname, name)
		case tar.TypeReg:
			err = writeIn(root, name, t, h.FileInfo().Mode().Perm()|0o600)
		}
		if err != nil {
			return err
		}
	}
}

func openRoot(dir string) (*os.Root, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, err
	}
	return os.OpenRoot(dir)
}

func writeIn(root *os.Root, name string, from io.Reader, mode fs.FileMode) error {
	if err := root.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return err
	}
	w, err := root.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, from); err != nil {
		w.Close()
		return err
	}
	return w.Close()
}

// copyStanding copies what stands of a rehearsal: the cloud with the states in
// it, and state files of modules that keep theirs beside them.
func copyStanding(from, to string) error {
	root, err := openRoot(to)
	if err != nil {
		return err
	}
	defer root.Close()
	return filepath.WalkDir(from, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(from, p)
		standing := rel == "cloud.db" || rel == "state.db" || strings.HasSuffix(rel, ".tfstate") && workspace.Owned(filepath.Base(rel))
		if d.IsDir() || !standing || !d.Type().IsRegular() {
			return nil
		}
		r, err := os.Open(p)
		if err != nil {
			return err
		}
		defer r.Close()
		return writeIn(root, rel, r, 0o600)
	})
}
