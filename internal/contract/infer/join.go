package infer

import (
	"maps"
	"slices"

	"github.com/zclconf/go-cty/cty"
)

// join gives the type that values of each of the types have, or can be taken as
// with nothing lost; any where there is none. No type at all is any, too.
func join(all ...cty.Type) cty.Type {
	if len(all) == 0 {
		return cty.DynamicPseudoType
	}
	out := all[0]
	for _, t := range all[1:] {
		out = both(out, t)
	}
	return out
}

func both(a, b cty.Type) cty.Type {
	switch {
	case a.Equals(b):
		return a
	case a == cty.DynamicPseudoType || b == cty.DynamicPseudoType:
	case sequence(a) && sequence(b):
		if a.IsTupleType() && b.IsTupleType() && a.Length() == b.Length() {
			out := make([]cty.Type, a.Length())
			for i := range out {
				out[i] = both(a.TupleElementType(i), b.TupleElementType(i))
			}
			return cty.Tuple(out)
		}
		return listOf(a, b)
	case a.IsMapType() && keyed(b), b.IsMapType() && keyed(a):
		return mapOf(a, b)
	case a.IsObjectType() && b.IsObjectType():
		return objectOf(a, b)
	case a.IsSetType() && b.IsSetType():
		return cty.Set(both(a.ElementType(), b.ElementType()))
	case a.IsSetType() && b.Equals(cty.EmptyTuple):
		return a
	case b.IsSetType() && a.Equals(cty.EmptyTuple):
		return b
	}
	return cty.DynamicPseudoType
}

func sequence(t cty.Type) bool { return t.IsListType() || t.IsTupleType() }
func keyed(t cty.Type) bool    { return t.IsMapType() || t.IsObjectType() }

// parts gives the types of what a type holds.
func parts(t cty.Type) (out []cty.Type) {
	switch {
	case t.IsCollectionType():
		return []cty.Type{t.ElementType()}
	case t.IsTupleType():
		return t.TupleElementTypes()
	case t.IsObjectType():
		for _, name := range slices.Sorted(maps.Keys(t.AttributeTypes())) {
			out = append(out, t.AttributeType(name))
		}
	}
	return out
}

func listOf(all ...cty.Type) cty.Type { return cty.List(join(within(all)...)) }
func mapOf(all ...cty.Type) cty.Type  { return cty.Map(join(within(all)...)) }

func within(all []cty.Type) (out []cty.Type) {
	for _, t := range all {
		out = append(out, parts(t)...)
	}
	return out
}

// objectOf joins objects of the same attributes; others have no type in common.
func objectOf(a, b cty.Type) cty.Type {
	out := map[string]cty.Type{}
	for name, t := range a.AttributeTypes() {
		if !b.HasAttribute(name) {
			return cty.DynamicPseudoType
		}
		out[name] = both(t, b.AttributeType(name))
	}
	if len(out) != len(b.AttributeTypes()) {
		return cty.DynamicPseudoType
	}
	return cty.Object(out)
}
