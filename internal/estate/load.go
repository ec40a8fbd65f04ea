package estate

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate/eval"
	"github.com/terrace-cloud/terrace/internal/estate/memo"
	"github.com/terrace-cloud/terrace/internal/estate/tree"
)

// Options steer [Load].
type Options = eval.Options

// Load reads every unit below dir and, transitively, the units outside dir
// that they depend on. A folder with Terraform files, without terragrunt.hcl
// and without units below it, is a unit of its own: a plain root module.
//
// What is wrong with single units is in their findings; the error is for what
// leaves nothing to work with: dir does not exist, holds no unit, or ctx ends.
func Load(ctx context.Context, dir string, opts Options) (*Estate, error) {
	return newLoader(opts).run(ctx, dir)
}

func (l *loader) run(ctx context.Context, dir string) (*Estate, error) {
	dir, err := clean(l.view, dir)
	if err != nil {
		return nil, err
	}
	found, err := discover(ctx, l.view, dir)
	if err == nil && len(found.stacks) > 0 {
		if l.stacks, err = expand(ctx, l.opts, found.stacks); err == nil {
			l.over(l.stacks)
			if l.again != nil {
				l.again.stacks = l.stacks
			}
			found, err = discover(ctx, l.view, dir)
		}
	}
	if err != nil {
		return nil, err
	}
	if l.cache != nil {
		l.session = l.cache.In(memo.World{View: l.view, Env: l.opts.Env}, l.questions)
	}
	dirs := slices.DeleteFunc(found.units, l.template)
	if len(dirs) == 0 && (l.stacks == nil || len(l.stacks.findings) == 0) {
		if !hasTerraform(l.view, dir) {
			return nil, noUnits(dir)
		}
		return l.plain(dir, dir), nil
	}
	if err := l.load(ctx, dirs); err != nil {
		return nil, err
	}
	e := l.estate(dir)
	e.Findings = append(e.Findings, found.troubles...)
	if l.stacks != nil {
		e.Findings = append(e.Findings, l.stacks.findings...)
	}
	return e, nil
}

const noUnit = "there is no unit in "

// Empty tells whether an error of [Load] or [FindRoot] says that a folder holds
// no unit.
func Empty(err error) bool {
	var f *diag.Finding
	return errors.As(err, &f) && strings.HasPrefix(f.Summary, noUnit)
}

func noUnits(dir string) error {
	return &diag.Finding{Severity: diag.Error, Summary: noUnit + dir,
		Detail: "No folder in it has a terragrunt.hcl, and it has no Terraform files itself.",
		Fix:    "Name a folder of the estate, or go into one.", Where: diag.Pos{File: dir}, Code: diag.Config}
}

// clean gives the absolute path of a folder that exists.
func clean(v *tree.View, dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err == nil {
		var st fs.FileInfo
		if st, err = v.Stat(abs); err == nil && !st.IsDir() {
			abs = filepath.Dir(abs)
		}
	}
	if err != nil {
		return "", &diag.Finding{Severity: diag.Error, Summary: "the folder cannot be read", Detail: err.Error(),
			Fix: "Name a folder that exists.", Where: diag.Pos{File: dir}, Code: diag.Config}
	}
	return abs, nil
}

// loader gathers units.
type loader struct {
	eval    *eval.Evaluator
	view    *tree.View
	mu      sync.Mutex
	units   map[string]*Unit   // by folder; nil where a folder turned out to hold no unit
	modules map[string]*module // by folder

	opts      Options
	stacks    *stacks // nil when there is none
	questions *memo.Questions
	cache     *memo.Cache[*outline]   // nil where values are wanted
	session   *memo.Session[*outline] // the use of the cache
	again     *again                  // how to make units of outlines in full
}

func newLoader(o Options) *loader {
	e := eval.New(o)
	return &loader{eval: e, view: e.View(), units: map[string]*Unit{}, modules: map[string]*module{}, opts: o, questions: o.Questions}
}

