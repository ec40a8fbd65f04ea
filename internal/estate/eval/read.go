package eval

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate/tree"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// reading is what read_terragrunt_config gave for one file.
type reading struct {
	value    cty.Value
	reads    []string
	runCmds  []diag.Pos
	findings diag.Findings
	personal bool
	asked    []int32
}

func readConfig(fr *frame) function.Function {
	return function.New(&function.Spec{
		Params:   []function.Parameter{{Name: "path", Type: cty.String}},
		VarParam: &function.Parameter{Name: "fallback", Type: cty.DynamicPseudoType, AllowNull: true, AllowUnknown: true, AllowDynamicType: true},
		Type:     function.StaticReturnType(cty.DynamicPseudoType),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			if len(args) > 2 {
				return cty.NilVal, fmt.Errorf("it takes 1 or 2 arguments, not %d", len(args))
			}
			p := fr.abs(args[0].AsString())
			if v, ok := fr.remembered(p); ok {
				return v, nil
			}
			p = DefaultFile(fr.t, p)
			if fr.t.Kind(p) != tree.File {
				if len(args) == 2 {
					return args[1], nil
				}
				return cty.NilVal, fmt.Errorf("there is no file %s", p)
			}
			return fr.read(p)
		},
	})
}

// read evaluates another configuration in its own folder. What it gives is
// kept for all units, unless a function in it asked which unit is reading.
//
// Two workers may evaluate the same file at once: waiting for each other could
// never end where files read one another.
func (fr *frame) read(path string) (cty.Value, error) {
	if slices.Contains(fr.t.stack, path) {
		return cty.NilVal, fmt.Errorf("the file reads itself: %s", strings.Join(append(slices.Clone(fr.t.stack), path), " reads "))
	}
	if v, ok := fr.remembered(path); ok {
		return v, nil
	}
	t := newTrace(fr.e, fr.t.unit, append(slices.Clone(fr.t.stack), path))
	r := &reading{}
	switch base := filepath.Base(path); {
	case strings.HasSuffix(base, valuesFile):
		r.value, _ = fr.e.values(t, path)
	case base == stackFile || base == autoIncludeOver:
		r.value = fr.e.readStack(t, path)
	default:
		r.value = fr.e.config(t, path).Object()
	}
	r.reads, r.runCmds, r.findings, r.personal, r.asked = t.sortedReads(), t.runCmds, t.findings, t.personal, t.Asked()
	if !r.personal {
		fr.e.read.Store(path, r)
	}
	fr.t.join(r)
	return r.value, nil
}

// remembered gives what an earlier reading of the file gave.
func (fr *frame) remembered(path string) (cty.Value, bool) {
	p, ok := fr.e.read.Load(path)
	if !ok {
		return cty.NilVal, false
	}
	r := p.(*reading)
	fr.t.join(r)
	return r.value, true
}

// values reads terragrunt.values.hcl; false when there is none.
func (e *Evaluator) values(t *trace, path string) (cty.Value, bool) {
	if t.Kind(path) == tree.None {
		return cty.NilVal, false
	}
	f := e.file(path)
	t.open(f)
	if c := e.adopted[filepath.Dir(path)]; c != nil {
		c.join(t)
	}
	fr := e.frame(t, f, path, nil)
	out := map[string]cty.Value{}
	for _, a := range f.body.sorted {
		out[a.name] = fr.value(a.expr)
	}
	return cty.ObjectVal(out), true
}
