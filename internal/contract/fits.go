package contract

import (
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// Fits tells whether a value of one type, of which only the type is known, can
// become another on the way that Terragrunt sends inputs: as JSON, in which
// lists, sets and tuples are one, and maps and objects are. What is any fits.
func Fits(have, want cty.Type) bool {
	switch {
	case have == cty.DynamicPseudoType || want == cty.DynamicPseudoType:
		return true
	case want.IsPrimitiveType():
		return have.Equals(want) || have.IsPrimitiveType() && convert.GetConversionUnsafe(have, want) != nil
	case want.IsMapType():
		return named(have) && eachFits(have, want.ElementType())
	case want.IsCollectionType():
		return ordered(have) && eachFits(have, want.ElementType())
	case want.IsTupleType():
		return ordered(have) && tupleFits(have, want)
	case want.IsObjectType():
		return named(have) && objectFits(have, want)
	}
	return have.Equals(want)
}

func named(t cty.Type) bool { return t.IsMapType() || t.IsObjectType() }
func ordered(t cty.Type) bool {
	return t.IsListType() || t.IsSetType() || t.IsTupleType()
}

// eachFits tells whether all that a type holds fits.
func eachFits(have, want cty.Type) bool {
	switch {
	case have.IsCollectionType():
		return Fits(have.ElementType(), want)
	case have.IsTupleType():
		for _, t := range have.TupleElementTypes() {
			if !Fits(t, want) {
				return false
			}
		}
	case have.IsObjectType():
		for _, t := range have.AttributeTypes() {
			if !Fits(t, want) {
				return false
			}
		}
	}
	return true
}

func tupleFits(have, want cty.Type) bool {
	if have.IsTupleType() && have.Length() != want.Length() {
		return false
	}
	for i, t := range want.TupleElementTypes() {
		if have.IsTupleType() && !Fits(have.TupleElementType(i), t) || !have.IsTupleType() && !Fits(have.ElementType(), t) {
			return false
		}
	}
	return true
}

func objectFits(have, want cty.Type) bool {
	for name, t := range want.AttributeTypes() {
		switch {
		case have.IsMapType():
			if !Fits(have.ElementType(), t) {
				return false
			}
		case have.HasAttribute(name):
			if !Fits(have.AttributeType(name), t) {
				return false
			}
		case !want.AttributeOptional(name):
			return false
		}
	}
	return true
}
