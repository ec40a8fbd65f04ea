package contract

import (
	"errors"
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// Convert gives a value as the module sees it: defaults of optional attributes
// filled in, converted to the type. Unknown parts pass.
func (v *Variable) Convert(value cty.Value) (out cty.Value, err error) {
	defer func() {
		// The library's defaults do not expect every shape of value.
		if r := recover(); r != nil {
			out, err = cty.NilVal, fmt.Errorf("it does not fit %s", v.TypeExpr)
		}
	}()
	if v.defaults != nil && !value.IsNull() {
		value = v.defaults.Apply(value)
	}
	out, err = convert.Convert(value, v.Type)
	if err == nil {
		return out, nil
	}
	if wrong := misfit(nil, value, v.Type); wrong != nil {
		return out, wrong
	}
	if !value.IsWhollyKnown() { // the library is stricter with types than Terraform is with what comes as JSON
		return cty.UnknownVal(v.Type.WithoutOptionalAttributesDeep()), nil
	}
	return out, err
}

// misfit gives the first part of a value, by name and number, that does not fit
// its type, as a [cty.PathError]. The library names any, each time another.
func misfit(at cty.Path, v cty.Value, t cty.Type) error {
	v, _ = v.Unmark()
	if !v.IsKnown() {
		if Fits(v.Type(), t) {
			return nil
		}
		return at.NewErrorf("%s required, and it will be %s", t.FriendlyName(), v.Type().FriendlyName())
	}
	if v.IsNull() {
		return nil
	}
	named := v.Type().IsObjectType() || v.Type().IsMapType()
	if t.IsObjectType() && named || t.IsCollectionType() && t.IsMapType() == named && v.CanIterateElements() {
		for it := v.ElementIterator(); it.Next(); {
			k, x := it.Element()
			step, want := at.Index(k), cty.DynamicPseudoType
			switch {
			case t.IsCollectionType():
				want = t.ElementType()
			case t.HasAttribute(k.AsString()):
				step, want = at.GetAttr(k.AsString()), t.AttributeType(k.AsString())
			}
			if err := misfit(slices.Clip(step), x, want); err != nil {
				return err
			}
		}
	}
	if _, err := convert.Convert(v, t); err != nil && (v.IsWhollyKnown() || !Fits(v.Type(), t)) {
		return at.NewError(err)
	}
	return nil
}

// Input gives a value as the module sees it when Terragrunt hands it over in
// TF_VAR_NAME. A text goes there as it is: for a variable whose type is no
// simple one, Terraform reads it as an expression.
// Source: https://developer.hashicorp.com/terraform/language/values/variables#complex-typed-values
func (v *Variable) Input(value cty.Value) (cty.Value, error) {
	plain, _ := value.UnmarkDeep()
	if v.Typed && !v.Type.IsPrimitiveType() && plain.Type() == cty.String && plain.IsKnown() && !plain.IsNull() {
		e, ds := hclsyntax.ParseExpression([]byte(plain.AsString()), "", hcl.InitialPos)
		if !ds.HasErrors() {
			value, ds = e.Value(nil)
		}
		if ds.HasErrors() {
			return cty.NilVal, fmt.Errorf("a text is read as an expression for a variable of type %s, and this one is none", v.TypeExpr)
		}
	}
	if plain.IsNull() && !v.Nullable {
		if !v.HasDefault {
			return cty.NilVal, errors.New("null is refused, and there is no default")
		}
		return v.Default, nil
	}
	return v.Convert(value)
}

// known gives the text of a string that is known.
func known(v cty.Value) (string, bool) {
	if v == cty.NilVal {
		return "", false
	}
	v, _ = v.Unmark()
	if !v.IsKnown() || v.IsNull() || v.Type() != cty.String {
		return "", false
	}
	return v.AsString(), true
}
