package synth

import (
	"context"
	"strconv"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/zclconf/go-cty/cty"
)

// filling is the work on one object: its values as far as they are made up.
type filling struct {
	Request
	ctx    context.Context
	maker  *Maker
	data   bool // a data source or an ephemeral value, not a resource
	found  bool // a data source that an object of the cloud answers
	sdk    bool // a type of the old SDK
	seed   string
	values map[string]cty.Value   // top-level values, filled as they are asked for
	busy   map[string]bool        // top-level names being filled, so that two that lean on each other end
	within []map[string]cty.Value // the nested objects around the value at work, innermost last
	made   map[string]bool        // top-level names made up by a rule
	sure   map[string]bool        // top-level names whose line is a fact
	err    error                  // the first failure of the store
}

func (m *Maker) filling(ctx context.Context, q Request, from cty.Value) *filling {
	id := q.Block.Attr("id")
	return &filling{
		Request: q, ctx: ctx, maker: m, sdk: id != nil && id.Optional,
		values: from.AsValueMap(), busy: map[string]bool{}, made: map[string]bool{}, sure: map[string]bool{},
	}
}

func (f *filling) root() cty.Value {
	for _, a := range f.Block.Attrs {
		f.get(a.Name)
	}
	for _, n := range f.Block.Nested {
		f.values[n.Name] = f.nested(n, f.values[n.Name], f.before(n.Name), n.Name)
	}
	return cty.ObjectVal(f.values)
}

// get gives a top-level value, made up now if it is wanted before its turn.
func (f *filling) get(name string) cty.Value {
	v, ok := f.values[name]
	if !ok || v == cty.NilVal {
		return cty.NilVal
	}
	a := f.Block.Attr(name)
	if a == nil || v.IsWhollyKnown() || f.busy[name] {
		return v
	}
	f.busy[name] = true
	f.values[name] = f.attr(a, v, f.before(name), name)
	return f.values[name]
}

// text gives a top-level string, number or bool as text; "" when there is none.
func (f *filling) text(name string) string { return text(f.get(name)) }

// before gives the prior value of a top-level name, or NilVal.
func (f *filling) before(name string) cty.Value { return child(f.Prior, name) }

func (f *filling) attr(a *tfwire.Attr, v, prior cty.Value, path string) cty.Value {
	if v.IsWhollyKnown() {
		return v
	}
	if !v.IsKnown() {
		return f.make(spot{Attr: a, path: path, prior: prior})
	}
	return f.inside(v, prior, path)
}

// inside fills a value that is known in part.
func (f *filling) inside(v, prior cty.Value, path string) cty.Value {
	t := v.Type()
	switch {
	case v.IsWhollyKnown():
		return v
	case !v.IsKnown():
		return f.make(spot{Attr: &tfwire.Attr{Name: leaf(path), Type: t, Computed: true}, path: path, prior: prior})
	case t.IsObjectType():
		m := v.AsValueMap()
		f.within = append(f.within, m)
		for _, k := range sortedKeys(m) {
			m[k] = f.inside(m[k], child(prior, k), path+"."+k)
		}
		f.within = f.within[:len(f.within)-1]
		return cty.ObjectVal(m)
	}
	return elements(v, func(i int, key string, x cty.Value) cty.Value {
		return f.inside(x, match(prior, key, i, x), path+"."+key)
	})
}

func (f *filling) nested(n *tfwire.Nested, v, prior cty.Value, path string) cty.Value {
	if v.IsWhollyKnown() {
		return v
	}
	if !v.IsKnown() { // a block that only AWS would write: none
		return none(v.Type())
	}
	if v.Type().IsObjectType() {
		return f.block(n.Block, v, prior, path)
	}
	return elements(v, func(i int, key string, x cty.Value) cty.Value {
		return f.block(n.Block, x, match(prior, key, i, x), path+"."+key)
	})
}

func (f *filling) block(b *tfwire.Block, v, prior cty.Value, path string) cty.Value {
	if v.IsWhollyKnown() {
		return v
	}
	if !v.IsKnown() {
		return none(v.Type())
	}
	m := v.AsValueMap()
	f.within = append(f.within, m)
	for _, a := range b.Attrs {
		m[a.Name] = f.attr(a, m[a.Name], child(prior, a.Name), path+"."+a.Name)
	}
	for _, n := range b.Nested {
		m[n.Name] = f.nested(n, m[n.Name], child(prior, n.Name), path+"."+n.Name)
	}
	f.within = f.within[:len(f.within)-1]
	return cty.ObjectVal(m)
}

// elements rebuilds a collection or a tuple from its elements.
func elements(v cty.Value, f func(i int, key string, x cty.Value) cty.Value) cty.Value {
	t := v.Type()
	if t.IsMapType() {
		m := v.AsValueMap()
		for i, k := range sortedKeys(m) {
			m[k] = f(i, k, m[k])
		}
		return cty.MapVal(m)
	}
	if !t.IsListType() && !t.IsSetType() && !t.IsTupleType() {
		return v
	}
	l := v.AsValueSlice()
	for i := range l {
		l[i] = f(i, strconv.Itoa(i), l[i])
	}
	return sequence(t, l)
}

// match finds in the prior collection what the i-th element was before: by key
// or position, in a set by the values that both know.
func match(prior cty.Value, key string, i int, x cty.Value) cty.Value {
	if prior == cty.NilVal || prior.IsNull() || !prior.IsKnown() {
		return cty.NilVal
	}
	t := prior.Type()
	if t.IsMapType() {
		return prior.AsValueMap()[key]
	}
	if !t.IsListType() && !t.IsSetType() && !t.IsTupleType() {
		return cty.NilVal
	}
	l := prior.AsValueSlice()
	if !t.IsSetType() {
		if i < len(l) {
			return l[i]
		}
		return cty.NilVal
	}
	for _, o := range l {
		if agrees(x, o) {
			return o
		}
	}
	return cty.NilVal
}

// agrees tells whether all that x knows is in o as well.
func agrees(x, o cty.Value) bool {
	switch {
	case !x.IsKnown():
		return true
	case x.IsNull() || o.IsNull() || !x.Type().IsObjectType() || !o.Type().IsObjectType():
		return x.RawEquals(o)
	}
	was := o.AsValueMap()
	for k, v := range x.AsValueMap() {
		if ov, ok := was[k]; !ok || !agrees(v, ov) {
			return false
		}
	}
	return true
}
