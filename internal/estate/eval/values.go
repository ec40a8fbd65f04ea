package eval

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

func isObject(v cty.Value) bool {
	return v != cty.NilVal && (v.Type().IsObjectType() || v.Type().IsMapType()) && v.IsKnown() && !v.IsNull()
}

func isList(v cty.Value) bool {
	return (v.Type().IsTupleType() || v.Type().IsListType() || v.Type().IsSetType()) && v.IsKnown() && !v.IsNull()
}

func asObject(v cty.Value) (map[string]cty.Value, bool) {
	if v == cty.NilVal {
		return nil, false
	}
	v, _ = v.Unmark()
	if !isObject(v) {
		return nil, false
	}
	return v.AsValueMap(), true
}

// plain gives a value as it is after a journey through JSON, which Terragrunt
// sends it on: maps become objects, lists and sets become tuples. Unknown
// parts and marks stay.
func plain(v cty.Value) cty.Value {
	if v == cty.NilVal {
		return cty.NullVal(cty.DynamicPseudoType)
	}
	v, _, _ = journey(v)
	return v
}

// carried gives a value as an input carries it: plain, without marks; and
// whether there were any.
func carried(v cty.Value) (cty.Value, bool) {
	v, _, marked := journey(v)
	if marked {
		v, _ = v.UnmarkDeep()
	}
	return v, marked
}

// journey makes a value plain, and tells whether that made another one of it
// and whether anything in it is marked. Most values come back as they are.
func journey(v cty.Value) (out cty.Value, changed, marked bool) {
	if v.IsMarked() {
		u, marks := v.Unmark()
		u, changed, _ = journey(u)
		return u.WithMarks(marks), changed, true
	}
	t := v.Type()
	switch {
	case !v.IsKnown():
		return v, false, false
	case v.IsNull():
		return cty.NullVal(cty.DynamicPseudoType), t != cty.DynamicPseudoType, false
	case t.IsPrimitiveType():
		return v, false, false
	case t.IsObjectType():
		var parts map[string]cty.Value // where it is another one
		for name := range t.AttributeTypes() {
			x, other, secret := journey(v.GetAttr(name))
			if other && parts == nil {
				parts = v.AsValueMap()
			}
			if other {
				parts[name] = x
			}
			marked = marked || secret
		}
		if changed = parts != nil; changed {
			v = cty.ObjectVal(parts)
		}
	case t.IsMapType():
		parts := v.AsValueMap()
		for name, x := range parts {
			x, _, secret := journey(x)
			parts[name], marked = x, marked || secret
		}
		return cty.ObjectVal(parts), true, marked
	case isList(v):
		parts := make([]cty.Value, 0, v.LengthInt())
		changed = !t.IsTupleType()
		for it := v.ElementIterator(); it.Next(); {
			_, x := it.Element()
			x, other, secret := journey(x)
			parts, changed, marked = append(parts, x), changed || other, marked || secret
		}
		if changed {
			v = cty.TupleVal(parts)
		}
	}
	return v, changed, marked
}

// shallowMerge lays the attributes of over over those of base.
func shallowMerge(base, over cty.Value) cty.Value {
	out, _ := asObject(base)
	out = maps.Clone(out)
	if out == nil {
		out = map[string]cty.Value{}
	}
	top, _ := asObject(over)
	maps.Copy(out, top)
	return cty.ObjectVal(out)
}

// deepMerge lays one value over another: objects key by key, lists (where
// asked) end to end, anything else replaced. Terragrunt refuses a list over
// something that is neither list nor null.
func deepMerge(base, over cty.Value, lists bool) (cty.Value, error) {
	base, bm := base.Unmark()
	over, om := over.Unmark()
	switch {
	case isObject(base) && isObject(over):
		out := maps.Clone(base.AsValueMap())
		if out == nil {
			out = map[string]cty.Value{}
		}
		for k, v := range over.AsValueMap() {
			if old, ok := out[k]; ok {
				m, err := deepMerge(old, v, lists)
				if err != nil {
					return over, fmt.Errorf("%s: %w", k, err)
				}
				v = m
			}
			out[k] = v
		}
		return cty.ObjectVal(out).WithMarks(bm, om), nil
	case lists && isList(over) && isList(base):
		both := append(append([]cty.Value{}, plain(base).AsValueSlice()...), plain(over).AsValueSlice()...)
		return cty.TupleVal(both).WithMarks(bm, om), nil
	case lists && isList(over) && base.IsKnown() && !base.IsNull():
		return over.WithMarks(om), fmt.Errorf("a list cannot be merged with %s", base.Type().FriendlyName())
	}
	return over.WithMarks(om), nil
}

// deepMergeFunc is an experiment of Terragrunt 1.1, off unless it is asked for.
func deepMergeFunc(fr *frame) function.Function {
	return function.New(&function.Spec{
		VarParam: &function.Parameter{Name: "objects", Type: cty.DynamicPseudoType, AllowNull: true, AllowDynamicType: true},
		Type:     function.StaticReturnType(cty.DynamicPseudoType),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			if !fr.t.experiment("deep-merge") {
				return cty.NilVal, fmt.Errorf("Terragrunt knows it only with the experiment deep-merge (TG_EXPERIMENT=deep-merge)")
			}
			out := cty.EmptyObjectVal
			for _, a := range args {
				if a.IsNull() {
					continue
				}
				if !isObject(a) {
					return cty.NilVal, fmt.Errorf("it takes objects, not %s", a.Type().FriendlyName())
				}
				m, err := deepMerge(out, a, true)
				if err != nil {
					return cty.NilVal, err
				}
				out = m
			}
			return out, nil
		},
	})
}

// experiment tells whether an experiment is on, by the environment.
func (t *trace) experiment(name string) bool {
	if all, _ := t.env("TG_EXPERIMENT_MODE"); all == "true" || all == "1" {
		return true
	}
	on, _ := t.env("TG_EXPERIMENT")
	return slices.Contains(strings.Split(on, ","), name)
}
