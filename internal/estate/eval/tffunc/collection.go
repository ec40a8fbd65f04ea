package tffunc

import (
	"errors"
	"math/big"
	"sort"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
)

var anything = function.Parameter{Name: "value", Type: cty.DynamicPseudoType, AllowUnknown: true, AllowDynamicType: true, AllowNull: true, AllowMarked: true}

// truth is alltrue or anytrue: the answer of an empty list, and the element
// that decides.
func truth(empty, decides bool) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "list", Type: cty.List(cty.Bool)}},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			answer := cty.BoolVal(empty)
			for it := args[0].ElementIterator(); it.Next(); {
				_, v := it.Element()
				switch {
				case !v.IsKnown():
					answer = cty.UnknownVal(cty.Bool)
				case !v.IsNull() && v.True() == decides:
					return cty.BoolVal(decides), nil
				case v.IsNull() && !decides:
					return cty.False, nil
				}
			}
			return answer, nil
		},
	})
}

var allTrue, anyTrue = truth(true, false), truth(false, true)

// coalesce gives the first argument that is neither null nor an empty text.
var coalesce = function.New(&function.Spec{
	VarParam: &function.Parameter{Name: "values", Type: cty.DynamicPseudoType, AllowUnknown: true, AllowDynamicType: true, AllowNull: true},
	Type: func(args []cty.Value) (cty.Type, error) {
		types := make([]cty.Type, len(args))
		for i, a := range args {
			types[i] = a.Type()
		}
		t, _ := convert.UnifyUnsafe(types)
		if t == cty.NilType {
			return t, errors.New("all arguments must have the same type")
		}
		return t, nil
	},
	Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
		for _, a := range args {
			a, err := convert.Convert(a, t)
			if err != nil {
				return cty.NilVal, err
			}
			if !a.IsKnown() {
				return cty.UnknownVal(t), nil
			}
			if a.IsNull() || t == cty.String && a.AsString() == "" {
				continue
			}
			return a, nil
		}
		return cty.NilVal, errors.New("no argument is other than null or empty")
	},
})

// index gives the place of a value in a list.
var index = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "list", Type: cty.DynamicPseudoType}, {Name: "value", Type: cty.DynamicPseudoType}},
	Type:   function.StaticReturnType(cty.Number),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		if !args[0].Type().IsListType() && !args[0].Type().IsTupleType() {
			return cty.NilVal, errors.New("it takes a list or tuple")
		}
		for it := args[0].ElementIterator(); it.Next(); {
			i, v := it.Element()
			eq, err := stdlib.Equal(v, args[1])
			switch {
			case err != nil:
				return cty.NilVal, err
			case !eq.IsKnown():
				return cty.UnknownVal(cty.Number), nil
			case eq.True():
				return i, nil
			}
		}
		return cty.NilVal, errors.New("the value is not in the list")
	},
})

// length counts characters, elements or attributes.
var length = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "value", Type: cty.DynamicPseudoType, AllowUnknown: true, AllowDynamicType: true}},
	Type:   function.StaticReturnType(cty.Number),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		v := args[0]
		switch t := v.Type(); {
		case t == cty.DynamicPseudoType:
			return cty.UnknownVal(cty.Number), nil
		case t.IsTupleType():
			return cty.NumberIntVal(int64(t.Length())), nil
		case t.IsObjectType():
			return cty.NumberIntVal(int64(len(t.AttributeTypes()))), nil
		case t == cty.String:
			return stdlib.Strlen(v)
		case !v.IsKnown():
			return cty.UnknownVal(cty.Number), nil
		case t.IsCollectionType():
			return v.Length(), nil
		}
		return cty.NilVal, errors.New("it takes a text, a list, a map or an object")
	},
})

// lookup gives an element of a map or object, or the default.
var lookup = function.New(&function.Spec{
	Params:   []function.Parameter{{Name: "map", Type: cty.DynamicPseudoType, AllowMarked: true}, {Name: "key", Type: cty.String, AllowMarked: true}},
	VarParam: &function.Parameter{Name: "default", Type: cty.DynamicPseudoType, AllowUnknown: true, AllowDynamicType: true, AllowNull: true, AllowMarked: true},
	Type: func(args []cty.Value) (cty.Type, error) {
		if len(args) > 3 {
			return cty.NilType, errors.New("it takes 2 or 3 arguments")
		}
		t := args[0].Type()
		switch {
		case t.IsMapType():
			if len(args) == 3 {
				if _, err := convert.Convert(args[2], t.ElementType()); err != nil {
					return cty.NilType, function.NewArgErrorf(2, "the default must have the type of the elements")
				}
			}
			return t.ElementType(), nil
		case t.IsObjectType():
			return cty.DynamicPseudoType, nil
		}
		return cty.NilType, function.NewArgErrorf(0, "it takes a map or an object")
	},
	Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
		m, mm := args[0].Unmark()
		k, km := args[1].Unmark()
		if !m.IsKnown() || !k.IsKnown() {
			return cty.UnknownVal(t).WithMarks(mm, km), nil
		}
		name := k.AsString()
		switch {
		case m.Type().IsObjectType() && m.Type().HasAttribute(name):
			return m.GetAttr(name).WithMarks(mm, km), nil
		case m.Type().IsMapType() && m.HasIndex(k).True():
			return m.Index(k).WithMarks(mm, km), nil
		case len(args) == 3:
			def, err := convert.Convert(args[2], t)
			return def.WithMarks(mm, km), err
		}
		return cty.NilVal, errors.New("there is no element " + name + " and no default")
	},
})