// over evaluates in the tree that the stacks lay over the one at hand.
func (l *loader) over(s *stacks) {
	o := l.opts
	o.FS = s.overlay
	l.eval = eval.New(o)
	l.eval.Adopt(s.components)
	l.view = l.eval.View()
}

// template tells whether a unit is there only for stacks to generate others
// from: it asks for values, and has none where it stands.
func (l *loader) template(dir string) bool {
	return l.stacks != nil && l.stacks.sources[dir] && l.stacks.byDir[dir] == nil && l.eval.NeedsValues(eval.DefaultFile(l.view, dir))
}

// load evaluates the units in these folders and then, round by round, those
// that they depend on.
func (l *loader) load(ctx context.Context, dirs []string) error {
	for len(dirs) > 0 {
		for _, d := range dirs {
			l.units[d] = nil
		}
		found := make([]*Unit, len(dirs))
		var wait sync.WaitGroup
		var next atomic.Int64
		for range runtime.GOMAXPROCS(0) { // few that go on: each new one would grow its stack anew
			wait.Go(func() {
				for i := int(next.Add(1)) - 1; i < len(dirs) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
					found[i] = l.unit(dirs[i])
				}
			})
		}
		wait.Wait()
		if err := ctx.Err(); err != nil {
			return err
		}
		var more []string
		for i, u := range found {
			l.units[dirs[i]] = u
		}
		for _, u := range found {
			for _, d := range u.Dependencies {
				if _, known := l.units[d.ConfigPath]; !known && d.ConfigPath != "" && isUnit(l.view, d.ConfigPath) && !slices.Contains(more, d.ConfigPath) {
					more = append(more, d.ConfigPath)
				}
			}
		}
		dirs = more
	}
	return nil
}

// unit evaluates one folder. A fault of ours must not take the other units
// along, so that a panic becomes a finding too.
func (l *loader) unit(dir string) (u *Unit) {
	u = &Unit{Dir: dir, File: eval.DefaultFile(l.view, dir), eval: l.eval, again: l.again}
	if l.session != nil {
		if o, ok := l.session.Get(dir); ok {
			u.eval = nil
			return o.unit(u)
		}
	}
	w := memo.NewWitness(l.view, l.questions)
	eval.DefaultFile(w, dir) // which is a question too
	if l.stacks != nil {
		if c := l.stacks.byDir[dir]; c != nil {
			u.Generated = &Generated{Name: c.Name, Block: c.Pos, From: c.From}
		}
	}
	defer func() {
		if r := recover(); r != nil {
			u.Findings = append(u.Findings, fault(u.File, r))
			u.unread = len(u.Findings)
		}
	}()
	c := l.eval.Config(u.File)
	u.Source, u.Dependencies, u.Inputs, u.InputsUnknown = c.Source, c.Dependencies, c.Inputs, c.InputsUnknown
	u.RemoteState, u.Generate, u.Hooks, u.Arguments, u.Copy = c.RemoteState, c.Generate, c.Hooks, c.Arguments, c.Copy
	u.RunCmds, u.Exclude, u.Errors, u.Features, u.IAM = c.RunCmds, c.Exclude, c.Errors, c.Features, c.IAM
	u.PreventDestroy = c.PreventDestroy != nil && *c.PreventDestroy
	u.Locals, _ = c.Locals.UnmarkDeep()
	u.Includes, u.Findings = c.Includes, c.Findings
	u.unread = 1 + slices.IndexFunc(c.Findings, func(f *diag.Finding) bool { return f.Severity == diag.Error })
	u.TerraformVersion, u.TerragruntVersion = c.TerraformVersion, c.TerragruntVersion
	w.Join(c.Asked)
	l.sources(w, u, c.Reads)
	if l.session != nil {
		o := outlineOf(u)
		l.session.Put(dir, o, w.Asked())
		*u = Unit{Dir: dir, File: u.File, again: l.again}
		return o.unit(u)
	}
	return u
}

// fault makes a finding of a panic.
func fault(file string, r any) *diag.Finding {
	return &diag.Finding{Severity: diag.Error, Summary: "the file cannot be evaluated", Detail: fmt.Sprint(r),
		Fix: "This is a fault of terrace: please report it with the file.", Where: diag.Pos{File: file}, Code: diag.Failed}
}

