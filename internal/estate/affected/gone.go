package affected

import (
	"cmp"
	"fmt"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

// gone finds the units of the earlier tree that are no more, tells those that
// moved from those that were deleted, and orders the destruction.
func (c *comparison) gone(a *Answer, sparse func(dir string) bool) {
	var missing, fresh []*estate.Unit
	for dir, u := range c.old {
		if c.now[dir] == nil && !sparse(dir) {
			missing = append(missing, u)
		}
	}
	for dir, u := range c.now {
		if c.old[dir] == nil {
			fresh = append(fresh, u)
		}
	}
	byPath := func(a, b *estate.Unit) int { return cmp.Compare(a.Path, b.Path) }
	slices.SortFunc(missing, byPath)
	slices.SortFunc(fresh, byPath)
	for _, m := range pair(missing, fresh, c.full, func(a, b *estate.Unit) bool { return c.places[a].Environment != c.places[b].Environment }) {
		c.moved(a, m)
		missing = slices.DeleteFunc(missing, func(u *estate.Unit) bool { return u == m.from })
	}
	wave := map[*estate.Unit]int{}
	if len(missing) > 0 {
		waves, _ := c.before.Waves(missing)
		slices.Reverse(waves) // who needs others goes first
		for i, w := range waves {
			var paths []string
			for _, u := range w {
				wave[u] = i + 1
				paths = append(paths, u.Path)
			}
			a.DestroyWaves = append(a.DestroyWaves, paths)
		}
	}
	for _, u := range missing {
		g := &Gone{Path: u.Path, Role: u.IAM.Role, State: stateOf(c.full(u)), Wave: wave[u], unit: u,
			Protected: c.full(u).PreventDestroy || u.Exclude.If && slices.Contains(u.Exclude.Actions, "destroy")}
		g.Environment, g.Region = c.places[u].Environment, c.places[u].Region
		g.Text = "its files are gone, what it made is not: destroy it from the base before this is merged"
		if g.Protected {
			g.Text += "; it is protected from destruction, which has to be lifted first"
		}
		a.Deleted = append(a.Deleted, g)
	}
}

// match is a unit before and after.
type match struct {
	from, to *estate.Unit
	why      string
	score    int
}

// manyPairs is how many are compared down to their inputs; beyond it, where
// whole estates moved, folders tell enough.
const manyPairs = 10_000

// pair finds which new units are deleted ones in another folder: those that run
// the same module, and are alike in name and inputs. Who has two equally good
// partners is paired with none, as a wrong pair would lead a state astray.
func pair(missing, fresh []*estate.Unit, full func(*estate.Unit) *estate.Unit, elsewhere func(a, b *estate.Unit) bool) (out []match) {
	runs := map[string][]*estate.Unit{}
	pairs := 0
	for _, to := range fresh {
		runs[moduleOf(to)] = append(runs[moduleOf(to)], to)
	}
	for _, from := range missing {
		pairs += len(runs[moduleOf(from)])
	}
	var all []match
	if pairs > manyPairs {
		full = nil
	}
	for _, from := range missing {
		for _, to := range runs[moduleOf(from)] {
			if m := alike(from, to, full, elsewhere); m.score > 0 {
				all = append(all, m)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b match) int { return cmp.Compare(b.score, a.score) })
	best, second := map[*estate.Unit]match{}, map[*estate.Unit]int{}
	for _, m := range all {
		for _, u := range []*estate.Unit{m.from, m.to} {
			if _, ok := best[u]; !ok {
				best[u] = m
			} else if second[u] == 0 {
				second[u] = m.score
			}
		}
	}
	for _, m := range all {
		if best[m.from] == m && best[m.to] == m && second[m.from] < m.score && second[m.to] < m.score {
			out = append(out, m)
		}
	}
	slices.SortFunc(out, func(a, b match) int { return cmp.Compare(a.from.Path, b.from.Path) })
	return out
}

// alike weighs what two units have in common: the same module is a must, and
// between two environments the same inputs are. With no way to evaluate units in
// full, their inputs are not compared.
func alike(from, to *estate.Unit, full func(*estate.Unit) *estate.Unit, elsewhere func(a, b *estate.Unit) bool) match {
	m := match{from: from, to: to}
	if a, b := moduleOf(from), moduleOf(to); a == "" || a != b {
		return m
	}
	m.score, m.why = 1, "the same module"
	if path.Base(from.Path) == path.Base(to.Path) {
		m.score, m.why = m.score+3, m.why+", the same name"
	}
	pf, pt := strings.Split(from.Path, "/"), strings.Split(to.Path, "/")
	for _, p := range pf[:len(pf)-1] {
		if slices.Contains(pt[:len(pt)-1], p) {
			m.score++
		}
	}
	equal, all := 0, 0
	if full != nil {
		a, b := full(from).Inputs, full(to).Inputs
		all = max(len(a), len(b))
		for name, in := range a {
			if is, ok := b[name]; ok && same(in.Value, is.Value) {
				equal++
			}
		}
	}
	if all > 0 {
		m.score += 3 * equal / all
	}
	if all > 0 && equal == all {
		m.why += ", the same inputs"
	}
	if m.score < 3 || elsewhere(from, to) && (all == 0 || equal < all) {
		m.score = 0
	}
	return m
}

// quoted makes a path one word of a shell.
func quoted(p string) string {
	if plainWord.MatchString(p) {
		return p
	}
	return "'" + strings.ReplaceAll(p, "'", `'\''`) + "'"
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9._/@%+=:-]+$`)

// moduleOf gives the module that a unit runs, whatever its version; "" for one
// without.
func moduleOf(u *estate.Unit) string {
	if dir, local := u.Module(); local {
		if dir == u.Dir {
			return "own folder"
		}
		return dir
	}
	raw, _, _ := strings.Cut(u.Source.Raw, "?")
	return raw
}

func (c *comparison) moved(a *Answer, m match) {
	old, now := stateOf(c.full(m.from)), stateOf(c.full(m.to))
	mv := &Move{From: m.from.Path, To: m.to.Path, Why: m.why, Old: old, New: now, Same: old != nil && now != nil && *old == *now}
	switch {
	case mv.Same:
		mv.Text = "its state stays where it is: nothing is to be done"
	case old == nil || now == nil || old.Key == "" || now.Key == "":
		mv.Text = "its state moves with its folder, and where to cannot be told from the files: move the state before anything is applied, or all it has made is made again"
	default:
		mv.Text = fmt.Sprintf("its state has to move from %s to %s before anything is applied, or all that it has made is made a second time and the first stays behind", old, now)
	}
	if !mv.Same {
		mv.Do = []string{"git checkout " + a.Base.Commit[:min(12, len(a.Base.Commit))] + " -- " + quoted(c.diff.rel(m.from.Dir)),
			"terragrunt backend migrate " + quoted(c.diff.rel(m.from.Dir)) + " " + quoted(c.diff.rel(m.to.Dir)),
			"git rm -rqf " + quoted(c.diff.rel(m.from.Dir))}
	}
	a.Moved = append(a.Moved, mv)
	t := c.touched[m.to]
	if t == nil {
		c.touch(m.to, Moved, Reason{})
		t = c.touched[m.to]
	}
	t.Kind = Moved
	t.Reasons = []Reason{{Kind: "moved", Needs: "", Text: "it stood in " + m.from.Path + " (" + m.why + ")"}}
}

func (s *State) String() string {
	if s.Bucket != "" {
		return s.Backend + " " + s.Bucket + "/" + s.Key
	}
	return s.Backend + " " + s.Key
}

// stateOf reads where a unit keeps its state; nil when it does not say.
func stateOf(u *estate.Unit) *State {
	r := u.RemoteState
	if r == nil {
		return nil
	}
	s := &State{Backend: r.Backend}
	for _, x := range []struct {
		to    *string
		names []string
	}{{&s.Bucket, []string{"bucket", "container_name", "storage_account_name", "hostname"}}, {&s.Key, []string{"key", "prefix", "path"}}} {
		for _, n := range x.names {
			if v, ok := text(r.Config, n); ok && *x.to == "" {
				*x.to = v
			}
		}
	}
	if filepath.IsAbs(s.Key) {
		s.Key = filepath.Clean(s.Key)
	}
	return s
}

func text(object cty.Value, name string) (string, bool) {
	if object == cty.NilVal || !object.IsKnown() || object.IsNull() || !object.Type().IsObjectType() || !object.Type().HasAttribute(name) {
		return "", false
	}
	v, _ := object.GetAttr(name).Unmark()
	if !v.IsKnown() || v.IsNull() || v.Type() != cty.String {
		return "", false
	}
	return v.AsString(), true
}
