package synth

import (
	"sort"
	"strconv"
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// text gives a known string, number or bool as text, else "".
func text(v cty.Value) string {
	if v == cty.NilVal || !v.IsKnown() || v.IsNull() {
		return ""
	}
	switch v.Type() {
	case cty.String:
		return v.AsString()
	case cty.Number:
		return v.AsBigFloat().Text('f', -1)
	case cty.Bool:
		return strconv.FormatBool(v.True())
	}
	return ""
}

// texts gives the strings of a known collection.
func texts(v cty.Value) []string {
	if v == cty.NilVal || !v.IsKnown() || v.IsNull() || !v.CanIterateElements() {
		return nil
	}
	var out []string
	for it := v.ElementIterator(); it.Next(); {
		_, x := it.Element()
		if s := text(x); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// child gives an attribute of an object, NilVal when there is none.
func child(v cty.Value, name string) cty.Value {
	if v == cty.NilVal || v.IsNull() || !v.IsKnown() || !v.Type().IsObjectType() || !v.Type().HasAttribute(name) {
		return cty.NilVal
	}
	return v.GetAttr(name)
}

// none gives the empty collection of a type, else its null.
func none(t cty.Type) cty.Value {
	switch {
	case t.IsListType():
		return cty.ListValEmpty(t.ElementType())
	case t.IsSetType():
		return cty.SetValEmpty(t.ElementType())
	case t.IsMapType():
		return cty.MapValEmpty(t.ElementType())
	}
	return cty.NullVal(t)
}

// sequence gives a list, set or tuple of type t with these elements.
func sequence(t cty.Type, l []cty.Value) cty.Value {
	switch {
	case t.IsTupleType():
		return cty.TupleVal(l)
	case len(l) == 0:
		return none(t)
	case t.IsSetType():
		return cty.SetVal(l)
	}
	return cty.ListVal(l)
}

// strs gives a list or set of strings of type t.
func strs(t cty.Type, l []string) cty.Value {
	vs := make([]cty.Value, len(l))
	for i, s := range l {
		vs[i] = cty.StringVal(s)
	}
	return sequence(t, vs)
}

// typed converts a value to a type; what does not convert becomes null.
func typed(v cty.Value, t cty.Type) cty.Value {
	if out, err := convert.Convert(v, t); err == nil {
		return out
	}
	return cty.NullVal(t)
}

// blank tells what says nothing: null, "", no elements.
func blank(v cty.Value) bool {
	if v == cty.NilVal || v.IsNull() {
		return true
	}
	if !v.IsKnown() {
		return false
	}
	t := v.Type()
	return t == cty.String && v.AsString() == "" || (t.IsCollectionType() || t.IsTupleType()) && v.LengthInt() == 0
}

func leaf(path string) string { return path[strings.LastIndexByte(path, '.')+1:] }

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return out
}
