package affected

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/estate/place"
	"github.com/terrace-cloud/terrace/internal/git"
)

// comparison is two readings of an estate and what differs between them.
type comparison struct {
	before, after *estate.Estate // nil where there is none
	old, now      map[string]*estate.Unit
	diff          *differing
	read          func(git.Change) (before, after []byte) // contents of a file
	chain         func(u, was *estate.Unit, file string) []Step

	touched map[*estate.Unit]*Unit
	direct  map[*git.Change]int // units that a change touches
	whole   map[*estate.Unit]*estate.Unit
	places  map[*estate.Unit]place.Place
}

// full gives a unit with its values, evaluated once.
func (c *comparison) full(u *estate.Unit) *estate.Unit {
	if c.whole[u] == nil {
		c.whole[u] = u.Full()
	}
	return c.whole[u]
}

func byDir(e *estate.Estate) map[string]*estate.Unit {
	out := map[string]*estate.Unit{}
	if e != nil {
		for _, u := range e.Units {
			out[u.Dir] = u
		}
	}
	return out
}

// units finds the units of the later tree that are touched by themselves.
func (c *comparison) units(changes []git.Change) {
	c.touched, c.direct, c.whole = map[*estate.Unit]*Unit{}, map[*git.Change]int{}, map[*estate.Unit]*estate.Unit{}
	c.old, c.now = byDir(c.before), byDir(c.after)
	c.places = map[*estate.Unit]place.Place{}
	for _, e := range []*estate.Estate{c.before, c.after} {
		if e != nil {
			maps.Copy(c.places, place.Of(e))
		}
	}
	for _, u := range c.now {
		was := c.old[u.Dir]
		if was == nil {
			c.touch(u, New, Reason{Kind: "new", Text: "it is not in the base"})
			continue
		}
		for _, ch := range c.reads(was, u) {
			c.file(u, was, ch)
		}
	}
	c.folders(changes)
	c.tools(changes)
	c.unreadable(changes)
	if moves(changes) {
		c.values()
	}
}

// touch adds a reason to a unit.
func (c *comparison) touch(u *estate.Unit, k Kind, r Reason) {
	t := c.touched[u]
	if t == nil {
		t = &Unit{Path: u.Path, Kind: k, Role: u.IAM.Role, Excluded: u.Exclude.If && !u.Exclude.Unknown && slices.Contains(u.Exclude.Actions, "all"), unit: u}
		t.Environment, t.Region = c.places[u].Environment, c.places[u].Region
		c.touched[u] = t
	}
	t.Reasons = append(t.Reasons, r)
}

// file touches a unit because of a file that it reads.
func (c *comparison) file(u, was *estate.Unit, ch *git.Change) {
	c.direct[ch]++
	r := Reason{Kind: "file", File: ch.Path, How: ch.Kind, Chain: c.chain(u, was, c.diff.abs(ch.Path))}
	r.Text = sentence(ch, r.Chain)
	c.touch(u, Changed, r)
}

// reads gives the changes in what a unit reads in either tree.
func (c *comparison) reads(was, is *estate.Unit) (out []*git.Change) {
	look := func(p string) {
		for _, ch := range c.diff.changes(p) {
			if !slices.Contains(out, ch) {
				out = append(out, ch)
			}
		}
	}
	for _, u := range []*estate.Unit{is, was} {
		for _, p := range u.Reads {
			look(p)
		}
	}
	slices.SortFunc(out, func(a, b *git.Change) int { return cmp.Compare(a.Path, b.Path) })
	return out
}

// folders touches units by any file in their folders: Terragrunt copies the
// whole folder, so that the module may read whatever is in it.
func (c *comparison) folders(changes []git.Change) {
	for i := range changes {
		ch := &changes[i]
		for _, name := range c.diff.names(c.diff.abs(ch.Path)) {
			c.inFolder(name, ch)
		}
	}
}

func (c *comparison) inFolder(name string, ch *git.Change) {
	u := c.owner(name)
	if u == nil || c.has(u, ch) {
		return
	}
	c.direct[ch]++
	c.touch(u, Changed, Reason{Kind: "folder", File: ch.Path, How: ch.Kind,
		Text: fmt.Sprintf("%s was %s: it lies in the unit's folder, which is copied to where Terraform runs", ch.Path, did[ch.Kind])})
}

func (c *comparison) has(u *estate.Unit, ch *git.Change) bool {
	t := c.touched[u]
	return t != nil && slices.ContainsFunc(t.Reasons, func(r Reason) bool { return r.Kind == "new" || r.File == ch.Path })
}

