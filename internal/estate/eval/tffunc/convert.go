package tffunc

import (
	"fmt"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
)

// to makes tostring, tolist and so on.
func to(want cty.Type) function.Function {
	return function.New(&function.Spec{
		// Terraform 0.15 gives unknown for a bare null: no AllowDynamicType.
		Params: []function.Parameter{{Name: "value", Type: cty.DynamicPseudoType, AllowNull: true, AllowMarked: true}},
		Type: func(args []cty.Value) (cty.Type, error) {
			got := args[0].Type()
			if got.Equals(want) {
				return want, nil
			}
			v, err := convert.Convert(args[0], want)
			if err != nil {
				return cty.NilType, function.NewArgErrorf(0, "%s cannot be made of %s", want.FriendlyName(), got.FriendlyName())
			}
			return v.Type(), nil
		},
		Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
			v, err := convert.Convert(args[0], t)
			if err != nil {
				return cty.NilVal, fmt.Errorf("%s cannot be made of this value", want.FriendlyName())
			}
			return v, nil
		},
	})
}

// Sensitive marks values that went through sensitive().
const Sensitive = mark("sensitive")

type mark string

var sensitive = function.New(&function.Spec{
	Params: []function.Parameter{anything},
	Type:   func(args []cty.Value) (cty.Type, error) { return args[0].Type(), nil },
	Impl:   func(args []cty.Value, _ cty.Type) (cty.Value, error) { return args[0].Mark(Sensitive), nil },
})

var nonsensitive = function.New(&function.Spec{
	Params: []function.Parameter{anything},
	Type:   func(args []cty.Value) (cty.Type, error) { return args[0].Type(), nil },
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		v, marks := args[0].Unmark()
		if args[0].IsKnown() && len(marks) == 0 {
			return cty.NilVal, function.NewArgErrorf(0, "the value is not sensitive")
		}
		return v, nil
	},
})
