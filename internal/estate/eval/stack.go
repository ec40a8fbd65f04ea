package eval

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate/tree"
	"github.com/zclconf/go-cty/cty"
)

// Stack is what a stack file says. Nothing is generated: the evaluator is told
// of its components by [Evaluator.Adopt], and evaluates them as if they were.
type Stack struct {
	File       string
	Components []*Component // in the order of the blocks
	Findings   diag.Findings
	locals     cty.Value
	Template   bool // it needs values and has none: it is there for other stacks
}

// Component is a `unit` or `stack` block of a stack file.
type Component struct {
	Kind   string // unit, stack
	Name   string
	Dir    string // absolute folder that Terragrunt generates
	Source string // as evaluated
	From   string // folder that the source is, where it is on this machine; else ""
	Values cty.Value
	Pos    diag.Pos

	Check bool // the folder must hold a configuration

	path  string // as written
	stage *stage // in whose names the block speaks
	raw   *block
	auto  *block // what is laid over it; nil when nothing is
	reads []string
	asked []int32
}

// Stack evaluates a stack file.
func (e *Evaluator) Stack(path string) *Stack {
	t := newTrace(e, path, []string{path})
	s := &stage{frame: e.stackFrame(t, path)}
	out := &Stack{File: path}
	dir := filepath.Dir(path)
	if v, ok := e.values(t, filepath.Join(dir, valuesFile)); ok {
		s.name("values", v)
	} else if s.file.names("values") {
		return &Stack{File: path, Template: true}
	}
	s.evalLocals()
	blocks := s.components()
	refs := map[string]map[string]cty.Value{"unit": {}, "stack": {}}
	for _, b := range blocks {
		if c, ok := s.place(b); ok {
			refs[c.Kind][c.Name] = cty.ObjectVal(map[string]cty.Value{"path": cty.StringVal(c.Dir)})
			out.Components = append(out.Components, c)
		}
	}
	for kind, all := range refs {
		s.name(kind, cty.ObjectVal(all))
	}
	for _, c := range out.Components {
		s.fill(c)
	}
	out.Findings, out.locals = t.findings, s.locals()
	for _, c := range out.Components {
		c.reads, c.asked = t.sortedReads(), t.Asked()
	}
	return out
}

// stackFrame is where the expressions of a stack file are evaluated.
func (e *Evaluator) stackFrame(t *trace, path string) *frame {
	f := e.file(path)
	t.open(f)
	return e.frame(t, f, path, nil)
}

// names tells whether an expression of the file starts with a name.
func (f *file) names(root string) bool { return f.roots[root] }

// written is a block and the stage in whose names it speaks.
type written struct {
	*block
	in *stage
}

// components gathers the blocks of the file, of those that it includes, and of
// what is laid over it; of two with one name, the last one stands.
func (s *stage) components() []written {
	var out []written
	add := func(bs []*block, in *stage, over bool) {
		for _, b := range bs {
			if b.kind != "unit" && b.kind != "stack" {
				continue
			}
			i := slices.IndexFunc(out, func(o written) bool { return o.kind == b.kind && o.label == b.label })
			switch {
			case i < 0:
				out = append(out, written{b, in})
			case over:
				out[i] = written{b, in}
			default:
				s.fail(b.at, b.title()+" is written twice", fmt.Sprintf("Rename one of the two; the first is at %s.", s.file.pos(out[i].at)))
			}
		}
	}
	add(s.file.body.blocks, s, false)
	for b := range s.file.body.of("include") {
		p, ok := get(s.frame, &b.body, "path", asString)
		if !ok {
			continue
		}
		if p = s.abs(p); s.t.Kind(p) == tree.None {
			s.fail(b.attrs["path"].expr.Range(), fmt.Sprintf("%s: there is no file %s", b.title(), p), "Create the file or correct the path.")
			continue
		}
		f := s.e.file(p)
		s.t.open(f)
		add(f.body.blocks, s, false)
	}
	if p := filepath.Join(s.dir(), autoIncludeOver); filepath.Base(s.config) != autoIncludeOver && s.t.Kind(p) == tree.File {
		f := s.e.file(p)
		s.t.open(f)
		add(f.body.blocks, s, true)
	}
	if c := s.e.adopted[s.dir()]; c != nil && c.auto != nil {
		add(c.auto.blocks, c.stage, true)
	}
	return out
}

// place finds where a component is generated.
func (s *stage) place(b written) (*Component, bool) {
	c := &Component{Kind: b.kind, Name: b.label, Pos: s.file.pos(b.at), stage: b.in, raw: b.block}
	path, ok := get(c.stage.frame, &b.body, "path", asString)
	if !ok {
		return nil, false
	}
	c.path = path
	flat, _ := get(c.stage.frame, &b.body, "no_dot_terragrunt_stack", asBool)
	loose, _ := get(c.stage.frame, &b.body, "no_validation", asBool)
	c.Check = !flat && !loose
	base := s.dir()
	if !flat {
		base = filepath.Join(base, GeneratedDir)
	}
	c.Dir = filepath.Join(base, path)
	if rel, err := filepath.Rel(base, c.Dir); filepath.IsAbs(path) || err != nil || rel == ".." || strings.HasPrefix(rel, "../") {
		s.fail(b.attrs["path"].expr.Range(), b.title()+" would be generated outside of its stack", "Give a path below the folder of the stack file.")
		return nil, false
	}
	for a := range b.of("autoinclude") {
		c.auto = a
	}
	return c, true
}