func (u *Unit) fail(at diag.Pos, summary, detail, fix string) {
	u.Findings = append(u.Findings, &diag.Finding{Severity: diag.Error, Summary: summary, Detail: detail, Fix: fix, Where: at, Unit: u.Path, Code: diag.Config})
}

// plain makes an estate of root modules that stand beside each other, at root or
// below it.
func (l *loader) plain(root string, dirs ...string) *Estate {
	e := &Estate{Root: root, byPath: map[string]*Unit{}, byDir: map[string]*Unit{}}
	for _, dir := range dirs {
		if e.byDir[dir] != nil {
			continue
		}
		rel, _ := filepath.Rel(root, dir)
		u := &Unit{Path: filepath.ToSlash(rel), Dir: dir}
		var reads []string
		u.Inputs, reads = eval.VariableFiles(l.view, dir)
		l.sources(memo.NewWitness(l.view, nil), u, reads)
		e.Units, e.byPath[u.Path], e.byDir[dir] = append(e.Units, u), u, u
	}
	slices.SortFunc(e.Units, func(a, b *Unit) int { return cmp.Compare(a.Path, b.Path) })
	return e
}

// LoadModules reads folders that each are a plain root module as one estate; an
// empty root is the folder around them all. It gives nil where one of them is none.
func LoadModules(ctx context.Context, root string, dirs []string, opts Options) (*Estate, error) {
	l := newLoader(opts)
	dirs = slices.Clone(dirs)
	for i, dir := range dirs {
		dir, err := clean(l.view, dir)
		if err != nil {
			return nil, err
		}
		found, err := discover(ctx, l.view, dir)
		if err != nil {
			return nil, err
		}
		if len(found.units)+len(found.stacks) > 0 || !hasTerraform(l.view, dir) {
			return nil, nil
		}
		if dirs[i] = dir; root == "" {
			root = dir
		}
		for !inside(root, dir) {
			root = filepath.Dir(root)
		}
	}
	return l.plain(root, dirs...), nil
}

// estate puts the units together: roots are left out, paths and edges resolved.
func (l *loader) estate(dir string) *Estate {
	e := &Estate{byPath: map[string]*Unit{}, byDir: map[string]*Unit{}}
	included := map[string]bool{}
	for _, u := range l.units {
		for _, in := range u.Includes {
			included[in.Path] = true
		}
	}
	for _, u := range l.units {
		if !included[u.File] || len(u.Includes) > 0 { // what others include is their root, not a unit
			e.Units = append(e.Units, u)
		}
	}
	e.Root = rootOf(l.view, dir, e.Units)
	for _, u := range e.Units {
		rel, _ := filepath.Rel(e.Root, u.Dir)
		u.Path = filepath.ToSlash(rel)
		e.byPath[u.Path], e.byDir[u.Dir] = u, u
	}
	slices.SortFunc(e.Units, func(a, b *Unit) int { return cmp.Compare(a.Path, b.Path) })
	for _, u := range e.Units {
		l.stacks.edges(u, l.units)
		e.resolve(u)
		for _, f := range u.Findings {
			f.Unit = u.Path
		}
	}
	_, rings := e.Waves(e.Units)
	e.Findings = append(e.Findings, rings...)
	return e
}

// resolve finds the units that the edges of a unit lead to.
func (e *Estate) resolve(u *Unit) {
	for i := range u.Dependencies {
		d := &u.Dependencies[i]
		if t := e.byDir[d.ConfigPath]; t != nil {
			d.Target = t.Path
			continue
		}
		if !d.Enabled || d.ConfigPath == "" {
			continue
		}
		name := "dependency " + d.Name
		if d.Name == "" {
			name = "dependencies"
		}
		u.fail(d.Pos, strings.TrimSpace(name)+" leads to a folder that has no unit", d.ConfigPath+" has no terragrunt.hcl.",
			"Correct the path, or switch the edge off with enabled = false.")
	}
}
