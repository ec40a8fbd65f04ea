package infer

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// pair is an element of a collection.
type pair struct{ key, value cty.Value }

// elements gives the elements of a collection; exact tells that these are all
// there are. Else one stands for any number of them. False: it is no collection
// whose elements have a type.
func elements(v cty.Value) (all []pair, exact, ok bool) {
	t := v.Type()
	switch {
	case t == cty.DynamicPseudoType || v.IsKnown() && v.IsNull():
		return nil, false, false
	case t.IsTupleType(): // the type says how many, and which
		for i, e := range t.TupleElementTypes() {
			x := cty.UnknownVal(e)
			if v.IsKnown() {
				x = v.Index(cty.NumberIntVal(int64(i)))
			}
			all = append(all, pair{cty.NumberIntVal(int64(i)), x})
		}
		return all, true, true
	case t.IsObjectType():
		for name, a := range t.AttributeTypes() {
			x := cty.UnknownVal(a)
			if v.IsKnown() {
				x = v.GetAttr(name)
			}
			all = append(all, pair{cty.StringVal(name), x})
		}
		return all, true, true
	case v.IsKnown() && v.IsWhollyKnown() && v.CanIterateElements():
		for it := v.ElementIterator(); it.Next(); {
			k, x := it.Element()
			all = append(all, pair{k, x})
		}
		return all, true, true
	case t.IsCollectionType():
		e := cty.UnknownVal(t.ElementType())
		switch {
		case t.IsMapType():
			return []pair{{cty.UnknownVal(cty.String), e}}, false, true
		case t.IsListType():
			return []pair{{cty.UnknownVal(cty.Number), e}}, false, true
		}
		return []pair{{e, e}}, false, true
	}
	return nil, false, false
}

// loop evaluates a for expression.
func (s *scope) loop(x *hclsyntax.ForExpr) cty.Value {
	all, exact, ok := elements(s.value(x.CollExpr))
	if !ok {
		all, exact = []pair{{cty.DynamicVal, cty.DynamicVal}}, false
	}
	var list []cty.Value
	object := map[string]cty.Value{}
	for _, p := range all {
		if s.steps > most {
			return cty.DynamicVal
		}
		names := map[string]cty.Value{x.ValVar: p.value}
		if x.KeyVar != "" {
			names[x.KeyVar] = p.key
		}
		if x.CondExpr != nil {
			keep, known := truth(s.with(names, x.CondExpr))
			if known && !keep {
				continue
			}
			exact = exact && known
		}
		v := s.with(names, x.ValExpr)
		list = append(list, v)
		if x.KeyExpr != nil {
			key, known := text(s.with(names, x.KeyExpr))
			exact = exact && known && !x.Group
			object[key] = v
		}
	}
	types := make([]cty.Type, len(list))
	for i, v := range list {
		types[i] = v.Type()
	}
	switch {
	case x.KeyExpr == nil && exact:
		return cty.TupleVal(list)
	case x.KeyExpr == nil:
		return cty.UnknownVal(cty.List(join(types...)))
	case exact:
		return cty.ObjectVal(object)
	case x.Group:
		return cty.UnknownVal(cty.Map(cty.List(join(types...))))
	}
	return cty.UnknownVal(cty.Map(join(types...)))
}

// splat evaluates x[*].y. One value is a list of one, unless it is null, which
// only a run can tell.
func (s *scope) splat(x *hclsyntax.SplatExpr) cty.Value {
	source := s.value(x.Source)
	t := source.Type()
	each := func(v cty.Value) cty.Value {
		s.items[x.Item] = v
		return s.value(x.Each)
	}
	switch {
	case t.IsListType() || t.IsSetType() || t.IsTupleType():
		all, exact, ok := elements(source)
		if !ok {
			return cty.DynamicVal
		}
		var list []cty.Value
		for _, p := range all {
			if s.steps > most {
				return cty.DynamicVal
			}
			list = append(list, each(p.value))
		}
		if exact {
			return cty.TupleVal(list)
		}
		return cty.UnknownVal(cty.List(list[0].Type()))
	case t == cty.DynamicPseudoType || !source.IsKnown() || source.IsNull():
		return cty.DynamicVal
	}
	return cty.TupleVal([]cty.Value{each(source)})
}

func truth(v cty.Value) (is, known bool) {
	v, _ = v.Unmark()
	v, err := convert.Convert(v, cty.Bool)
	if err != nil || !v.IsKnown() || v.IsNull() {
		return false, false
	}
	return v.True(), true
}

// text gives a known value as a key.
func text(v cty.Value) (string, bool) {
	v, _ = v.Unmark()
	v, err := convert.Convert(v, cty.String)
	if err != nil || !v.IsKnown() || v.IsNull() {
		return "", false
	}
	return v.AsString(), true
}