// GeneratedDir is the folder into which Terragrunt generates a stack.
const GeneratedDir = ".terragrunt-stack"

// fill evaluates the source and the values of a component.
func (s *stage) fill(c *Component) {
	fr := c.stage.frame
	b := &c.raw.body
	a, written := b.attrs["source"]
	if !written {
		return // which is told where the file is read
	}
	src, ok := get(fr, b, "source", asString)
	if !ok {
		s.fail(a.expr.Range(), c.raw.title()+" has a source that only a run can tell", "Give a source that can be read from the files.")
		return
	}
	c.Source = src
	base := filepath.Dir(fr.config)
	if kept, _ := get(fr, b, "update_source_with_cas", asBool); kept { // the source is as seen from where the file was written
		base = filepath.Dir(s.e.view.Origin(fr.config))
	}
	c.From = s.e.local(s.t, base, src)
	if c.From == "" && isPath(src) {
		s.fail(a.expr.Range(), c.raw.title()+": the source leads to a folder that does not exist", "Correct the path; it starts at the folder of the stack file.")
	}
	if a, ok := b.attrs["values"]; ok {
		v := fr.value(a.expr)
		if u, _ := v.Unmark(); u.IsKnown() && !u.IsNull() && !isObject(u) {
			s.fail(a.expr.Range(), "values is no object but "+u.Type().FriendlyName(), "Write values = { name = value, … }.")
			return
		}
		c.Values = v
	}
}

// local gives the folder that a source names, where it is on this machine.
func (e *Evaluator) local(in tree.Reader, base, src string) string {
	src = strings.TrimPrefix(src, "file://")
	p := filepath.Clean(src)
	if !filepath.IsAbs(p) {
		p = filepath.Join(base, src)
	}
	if in.Kind(p) == tree.Dir {
		return p
	}
	return ""
}

// isPath tells a path from the address of something to fetch.
func isPath(src string) bool {
	return strings.HasPrefix(src, ".") || strings.HasPrefix(src, "/") || strings.HasPrefix(src, "file://")
}

// Adopt makes the evaluator answer for components as if they were generated. It
// is called before anything is evaluated.
func (e *Evaluator) Adopt(cs []*Component) {
	for _, c := range cs {
		e.adopted[c.Dir] = c
		if isObject(c.Values) {
			path := filepath.Join(c.Dir, valuesFile)
			f := c.valuesFile(path)
			e.files.Store(path, func() *file { return f })
		}
	}
}

// ValuesText gives terragrunt.values.hcl as Terragrunt would write it, with the
// path; false where it would write none.
func (c *Component) ValuesText() (path string, content []byte, ok bool) {
	if !isObject(c.Values) {
		return "", nil, false
	}
	f := hclwrite.NewEmptyFile()
	for _, name := range slices.Sorted(maps.Keys(c.Values.AsValueMap())) {
		if v, _ := c.Values.AsValueMap()[name].UnmarkDeep(); v.IsWhollyKnown() {
			f.Body().SetAttributeValue(name, v)
		}
	}
	return filepath.Join(c.Dir, valuesFile), f.Bytes(), true
}

// valuesFile is that file with the places of the stack file.
func (c *Component) valuesFile(path string) *file {
	f := &file{path: path, name: path, exists: true, parsed: &parsed{name: path, body: &body{attrs: map[string]attr{}}, calls: map[string]bool{}}}
	v, marks := c.Values.Unmark()
	for name, x := range v.AsValueMap() {
		a := c.raw.attrs["values"]
		at := a.at
		if pairs, ok := c.stage.file.pairs(a.expr); ok {
			if p, ok := pairs[name]; ok {
				at = p.at
			}
		}
		f.body.attrs[name] = attr{name, hcl.StaticExpr(plain(x.WithMarks(marks)), at), at}
	}
	f.body.sort()
	return f
}

// join counts what the stack file was made of as read by the component.
func (c *Component) join(t *trace) {
	for _, r := range c.reads {
		t.reads[r] = true
	}
	t.Join(c.asked)
}

// overlaid gives the stage of an autoinclude: it speaks in the names of the
// stack file and is laid over the component with that configuration.
func (c *Component) overlaid(e *Evaluator, t *trace, config string) *stage {
	c.join(t)
	inner := e.stackFrame(t, c.stage.file.path)
	inner.names, inner.local, inner.settled = maps.Clone(c.stage.names), c.stage.local, c.stage.settled
	of := c.stage.file
	f := &file{path: of.path, name: of.name, exists: true, parsed: &parsed{name: of.parsed.name, body: &c.auto.body, calls: of.calls, include: of.include}}
	fr := *inner
	fr.file, fr.config, fr.ctx = f, config, inner.context()
	s := &stage{frame: &fr}
	s.evalFeatures()
	s.evalDependencies()
	for i, d := range s.deps { // as it is written into the file
		if rel, err := filepath.Rel(c.Dir, d.raw); err == nil && filepath.IsAbs(d.raw) {
			s.deps[i].raw = rel
		}
	}
	return s
}
