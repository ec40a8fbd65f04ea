package breadth

import (
	"strconv"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/zclconf/go-cty/cty"
)

// ensure brings an attribute or block into being, with all the blocks on the
// way to it; what is there already stays, unless there is text to write.
func ensure(b *tfwire.Block, v cty.Value, path []string, text string) cty.Value {
	if len(path) == 0 || v.IsNull() || !v.Type().IsObjectType() {
		return v
	}
	name := path[0]
	m := v.AsValueMap()
	if a := b.Attr(name); a != nil {
		m[name] = ensureAttr(a, m[name], path[1:], text)
		return cty.ObjectVal(m)
	}
	for _, n := range b.Nested {
		if n.Name != name {
			continue
		}
		if cur := m[name]; cur.IsNull() || !cur.Type().IsObjectType() && cur.LengthInt() == 0 {
			m[name] = nested(n, max(1, int(n.Min)))
		}
		if len(path) > 1 {
			m[name] = each(m[name], func(x cty.Value) cty.Value { return ensure(n.Block, x, path[1:], text) })
		}
		return cty.ObjectVal(m)
	}
	return v
}

// ensureAttr does the same for an attribute, which may be an object or a list
// of them.
func ensureAttr(a *tfwire.Attr, v cty.Value, path []string, text string) cty.Value {
	if v.IsNull() || !a.Type.IsPrimitiveType() && v.CanIterateElements() && !a.Type.IsObjectType() && v.LengthInt() == 0 {
		v = sample(a.Name, a.Type)
	}
	if len(path) > 0 {
		return each(v, func(x cty.Value) cty.Value {
			if !x.Type().IsObjectType() || !x.Type().HasAttribute(path[0]) {
				return x
			}
			m := x.AsValueMap()
			m[path[0]] = ensureAttr(&tfwire.Attr{Name: path[0], Type: m[path[0]].Type()}, m[path[0]], path[1:], text)
			return cty.ObjectVal(m)
		})
	}
	if text != "" {
		return written(v, text)
	}
	return v
}

// each changes an object, or all objects of a collection.
func each(v cty.Value, f func(cty.Value) cty.Value) cty.Value {
	t := v.Type()
	if v.IsNull() || t.IsObjectType() || !t.IsListType() && !t.IsSetType() || v.LengthInt() == 0 {
		if t.IsObjectType() && !v.IsNull() {
			return f(v)
		}
		return v
	}
	l := v.AsValueSlice()
	for i := range l {
		l[i] = f(l[i])
	}
	if t.IsListType() {
		return cty.ListVal(l)
	}
	return cty.SetVal(l)
}

// everywhere changes what is set under a name, at whatever depth.
func everywhere(v cty.Value, name string, f func(cty.Value) cty.Value) cty.Value {
	if v.IsNull() || !v.IsKnown() {
		return v
	}
	if !v.Type().IsObjectType() {
		return each(v, func(x cty.Value) cty.Value { return everywhere(x, name, f) })
	}
	m := v.AsValueMap()
	for k, x := range m {
		if k == name && !x.IsNull() {
			m[k] = f(x)
		} else {
			m[k] = everywhere(x, name, f)
		}
	}
	return cty.ObjectVal(m)
}

// written puts a text into a value of any simple shape.
func written(v cty.Value, text string) cty.Value {
	t := v.Type()
	switch {
	case t == cty.String:
		return cty.StringVal(text)
	case t == cty.Number:
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return cty.NumberIntVal(n)
		}
	case t == cty.Bool && (text == "true" || text == "false"):
		return cty.BoolVal(text == "true")
	case (t.IsListType() || t.IsSetType()) && t.ElementType().IsPrimitiveType():
		x := written(cty.UnknownVal(t.ElementType()), text)
		if !x.IsKnown() {
			return v
		}
		if t.IsListType() {
			return cty.ListVal([]cty.Value{x})
		}
		return cty.SetVal([]cty.Value{x})
	case t.IsMapType() && t.ElementType() == cty.String:
		return cty.MapVal(map[string]cty.Value{"k": cty.StringVal(text)})
	}
	return v
}

// doubled gives a collection one more element, told apart in its first text.
func doubled(v cty.Value) cty.Value {
	t := v.Type()
	if v.IsNull() || !t.IsListType() && !t.IsSetType() || v.LengthInt() == 0 {
		return v
	}
	l := v.AsValueSlice()
	x := l[len(l)-1]
	switch {
	case x.Type() == cty.String:
		s := x.AsString()
		x = cty.StringVal(s[:max(0, len(s)-1)] + strconv.Itoa(len(l)))
	case x.Type().IsObjectType():
		m := x.AsValueMap()
		for _, k := range []string{"subnet_id", "name", "ip", "id"} {
			if y, ok := m[k]; ok && y.Type() == cty.String && !y.IsNull() {
				s := y.AsString()
				m[k] = cty.StringVal(s[:max(0, len(s)-1)] + strconv.Itoa(len(l)))
				break
			}
		}
		x = cty.ObjectVal(m)
	}
	l = append(l, x)
	if t.IsListType() {
		return cty.ListVal(l)
	}
	return cty.SetVal(l)
}

// dropped gives what a configuration has where nothing is written: no blocks,
// or null.
func dropped(v cty.Value) cty.Value {
	t := v.Type()
	switch {
	case t.IsListType() && t.ElementType().IsObjectType():
		return cty.ListValEmpty(t.ElementType())
	case t.IsSetType() && t.ElementType().IsObjectType():
		return cty.SetValEmpty(t.ElementType())
	}
	return cty.NullVal(t)
}