// matchKeys keeps the values whose keys are among those asked for.
var matchKeys = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "values", Type: cty.List(cty.DynamicPseudoType)},
		{Name: "keys", Type: cty.List(cty.DynamicPseudoType)}, {Name: "wanted", Type: cty.List(cty.DynamicPseudoType)}},
	Type: func(args []cty.Value) (cty.Type, error) { return args[0].Type(), nil },
	Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
		if !args[0].IsWhollyKnown() || !args[1].IsWhollyKnown() || !args[2].IsWhollyKnown() {
			return cty.UnknownVal(t), nil
		}
		if args[0].LengthInt() != args[1].LengthInt() {
			return cty.NilVal, errors.New("the lists of values and keys differ in length")
		}
		vals, keys, out := args[0].AsValueSlice(), args[1].AsValueSlice(), []cty.Value{}
		for i, v := range vals {
			for it := args[2].ElementIterator(); it.Next(); {
				_, w := it.Element()
				if eq, err := stdlib.Equal(keys[i], w); err == nil && eq.IsKnown() && eq.True() {
					out = append(out, v)
					break
				}
			}
		}
		if len(out) == 0 {
			return cty.ListValEmpty(t.ElementType()), nil
		}
		return cty.ListVal(out), nil
	},
})

// one gives the element of a list of one, null for an empty list.
var one = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "list", Type: cty.DynamicPseudoType}},
	Type: func(args []cty.Value) (cty.Type, error) {
		t := args[0].Type()
		switch {
		case t.IsListType() || t.IsSetType():
			return t.ElementType(), nil
		case t.IsTupleType() && t.Length() == 0:
			return cty.DynamicPseudoType, nil
		case t.IsTupleType() && t.Length() == 1:
			return t.TupleElementType(0), nil
		}
		return cty.NilType, function.NewArgErrorf(0, "it takes a list, set or tuple with no or one element")
	},
	Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
		switch v := args[0]; v.LengthInt() {
		case 0:
			return cty.NullVal(t), nil
		case 1:
			it := v.ElementIterator()
			it.Next()
			_, x := it.Element()
			return x, nil
		}
		return cty.NilVal, function.NewArgErrorf(0, "it takes a list, set or tuple with no or one element")
	},
})

// sum adds the numbers of a list.
var sum = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "list", Type: cty.DynamicPseudoType}},
	Type:   function.StaticReturnType(cty.Number),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		t := args[0].Type()
		if !t.IsListType() && !t.IsSetType() && !t.IsTupleType() || args[0].LengthInt() == 0 {
			return cty.NilVal, function.NewArgErrorf(0, "it takes a list of numbers that is not empty")
		}
		total := new(big.Float).SetPrec(512)
		for it := args[0].ElementIterator(); it.Next(); {
			_, v := it.Element()
			n, err := convert.Convert(v, cty.Number)
			switch {
			case err != nil || n.IsKnown() && n.IsNull():
				return cty.NilVal, function.NewArgErrorf(0, "an element is no number")
			case !n.IsKnown():
				return cty.UnknownVal(cty.Number), nil
			case n.AsBigFloat().IsInf():
				return cty.NilVal, function.NewArgErrorf(0, "an element is infinite")
			}
			total.Add(total, n.AsBigFloat())
		}
		return cty.NumberVal(total), nil
	},
})

// transpose swaps the keys and values of a map of lists of texts.
var transpose = function.New(&function.Spec{
	Params: []function.Parameter{{Name: "map", Type: cty.Map(cty.List(cty.String))}},
	Type:   function.StaticReturnType(cty.Map(cty.List(cty.String))),
	Impl: func(args []cty.Value, t cty.Type) (cty.Value, error) {
		if !args[0].IsWhollyKnown() {
			return cty.UnknownVal(t), nil
		}
		swapped := map[string][]string{}
		for it := args[0].ElementIterator(); it.Next(); {
			k, l := it.Element()
			if l.IsNull() {
				continue
			}
			for in := l.ElementIterator(); in.Next(); {
				_, v := in.Element()
				if v.IsNull() {
					return cty.NilVal, errors.New("a list holds null")
				}
				swapped[v.AsString()] = append(swapped[v.AsString()], k.AsString())
			}
		}
		out := map[string]cty.Value{}
		for k, names := range swapped {
			sort.Strings(names)
			vs := make([]cty.Value, len(names))
			for i, n := range names {
				vs[i] = cty.StringVal(n)
			}
			out[k] = cty.ListVal(vs)
		}
		if len(out) == 0 {
			return cty.MapValEmpty(cty.List(cty.String)), nil
		}
		return cty.MapVal(out), nil
	},
})
