package affected

import (
	"cmp"
	"context"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/estate/tree"
	"github.com/terrace-cloud/terrace/internal/git"
)

// Options say what is compared.
type Options struct {
	Dir          string   // a folder of the repository; the estate is found from it
	Below        []string // only units in these folders; none: all
	Base         string   // a commit; "": see [Find]
	Fork         bool     // compare with where Base and Head parted
	Head         string   // a commit; "": the work tree
	NoDependents bool     // leave out what only needs what is touched
	Estate       estate.Options
	Cache        *estate.Cache // nil: nothing is remembered
}

// Find compares two trees of the repository that Dir is in.
//
// Without a base it takes the commit at which head and the default branch of
// origin parted, so that it tells of a branch what it changes; and without such
// a branch, HEAD, so that it tells of what is not committed. A base that is
// named is compared with as it is, unless Fork is set.
func Find(ctx context.Context, o Options) (*Answer, error) {
	r, err := git.Open(ctx, o.Dir)
	if err != nil {
		return nil, err
	}
	a := &Answer{Schema: Schema, Units: []*Unit{}, Waves: [][]string{}, Deleted: []*Gone{},
		DestroyWaves: [][]string{}, Moved: []*Move{}, Changes: []*Change{}, Findings: diag.Findings{}}
	if err := a.revisions(ctx, r, o); err != nil {
		return nil, err
	}
	s := &sides{repo: r}
	defer s.close()
	if err := s.open(ctx, a, o); err != nil {
		return nil, err
	}
	changes, err := r.Changes(ctx, a.Base.Commit, s.head)
	if err != nil {
		return nil, err
	}
	if err := s.load(ctx, a, o); err != nil {
		return nil, err
	}
	c := &comparison{before: a.Before, after: a.After, read: s.contents}
	links, err := r.Links(ctx, a.Base.Commit, s.head)
	if err != nil {
		return nil, err
	}
	c.diff = newDiffering(r.Top, changes, links)
	c.chain = s.chain(c.diff)
	c.units(changes)
	c.gone(a, c.sparse)
	if !o.NoDependents {
		c.dependents()
	}
	c.answer(a, o, changes)
	return a, s.limits(ctx, a, c)
}

// revisions settles which two trees are compared.
func (a *Answer) revisions(ctx context.Context, r *git.Repo, o Options) error {
	head, err := r.Commit(ctx, cmp.Or(o.Head, "HEAD"))
	if err != nil {
		return err
	}
	a.Head = Revision{Name: cmp.Or(o.Head, "work tree"), Commit: head, WorkTree: o.Head == ""}
	fork := o.Fork
	a.Base.Name = o.Base
	if a.Base.Name == "" {
		a.Base.Name, fork = r.DefaultBranch(ctx), true
		a.Base.Fallback = "the default branch of origin"
	}
	if a.Base.Name == "" {
		if o.Head != "" {
			return &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "There is nothing to compare " + o.Head + " with",
				Detail: "The repository has no remote `origin` whose default branch is known here.", Fix: "Name the base: --base REF."}
		}
		a.Base.Name, fork = "HEAD", false
		a.Base.Fallback = "there is no branch of origin to compare with"
	}
	if a.Base.Commit, err = r.Commit(ctx, a.Base.Name); err != nil || !fork {
		return err
	}
	a.Base.ForkOf = a.Base.Name
	a.Base.Commit, err = r.MergeBase(ctx, a.Base.Commit, head)
	return err
}

// sides are the two trees.
type sides struct {
	repo        *git.Repo
	head        string // commit; "" for the work tree
	base, after *tree.Commit
}

func (s *sides) open(ctx context.Context, a *Answer, o Options) (err error) {
	if s.base, err = tree.Git(ctx, s.repo.Top, a.Base.Commit); err != nil || a.Head.WorkTree {
		return err
	}
	s.head = a.Head.Commit
	s.after, err = tree.Git(ctx, s.repo.Top, s.head)
	return err
}

func (s *sides) close() {
	for _, c := range []*tree.Commit{s.base, s.after} {
		if c != nil {
			_ = c.Close()
		}
	}
}

// later is the tree of the head.
func (s *sides) later() tree.FS {
	if s.after != nil {
		return s.after
	}
	return tree.Disk
}

// load reads the estate of both trees. One may have none, or have it elsewhere.
func (s *sides) load(ctx context.Context, a *Answer, o Options) error {
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return err
	}
	root, missing := estate.FindRootIn(s.later(), dir)
	var old string
	if missing == nil {
		if old = root; !isDir(s.base, root) {
			old, _ = estate.FindRootIn(s.base, s.repo.Top)
		}
	} else if old, err = estate.FindRootIn(s.base, dir); err != nil {
		return missing
	}
	cache := o.Cache
	if cache == nil {
		cache = estate.NewCache("", "")
	}
	for _, side := range []struct {
		to   **estate.Estate
		in   tree.FS
		root string
	}{{&a.Before, s.base, old}, {&a.After, s.later(), root}} {
		if side.root == "" || !isDir(side.in, side.root) {
			continue
		}
		opts := o.Estate
		opts.FS = side.in
		if *side.to, err = estate.Outline(ctx, side.root, opts, cache); err != nil && !estate.Empty(err) {
			return err
		}
	}
	if err := cache.Save(); err != nil { // the answer stands without it
		a.Findings = append(a.Findings, &diag.Finding{Severity: diag.Note, Summary: "The next answer will not be faster", Detail: err.Error()})
	}
	at := root
	if a.After == nil {
		at = old
	}
	rel, err := filepath.Rel(s.repo.Top, at)
	a.Estate = filepath.ToSlash(rel)
	return err
}

