package scaffold

import (
	"bytes"
	"context"
	"io/fs"
	"path/filepath"
	"slices"
)

// Change is what an upgrade does to one file.
type Change struct {
	Path  string `json:"path"`
	What  What   `json:"what"`
	Hunks []Hunk `json:"conflicts,omitempty"` // what a person has to decide about
}

// Hunk is a part of a file that was changed by both, with its marks.
type Hunk struct {
	Line int    `json:"line"` // of the first mark
	Text string `json:"text"`
}

// What is the kind of a change.
type What string

// The kinds of change. Those that end in a question stand for a conflict: a
// person decides.
const (
	Added    What = "added"
	Updated  What = "updated"  // as the release has it: nobody had edited it
	Merged   What = "merged"   // both changes are in it
	Removed  What = "removed"  // the release has it no more, and nobody had edited it
	Conflict What = "conflict" // both changed the same lines: marked in the file
	Kept     What = "kept"     // the release has it no more, but it has been edited: it stays
	Absent   What = "absent"   // the release changed it, but it has been removed: it stays away
)

// Open tells whether a person has to decide.
func (c Change) Open() bool { return slices.Contains([]What{Conflict, Kept, Absent}, c.What) }

// Upgrade is an estate brought to another release.
type Upgrade struct {
	From, To string // releases
	Changes  []Change
	write    Tree
	remove   []string
	record   Record
}

// Plan works out how the estate in dir becomes that of a newer release: what
// the release has changed is merged into what people have made of it, line by
// line, by git. It writes nothing.
func Plan(ctx context.Context, dir string, release fs.FS, version string) (*Upgrade, error) {
	old, err := ReadRecord(dir)
	if err != nil {
		return nil, err
	}
	theirs, err := Render(release, old.Answers)
	if err != nil {
		return nil, err
	}
	ours, err := read(dir, old.Base, theirs)
	if err != nil {
		return nil, err
	}
	u := &Upgrade{From: old.Release, To: version, write: Tree{}, record: Record{Release: version, Answers: old.Answers, Base: theirs}}
	paths := append(old.Base.Paths(), theirs.Paths()...)
	slices.Sort(paths)
	for _, p := range slices.Compact(paths) {
		if err := u.file(ctx, p, old.Base, ours, theirs); err != nil {
			return nil, err
		}
	}
	return u, nil
}

// file decides about one file.
func (u *Upgrade) file(ctx context.Context, p string, base, ours, theirs Tree) error {
	b, was := base[p]
	o, here := ours[p]
	t, comes := theirs[p]
	same := func(a, b []byte, x, y bool) bool { return x == y && bytes.Equal(a, b) }
	add := func(w What) { u.Changes = append(u.Changes, Change{Path: p, What: w}) }
	switch {
	case same(b, t, was, comes), same(o, t, here, comes): // nothing new, or it is there already
	case same(o, b, here, was) && !comes:
		u.remove = append(u.remove, p)
		add(Removed)
	case same(o, b, here, was) && !was:
		u.write[p] = t
		add(Added)
	case same(o, b, here, was):
		u.write[p] = t
		add(Updated)
	case !comes:
		add(Kept)
	case !here:
		add(Absent)
	default:
		merged, conflicts, err := merge(ctx, o, b, t, u.From, u.To)
		if err != nil {
			return err
		}
		if !bytes.Equal(merged, o) {
			u.write[p] = merged
		}
		if conflicts {
			u.Changes = append(u.Changes, Change{p, Conflict, hunks(merged)})
		} else {
			add(Merged)
		}
	}
	return nil
}

// Apply writes what was planned. The record comes last: an upgrade that was
// cut off is planned again, and goes on.
func (u *Upgrade) Apply(dir string) error {
	if err := Write(dir, u.write); err != nil {
		return err
	}
	for _, p := range u.remove {
		if err := removeFile(filepath.Join(dir, filepath.FromSlash(p)), dir); err != nil {
			return err
		}
	}
	files, err := u.record.Files()
	if err != nil {
		return err
	}
	return Write(dir, files)
}

// Open lists the changes that a person has to decide about.
func (u *Upgrade) Open() (out []Change) {
	for _, c := range u.Changes {
		if c.Open() {
			out = append(out, c)
		}
	}
	return out
}
