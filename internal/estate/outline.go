package estate

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate/memo"
)

// Cache remembers outlines of units, in memory and, where it has a file, from
// one run to the next. One cache serves many commits and the work tree: what
// they have in common is evaluated once.
type Cache struct {
	folder, version string
	memory          map[string]*memo.Cache[*outline] // by what the results depend on
	questions       *memo.Questions
}

// NewCache makes a cache that keeps a file for each estate in a folder, such as
// .terrace/cache; "" keeps all in memory. version names the program: another
// version starts anew, and so does another build of the same version.
func NewCache(folder, version string) *Cache {
	if exe, err := os.Executable(); err == nil {
		if st, err := os.Stat(exe); err == nil {
			version += fmt.Sprintf(" %d %d", st.Size(), st.ModTime().UnixNano())
		}
	}
	return &Cache{folder, version, map[string]*memo.Cache[*outline]{}, &memo.Questions{}}
}

func (c *Cache) of(dir string, o Options) *memo.Cache[*outline] {
	home, _ := os.UserHomeDir() // ~ in paths
	made := fmt.Sprintf("%s\n%s\n%s\n%v\n%s", c.version, dir, o.Command, o.Mocks, home)
	if c.memory[made] == nil {
		file := ""
		if c.folder != "" {
			name := sha256.Sum256([]byte(dir))
			file = filepath.Join(c.folder, "outline-"+hex.EncodeToString(name[:8]))
		}
		c.memory[made] = memo.Open[*outline](file, made)
	}
	return c.memory[made]
}

// Save writes what is new to the folder of the cache.
func (c *Cache) Save() error {
	for _, m := range c.memory {
		if err := m.Save(); err != nil {
			return err
		}
	}
	return nil
}

// Outline is [Load] for those who need no values: of each unit it gives the
// path, folder, file, source, edges, includes, reads, exclusion, role and findings,
// and nothing else. What is in the cache, and rests on nothing that has
// changed, is not evaluated again. Outputs are not asked for: edges, sources
// and reads that depend on them are unknown. It must not run twice at a time
// with one cache.
func Outline(ctx context.Context, dir string, opts Options, c *Cache) (*Estate, error) {
	opts.Outputs, opts.OutputTypes = nil, nil
	full := opts
	opts.Questions, opts.Outline = c.questions, true
	l := newLoader(opts)
	abs, err := clean(l.view, dir)
	if err != nil {
		return nil, err
	}
	l.cache, l.again = c.of(abs, opts), &again{opts: full}
	return l.run(ctx, abs)
}

// again makes units of outlines anew, values and all. It keeps nothing of what
// made the outlines, which is most of what that takes.
type again struct {
	opts   Options
	stacks *stacks
	once   sync.Once
	loader *loader
}

func (a *again) unit(dir string) *Unit {
	a.once.Do(func() {
		a.loader = newLoader(a.opts)
		if a.stacks != nil {
			a.loader.over(a.stacks)
		}
	})
	return a.loader.unit(dir)
}

// outline is what is remembered of a unit.
type outline struct {
	Source       Source
	Dependencies []Dependency
	Includes     []Include
	Reads        []string
	Exclude      Exclude
	IAM          IAM
	Copies       []string // what is copied besides
	Generated    *Generated
	Findings     diag.Findings
	Unread       int
}

func outlineOf(u *Unit) *outline {
	o := &outline{Source: u.Source, Includes: u.Includes, Reads: u.Reads, Exclude: u.Exclude, IAM: u.IAM, Copies: u.Copy.Include, Unread: u.unread, Generated: u.Generated}
	for _, d := range u.Dependencies { // without values
		o.Dependencies = append(o.Dependencies, Dependency{Name: d.Name, ConfigPath: d.ConfigPath, Enabled: d.Enabled,
			SkipOutputs: d.SkipOutputs, Mocked: d.Mocked, Pos: d.Pos})
	}
	for _, f := range u.Findings {
		c := *f
		o.Findings = append(o.Findings, &c)
	}
	return o
}

// unit fills a unit; the outline stays as it is.
func (o *outline) unit(u *Unit) *Unit {
	u.outline, u.unread = o, o.Unread
	u.Source, u.Includes, u.Reads, u.Exclude, u.IAM, u.Copy.Include, u.Generated = o.Source, o.Includes, o.Reads, o.Exclude, o.IAM, o.Copies, o.Generated
	u.Dependencies = slices.Clone(o.Dependencies)
	for _, f := range o.Findings {
		c := *f
		u.Findings = append(u.Findings, &c)
	}
	return u
}

// Same tells that two outlines of a unit, from two trees and one cache, are one:
// every question that its evaluation puts to the tree is answered alike in both.
func (u *Unit) Same(other *Unit) bool { return u.outline != nil && u.outline == other.outline }

// Full evaluates the unit of an outline, values and all. Its edges lead to no
// targets.
func (u *Unit) Full() *Unit {
	if u.outline == nil || u.again == nil {
		return u
	}
	full := u.again.unit(u.Dir)
	full.Path, full.Generated = u.Path, u.Generated
	return full
}