func isDir(fs tree.FS, dir string) bool {
	st, err := fs.Stat(dir)
	return err == nil && st.IsDir()
}

// contents gives a changed file as it was and as it is.
func (s *sides) contents(c git.Change) (before, after []byte) {
	p := filepath.Join(s.repo.Top, filepath.FromSlash(c.Path))
	before, _ = s.base.ReadFile(p)
	after, _ = s.later().ReadFile(p)
	return before, after
}

// chain finds how a unit comes to read a file, in the later tree, and in the
// earlier one for what is read no more.
func (s *sides) chain(d *differing) func(u, was *estate.Unit, file string) []Step {
	now := &chains{read: s.later().ReadFile, texts: map[string][]string{}}
	then := &chains{read: s.base.ReadFile, texts: map[string][]string{}}
	return func(u, was *estate.Unit, file string) []Step {
		steps := now.find(u, file)
		if n := len(steps); n == 1 && steps[0].Where.IsZero() && was != nil {
			steps = then.find(was, file)
		}
		for i := range steps {
			steps[i].File, steps[i].Where.File = d.rel(steps[i].File), d.rel(steps[i].Where.File)
		}
		return steps
	}
}

// sparse tells of a unit that is not on disk whether it was deleted, or is only
// not checked out.
func (c *comparison) sparse(dir string) bool {
	u := c.old[dir]
	return !slices.ContainsFunc(u.Reads, func(p string) bool { return len(c.diff.changes(p)) > 0 })
}

// answer puts everything in order.
func (c *comparison) answer(a *Answer, o Options, changes []git.Change) {
	var units []*estate.Unit
	for u, t := range c.touched {
		if below(u.Dir, o.Below) {
			units = append(units, u)
			a.Units = append(a.Units, t)
		}
	}
	if c.after != nil {
		waves, rings := c.after.Waves(units)
		for i, w := range waves {
			var paths []string
			for _, u := range w {
				c.touched[u].Wave = i + 1
				paths = append(paths, u.Path)
			}
			a.Waves = append(a.Waves, paths)
		}
		a.Findings = append(a.Findings, rings...)
	}
	slices.SortFunc(a.Units, func(x, y *Unit) int { return cmp.Compare(x.Path, y.Path) })
	for _, t := range a.Units {
		for _, f := range t.unit.Findings {
			if f.Severity == diag.Error {
				a.Findings = append(a.Findings, f)
			}
		}
	}
	for i := range changes {
		ch := &changes[i]
		out := &Change{Path: ch.Path, How: ch.Kind, Untracked: ch.Untracked, Units: c.direct[ch]}
		out.Class, out.Means = classOf(out, ch.Submodule)
		a.Changes = append(a.Changes, out)
	}
	a.HasChanges = len(a.Units)+len(a.Deleted)+len(a.Moved) > 0
}

func below(dir string, folders []string) bool {
	return len(folders) == 0 || slices.ContainsFunc(folders, func(f string) bool {
		return dir == f || strings.HasPrefix(dir, f+string(filepath.Separator))
	})
}

// limits says what this answer cannot know.
func (s *sides) limits(ctx context.Context, a *Answer, c *comparison) error {
	if a.After == nil {
		return nil
	}
	var tracked map[string]bool
	if s.head == "" {
		t, err := s.repo.Tracked(ctx)
		if err != nil {
			return err
		}
		tracked = t
	}
	unseen := map[string]string{} // path -> unit
	for _, u := range a.After.Units {
		for _, p := range u.Reads {
			if _, known := unseen[p]; known {
				continue
			}
			if rel := c.diff.rel(p); filepath.IsAbs(rel) || tracked != nil && !follows(tracked, rel) {
				unseen[p] = u.Path
			}
		}
	}
	for _, p := range slices.Sorted(maps.Keys(unseen)) {
		why := "git ignores it"
		if filepath.IsAbs(c.diff.rel(p)) {
			why = "it lies outside of the repository"
		}
		a.Findings = append(a.Findings, &diag.Finding{Severity: diag.Warning, Unit: unseen[p], Where: diag.Pos{File: p},
			Summary: "A file is read whose changes cannot be seen", Detail: why + ".", Fix: "Commit it, or apply the units that read it yourself when it changes."})
	}
	return nil
}

// follows tells whether git follows a file, or the link or submodule that it is
// reached through.
func follows(tracked map[string]bool, rel string) bool {
	for ; rel != "."; rel = path.Dir(rel) {
		if tracked[rel] {
			return true
		}
	}
	return false
}
