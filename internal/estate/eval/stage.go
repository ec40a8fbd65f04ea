package eval

import (
	"fmt"
	"path/filepath"
	"slices"

	"github.com/terrace-cloud/terrace/internal/estate/tree"
	"github.com/zclconf/go-cty/cty"
)

// stage is a file evaluated as far as it can be without outputs: includes,
// features, locals and dependency blocks.
type stage struct {
	*frame
	features []Feature
	deps     []Dependency // of the dependency blocks of this file alone
	parents  []*stage     // the files included, in the order of the blocks
	over     *stage       // terragrunt.autoinclude.hcl beside the file
	loop     *loop        // the for expression that an origin is looked for in
	outline  bool         // only an outline is wanted of what is finished now
	holds    []truth      // by the numbers of premises; nil before the first is asked for
}

// Config evaluates the configuration file of a unit.
func (e *Evaluator) Config(path string) *Config {
	t := newTrace(e, path, []string{path})
	t.outline = e.opts.Outline
	c := e.config(t, path)
	c.Reads, c.RunCmds, c.Findings, c.Asked = t.sortedReads(), t.runCmds, t.findings, t.Asked()
	return c
}

func (e *Evaluator) config(t *trace, path string) *Config {
	_, c := e.evaluate(t, path)
	return c
}

// evaluate gives a configuration and the stage that it was made of.
func (e *Evaluator) evaluate(t *trace, path string) (*stage, *Config) {
	s := e.stage(t, path, path, nil)
	deps := s.mergedDependencies()
	s.setDependencies(deps)
	s.outline = t.outline && s.shallow()
	c := s.finish()
	if s.over != nil {
		s.over.dependency, s.over.outline = s.dependency, s.outline
		c = merge(t, c, s.over.finish(), Shallow)
	}
	own := c.Exclude
	for i := len(s.parents) - 1; i >= 0; i-- {
		p := s.parents[i]
		p.dependency, p.outline = s.dependency, s.outline
		base := p.finish() // what is wrong in it stops the unit, also where it is not merged
		if s.includes[i].Merge != NoMerge {
			c = merge(t, base, c, s.includes[i].Merge)
		}
	}
	for i, d := range c.Dependencies {
		if d.Name != "" {
			c.Dependencies[i].outputs = s.outputs(d)
			s.checkPath(d)
		}
	}
	c.File, c.Locals, c.Includes = path, s.locals(), s.includes
	if !own.Pos.IsZero() { // an exclude block of the unit stands, also under a deep merge
		c.Exclude = own
	}
	return s, c
}

// shallow tells that no include is merged deeply: then inputs of two files need
// not agree in their kinds.
func (s *stage) shallow() bool {
	return !slices.ContainsFunc(s.includes, func(in Include) bool { return in.Merge != Shallow && in.Merge != NoMerge })
}

// stage evaluates the first half of a file; config is the file that its path
// functions answer for, from the include that brought it in.
func (e *Evaluator) stage(t *trace, path, config string, from *Include) *stage {
	f := e.file(path)
	t.open(f)
	s := &stage{frame: e.frame(t, f, config, from)}
	if v, ok := e.values(t, filepath.Join(filepath.Dir(path), valuesFile)); ok {
		s.name("values", v)
	}
	includes := s.evalIncludes()
	if from != nil && len(includes) > 0 {
		s.fail(f.body.first("include").at, "an included file has an include of its own",
			"Terragrunt merges one level only: include both files in the unit.")
		includes = nil
	}
	s.includes = includes
	for i := range includes {
		s.parents = append(s.parents, e.stage(t, includes[i].Path, config, &s.includes[i]))
	}
	s.evalFeatures()
	if f.include {
		s.expose()
	}
	s.evalLocals()
	if over := filepath.Join(filepath.Dir(path), autoIncludeFile); from == nil && over != path && t.Kind(over) != tree.None {
		s.over = e.stage(t, over, config, nil)
	} else if c := e.adopted[filepath.Dir(path)]; from == nil && c != nil && c.auto != nil {
		s.over = c.overlaid(e, t, config)
	}
	s.evalDependencies()
	return s
}

func (s *stage) evalIncludes() (out []Include) {
	bare := 0
	for b := range s.file.body.of("include") {
		if b.bare {
			if bare++; bare > 1 {
				s.fail(b.at, "a second include has no label", "Give each include a label.")
				continue
			}
		}
		in := Include{Name: b.label, Pos: s.file.pos(b.at), Merge: Shallow}
		p, ok := get(s.frame, &b.body, "path", asString)
		if !ok {
			if a, there := b.attrs["path"]; there {
				s.fail(a.expr.Range(), b.title()+" has a path that only a run can tell", "Give a path that can be read from the files.")
			}
			continue
		}
		in.Path = s.abs(p)
		in.expose, _ = get(s.frame, &b.body, "expose", asBool)
		if m, ok := get(s.frame, &b.body, "merge_strategy", asString); ok {
			in.Merge = Strategy(m)
			if mergers[in.Merge] == nil {
				s.fail(b.attrs["merge_strategy"].expr.Range(), fmt.Sprintf("there is no merge strategy %q", m), "Write shallow, deep or no_merge.")
				in.Merge = Shallow
			}
		}
		if s.t.Kind(in.Path) == tree.None {
			s.fail(b.attrs["path"].expr.Range(), fmt.Sprintf("%s: there is no file %s", b.title(), in.Path), "Create the file or correct the path.")
			continue
		}
		out = append(out, in)
	}
	return out
}

// expose makes the included files known as `include`.
func (s *stage) expose() {
	out := map[string]cty.Value{}
	for i, in := range s.includes {
		if !in.expose {
			continue
		}
		p := s.parents[i]
		p.setDependencies(p.deps)
		c := p.finish()
		c.Locals = p.locals()
		out[in.Name] = c.Object()
	}
	if v, bare := out[""]; bare && len(s.includes) == 1 {
		s.name("include", v)
		return
	}
	s.name("include", cty.ObjectVal(out))
}
