package estate

import (
	"context"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate/eval"
	"github.com/terrace-cloud/terrace/internal/estate/memo"
	"github.com/terrace-cloud/terrace/internal/estate/tree"
)

// Generated tells of a unit that Terragrunt generates from a stack file. Its
// folder need not be there: the unit is evaluated as it would be.
type Generated struct {
	Name  string
	Block diag.Pos // the unit's block in the stack file
	From  string   // absolute folder of its source
}

// stacks is what the stack files of a tree generate.
type stacks struct {
	overlay    *tree.Overlay
	components []*eval.Component
	byDir      map[string]*eval.Component
	files      map[string]bool // stack files, by path
	sources    map[string]bool // folders that are the source of a component
	findings   diag.Findings
}

// deepest is how far stacks may be nested; more is a stack that holds itself.
const deepest = 50

// expand evaluates stack files, round by round, as each may generate others.
func expand(ctx context.Context, o Options, todo []string) (*stacks, error) {
	s := &stacks{overlay: tree.NewOverlay(o.FS), byDir: map[string]*eval.Component{}, files: map[string]bool{}, sources: map[string]bool{}}
	o.FS = s.overlay
	for depth := 0; len(todo) > 0; depth++ {
		e := eval.New(o)
		e.Adopt(s.components)
		var next []string
		for _, file := range todo {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			next = append(next, s.add(e, file, depth)...)
		}
		todo = next
	}
	return s, nil
}

// add lays what a stack file generates over the tree and gives the stack files
// among it.
func (s *stacks) add(e *eval.Evaluator, file string, depth int) (next []string) {
	st := s.evaluate(e, file)
	if st == nil || st.Template {
		return nil
	}
	s.files[file] = true
	s.findings = append(s.findings, st.Findings...)
	remote := false
	for _, c := range st.Components {
		s.components, s.byDir[c.Dir] = append(s.components, c), c
		switch {
		case c.From == "":
			remote = true
			if c.Source != "" && e.View().Kind(c.Dir) == tree.None && !strings.HasPrefix(c.Source, ".") && !strings.HasPrefix(c.Source, "/") {
				s.findings = append(s.findings, &diag.Finding{Severity: diag.Warning, Where: c.Pos, Code: diag.Config,
					Summary: c.Kind + " " + c.Name + " is not known: its source is not on this machine",
					Detail:  c.Source + " has to be fetched.", Fix: "Run terragrunt stack generate."})
			}
			continue
		case depth >= deepest:
			s.findings = append(s.findings, &diag.Finding{Severity: diag.Error, Where: c.Pos, Code: diag.Config,
				Summary: "stacks are nested without end", Fix: "A stack must not be its own source, not even through others."})
			continue
		}
		s.sources[c.From] = true
		s.overlay.Show(c.Dir, c.From)
		if path, text, ok := c.ValuesText(); ok {
			s.overlay.Write(path, text, file)
		}
		want := unitFiles[0]
		if c.Kind == "stack" {
			want = eval.StackFile
		}
		next = append(next, inner(e.View(), c)...)
		if c.Check && !e.View().IsFile(filepath.Join(c.From, want)) {
			s.findings = append(s.findings, &diag.Finding{Severity: diag.Error, Where: c.Pos, Code: diag.Config,
				Summary: c.Kind + " " + c.Name + " would have no " + want, Detail: c.From + " has none.", Fix: "Correct the source."})
		}
	}
	if !remote { // what was generated earlier may be stale
		s.overlay.Hide(filepath.Join(filepath.Dir(file), eval.GeneratedDir))
	}
	return next
}

// inner gives the stack files that come with the source of a component.
func inner(v *tree.View, c *eval.Component) (out []string) {
	_ = tree.Walk(v, c.From, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return filepath.SkipDir
		case d.IsDir() && p != c.From && (memo.Skipped[d.Name()] || d.Name() == eval.GeneratedDir):
			return filepath.SkipDir
		case !d.IsDir() && d.Name() == eval.StackFile:
			out = append(out, filepath.Join(c.Dir, strings.TrimPrefix(p, c.From)))
		}
		return nil
	})
	return out
}

// evaluate reads a stack file; a fault of ours is a finding, as for units.
func (s *stacks) evaluate(e *eval.Evaluator, file string) (st *eval.Stack) {
	defer func() {
		if r := recover(); r != nil {
			s.findings = append(s.findings, fault(file, r))
		}
	}()
	return e.Stack(file)
}

// edges makes of an edge to a stack one to each of its units.
func (s *stacks) edges(u *Unit, units map[string]*Unit) {
	if s == nil {
		return
	}
	for _, d := range slices.Clone(u.Dependencies) {
		if units[d.ConfigPath] != nil || !s.files[filepath.Join(d.ConfigPath, eval.StackFile)] {
			continue
		}
		u.Dependencies = slices.DeleteFunc(u.Dependencies, func(x Dependency) bool { return x.Pos == d.Pos })
		for _, c := range s.components {
			if c.Kind == "unit" && inside(d.ConfigPath, c.Dir) && units[c.Dir] != nil {
				to := d
				to.ConfigPath = c.Dir
				u.Dependencies = append(u.Dependencies, to)
			}
		}
	}
}
