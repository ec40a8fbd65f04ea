package eval

import (
	"path/filepath"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/terrace-cloud/terrace/internal/estate/eval/tffunc"
)

// frame is where the expressions of one file are evaluated.
//
// An included file keeps the paths of the unit that includes it: its folder
// matters for file() and its like only, as in Terragrunt.
type frame struct {
	e        *Evaluator
	t        *trace
	file     *file
	config   string    // the file that path functions answer for
	from     *Include  // the include that brought this file in
	includes []Include // the include blocks of this file

	dependency, feature cty.Value            // NilVal where there is no such name
	names               map[string]cty.Value // what else expressions can name: include, values, unit, stack
	local               map[string]cty.Value // locals evaluated so far; nil before the first
	settled             bool                 // they all are
	object              cty.Value            // see locals
	each                []each               // names of the `for` expressions around the one at hand
	ctx                 *hcl.EvalContext     // see context
}

func (e *Evaluator) frame(t *trace, f *file, config string, from *Include) *frame {
	return &frame{e: e, t: t, file: f, config: config, from: from}
}

// name makes a value known by a name.
func (fr *frame) name(name string, v cty.Value) {
	if fr.names == nil {
		fr.names = map[string]cty.Value{}
	}
	fr.names[name] = v
}

// locals gives the locals as an object, as far as they are evaluated; few units
// need it for each of their files.
func (fr *frame) locals() cty.Value {
	if fr.settled && fr.object != cty.NilVal {
		return fr.object
	}
	fr.object = cty.EmptyObjectVal
	if len(fr.local) > 0 {
		fr.object = cty.ObjectVal(fr.local)
	}
	return fr.object
}

// context gives what HCL evaluates in. Few units need it for each of their
// files: it is made where [frame.quick] gives up.
func (fr *frame) context() *hcl.EvalContext {
	if fr.local != nil {
		fr.name("local", fr.locals())
	}
	if fr.dependency != cty.NilVal {
		fr.name("dependency", fr.dependency)
	}
	if fr.feature != cty.NilVal {
		fr.name("feature", fr.feature)
	}
	if fr.ctx == nil {
		fr.ctx = pure.NewChild()
		if fr.file.callsFiles() {
			fr.ctx.Functions = tffunc.Files(filepath.Dir(fr.file.path), fr.t)
			fr.ctx = fr.ctx.NewChild()
		}
		fr.ctx.Functions = fr.functions()
	}
	fr.ctx.Variables = fr.names
	return fr.ctx
}

func (f *file) callsFiles() bool {
	return f.calls == nil || slices.ContainsFunc(tffunc.FileNames, func(n string) bool { return f.calls[n] })
}

var pure = &hcl.EvalContext{Functions: tffunc.Pure()}

// dir is the folder that path functions answer for.
func (fr *frame) dir() string { return filepath.Dir(fr.config) }

// abs makes a path absolute as Terragrunt does: from the unit's folder.
func (fr *frame) abs(p string) string {
	if !filepath.IsAbs(p) {
		p = filepath.Join(fr.dir(), p)
	}
	return filepath.Clean(p)
}

// value evaluates an expression; where it cannot be, the findings say so and
// the value is unknown.
func (fr *frame) value(x hcl.Expression) cty.Value {
	if v, ok := fr.quick(x); ok {
		if fr.e.doubt != nil {
			fr.e.doubt(fr, x, v)
		}
		return v
	}
	v, ds := x.Value(fr.context())
	var ours hcl.Diagnostics
	for _, d := range ds {
		if judged(d) {
			ours = append(ours, d)
		}
	}
	if len(ours) > 0 {
		fr.t.add(fr.file.told(fromHCL(ours))...)
	}
	if v == cty.NilVal {
		return cty.DynamicVal
	}
	return v
}

// fail notes an error of the configuration at a place of the file.
func (fr *frame) fail(at hcl.Range, summary, fix string) {
	fr.t.add(&diag.Finding{Severity: diag.Error, Summary: summary, Fix: fix, Where: fr.file.pos(at), Code: diag.Config})
}

// get evaluates an attribute of a body into a Go value of its kind; it gives
// false where the attribute is not there, null, unknown or of another type.
func get[T any](fr *frame, b *body, name string, read func(cty.Value) (T, bool)) (T, bool) {
	v, _, ok := fetch(fr, b, name, read)
	return v, ok
}

// fetch is get, which also tells whether the value is unknown.
func fetch[T any](fr *frame, b *body, name string, read func(cty.Value) (T, bool)) (out T, unknown, ok bool) {
	a, there := b.attrs[name]
	if !there {
		return out, false, false
	}
	v := fr.value(a.expr)
	if v.IsMarked() || !v.Type().IsPrimitiveType() {
		v, _ = v.UnmarkDeep()
	}
	if !v.IsWhollyKnown() {
		return out, true, false
	}
	if v.IsNull() {
		return out, false, false
	}
	if out, ok = read(v); !ok {
		fr.fail(a.expr.Range(), name+" has the wrong type: "+v.Type().FriendlyName(), "Give it a value of the type that Terragrunt's reference names.")
	}
	return out, false, ok
}

// known converts a value to a type; false where it is unknown, null, absent or
// of another kind.
func known(v cty.Value, t cty.Type) (cty.Value, bool) {
	if v == cty.NilVal {
		return v, false
	}
	v, _ = v.Unmark()
	c, err := convert.Convert(v, t)
	return c, err == nil && c.IsKnown() && !c.IsNull()
}

func asString(v cty.Value) (string, bool) {
	if v, ok := known(v, cty.String); ok {
		return v.AsString(), true
	}
	return "", false
}

func asBool(v cty.Value) (bool, bool) {
	v, ok := known(v, cty.Bool)
	return ok && v.True(), ok
}

func asInt(v cty.Value) (int64, bool) {
	v, ok := known(v, cty.Number)
	if !ok {
		return 0, false
	}
	n, _ := v.AsBigFloat().Int64()
	return n, true
}

func asStrings(v cty.Value) ([]string, bool) {
	v, _ = v.UnmarkDeep()
	if !v.IsWhollyKnown() || v.IsNull() || !v.CanIterateElements() || v.Type().IsObjectType() || v.Type().IsMapType() {
		return nil, false
	}
	out := []string{}
	for it := v.ElementIterator(); it.Next(); {
		_, x := it.Element()
		s, ok := asString(x)
		if !ok {
			return nil, false
		}
		out = append(out, s)
	}
	return out, true
}

// asMap gives a map, whose elements have one type.
func asMap(v cty.Value) (cty.Value, bool) { return known(v, cty.Map(cty.DynamicPseudoType)) }
