package eval

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

// Step is one of the places that made a value.
type Step struct {
	Pos   diag.Pos
	Name  string    // what stands there: "local.size", "inputs.memory", `include "common"`
	Expr  string    // its expression as written; it can hold a secret where Sensitive is set
	Value cty.Value // what it gives, or the part of it that was used; unknown where only a run can tell

	Sensitive  bool // the value went through sensitive()
	Overridden bool // a later file gives the same input another value
	Depth      int  // 0 for the input itself, 1 for what it refers to, and so on
}

// Origins gives the places that made an input of the unit with that
// configuration file, or a key inside it: what the value comes from first, the
// file that decided last. It is empty for an input that the unit does not have.
func (e *Evaluator) Origins(file string, path ...string) []Step {
	if len(path) == 0 {
		return nil
	}
	t := newTrace(e, file, []string{file})
	s, c := e.evaluate(t, file)
	if _, ok := c.Inputs[path[0]]; !ok && !c.InputsUnknown {
		return nil
	}
	o := &origins{e: e, t: t, path: path, stages: map[*frame]*stage{}, opened: map[string]*stage{}}
	o.know(s)
	var out []Step
	for _, g := range o.givers(s) {
		o.seen = map[diag.Pos]bool{}
		steps := o.follow(place{s: g.stage, expr: g.expr, at: g.expr.Range(), name: "inputs"}, path, 0)
		if in := g.from; in != nil {
			steps = append(steps, Step{Pos: in.Pos, Name: (&block{kind: "include", label: in.Name}).title(), Expr: o.relative(in.Path), Value: steps[len(steps)-1].Value,
				Sensitive: steps[len(steps)-1].Sensitive})
		}
		for i := range steps {
			steps[i].Overridden = g.overridden
		}
		out = append(out, steps...)
	}
	return out
}

// origins is one search.
type origins struct {
	e      *Evaluator
	t      *trace
	path   []string
	stages map[*frame]*stage // to find the includes of a frame
	opened map[string]*stage // configurations that were read
	seen   map[diag.Pos]bool
}

func (o *origins) know(s *stage) {
	o.stages[s.frame] = s
	for _, p := range s.parents {
		o.know(p)
	}
	if s.over != nil {
		o.know(s.over)
	}
}

// giver is a file that gives the input a value.
type giver struct {
	*stage
	expr       hcl.Expression // of its inputs
	from       *Include       // that brought the file in
	overridden bool
}

// givers lists the files of the unit that give a value at the path, the one
// that decides last. A shallow merge replaces an input as a whole; a deep one
// leaves what it does not name, and joins objects and lists.
func (o *origins) givers(s *stage) (out []giver) {
	var have cty.Value // what the files looked at so far say of the input
	add := func(s *stage, from *Include, deep bool) {
		a, ok := s.file.body.attrs["inputs"]
		if !ok {
			return
		}
		whole := at(quiet(s.frame, a.expr), o.path[:1])
		if whole == cty.NilVal {
			return
		}
		if at(whole, o.path[1:]) != cty.NilVal {
			g := giver{stage: s, expr: a.expr, from: from, overridden: have != cty.NilVal && (!deep || hides(have, o.path[1:]))}
			out = append([]giver{g}, out...)
		}
		switch {
		case have == cty.NilVal:
			have = whole
		case deep:
			have, _ = deepMerge(whole, have, true)
		}
	}
	if s.over != nil {
		add(s.over, nil, false)
	}
	add(s, nil, false)
	for i := len(s.parents) - 1; i >= 0; i-- {
		if m := s.includes[i].Merge; m != NoMerge {
			add(s.parents[i], &s.includes[i], m == Deep || m == DeepMapOnly)
		}
	}
	return out
}

// hides tells whether a value at a path leaves nothing of one beneath it in a
// deep merge.
func hides(over cty.Value, path []string) bool {
	for i := range len(path) + 1 {
		v := at(over, path[:i])
		if v == cty.NilVal {
			return false
		}
		if v, _ = v.Unmark(); !isObject(v) && (i < len(path) || !isList(v)) {
			return true
		}
	}
	return false
}

// at gives the part of a value at a path, NilVal where it has none; of an
// unknown value every part is unknown.
func at(v cty.Value, path []string) cty.Value {
	for _, step := range path {
		u, marks := v.Unmark()
		switch {
		case !u.IsKnown():
			return v
		case isObject(u):
			x, ok := u.AsValueMap()[step]
			if !ok {
				return cty.NilVal
			}
			v = x.WithMarks(marks)
		case isList(u):
			i, ok := asInt(cty.StringVal(step))
			if !ok || i < 0 || int(i) >= u.LengthInt() {
				return cty.NilVal
			}
			v = u.AsValueSlice()[i].WithMarks(marks)
		default:
			return cty.NilVal
		}
	}
	return v
}

// quiet evaluates without a finding.
func quiet(fr *frame, x hcl.Expression) cty.Value {
	v, ds := x.Value(fr.context())
	if ds.HasErrors() || v == cty.NilVal {
		return cty.DynamicVal
	}
	return v
}