// owner gives the unit whose folder holds a file and is copied with it. Hidden
// files and folders are not copied, but for the lock file and where the
// configuration says so.
func (c *comparison) owner(file string) *estate.Unit {
	hidden := false
	for at := file; at != filepath.Dir(at); {
		base := filepath.Base(at)
		hidden = hidden || strings.HasPrefix(base, ".") && base != ".terraform.lock.hcl" && base != ".tflint.hcl"
		at = filepath.Dir(at)
		u := c.now[at]
		switch {
		case u == nil && c.old[at] != nil:
			return nil // a deleted unit's
		case u == nil:
		case u.Plain() && at != filepath.Dir(file), hidden && len(u.Copy.Include) == 0:
			return nil
		default:
			return u
		}
	}
	return nil
}

// tools touches the units that a changed version of an engine would run.
func (c *comparison) tools(changes []git.Change) {
	for i := range changes {
		ch := &changes[i]
		if !versionFile.MatchString(ch.Path) {
			continue
		}
		if before, after := c.read(*ch); !engineChanged(ch.Path, before, after) {
			continue
		}
		below := c.diff.abs(governed(ch.Path))
		for dir, u := range c.now {
			if (dir == below || strings.HasPrefix(dir, below+string(filepath.Separator))) && !c.has(u, ch) {
				c.direct[ch]++
				c.touch(u, Changed, Reason{Kind: "tool", File: ch.Path, How: ch.Kind,
					Text: fmt.Sprintf("%s was %s: another version of a program may run it", ch.Path, did[ch.Kind])})
			}
		}
	}
}

// unreadable touches what cannot be read by any change that it may have to do
// with: nobody knows all that it reads. Files of other units and of modules are
// no part of what configuration reads, and documents and workflows are not.
func (c *comparison) unreadable(changes []git.Change) {
	loose := slices.IndexFunc(changes, func(ch git.Change) bool {
		class, _ := classOf(&Change{Path: ch.Path}, ch.Submodule)
		return class != Document && class != Workflow && class != Contract && class != Module && c.owner(c.diff.abs(ch.Path)) == nil
	})
	if loose < 0 {
		return
	}
	for _, u := range c.now {
		if c.touched[u] != nil {
			continue
		}
		for _, x := range []*estate.Unit{u, c.old[u.Dir]} {
			if x == nil || x.Unread() == nil {
				continue
			}
			f := x.Unread()
			c.touch(u, Changed, Reason{Kind: "unreadable", Text: fmt.Sprintf("it cannot be evaluated, so that it may read %s, which was %s: %s (%s)",
				changes[loose].Path, did[changes[loose].Kind], f.Summary, c.here(f.Where))})
			break
		}
	}
}

func (c *comparison) here(p diag.Pos) diag.Pos {
	p.File = c.diff.rel(p.File)
	return p
}

// moves tells whether files came or went, which can lead a look-up to another
// file than before, though no file that is read has changed.
func moves(changes []git.Change) bool {
	return slices.ContainsFunc(changes, func(ch git.Change) bool { return ch.Kind != git.Modified && ch.Kind != git.Mode })
}

// values touches units whose configuration says something else than before, of
// those whose evaluation asked anything that is now answered differently.
func (c *comparison) values() {
	for _, u := range c.now {
		if was := c.old[u.Dir]; c.touched[u] == nil && !u.Same(was) {
			if what := difference(c.full(was), c.full(u)); what != "" {
				c.touch(u, Changed, Reason{Kind: "value", Text: "its " + what + " differs, as a file came, went or moved that it looks for"})
			}
		}
	}
}

// dependents touches, transitively, what needs a unit that is touched.
func (c *comparison) dependents() {
	if c.after == nil {
		return
	}
	back := map[string][]*estate.Unit{}
	for _, u := range c.after.Units {
		for _, d := range u.Dependencies {
			if d.Enabled && d.Target != "" && !slices.Contains(back[d.Target], u) {
				back[d.Target] = append(back[d.Target], u)
			}
		}
	}
	var queue []*estate.Unit
	for _, u := range c.after.Units { // in order, so that answers are the same each time
		if c.touched[u] != nil {
			queue = append(queue, u)
		}
	}
	seen := map[*estate.Unit]bool{}
	for _, u := range queue {
		seen[u] = true
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, u := range back[queue[0].Path] {
			if !seen[u] {
				seen[u] = true
				queue = append(queue, u)
			}
			if t := c.touched[u]; t == nil || t.Kind == Dependent {
				c.touch(u, Dependent, c.needs(u, queue[0]))
			}
		}
	}
}

func (c *comparison) needs(u, what *estate.Unit) Reason {
	r := Reason{Kind: "needs", Needs: what.Path, Text: "it needs " + what.Path}
	for _, d := range u.Dependencies {
		if d.Target == what.Path {
			r.Chain = []Step{{Verb: "needs", File: c.diff.rel(what.Dir), Where: c.here(d.Pos)}}
			r.Text += " (" + r.Chain[0].Where.String() + ")"
			break
		}
	}
	return r
}
