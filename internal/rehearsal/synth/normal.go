package synth

import (
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/zclconf/go-cty/cty"
)

// Normal gives an object as Terraform takes it from a provider: the old SDK
// answers null for nested blocks that are not there, Terraform makes them empty.
func Normal(b *tfwire.Block, v cty.Value) cty.Value {
	if v == cty.NilVal || v.IsNull() || !v.IsKnown() || len(b.Nested) == 0 {
		return v
	}
	m := v.AsValueMap()
	changed := false
	for _, n := range b.Nested {
		was := m[n.Name]
		m[n.Name] = normalNested(n, was)
		changed = changed || !m[n.Name].RawEquals(was)
	}
	if !changed {
		return v
	}
	return cty.ObjectVal(m)
}

func normalNested(n *tfwire.Nested, v cty.Value) cty.Value {
	t := v.Type()
	switch {
	case !v.IsKnown():
		return v
	case t.IsObjectType():
		return Normal(n.Block, v)
	case v.IsNull():
		return none(t)
	case v.LengthInt() == 0:
		return v
	}
	return elements(v, func(_ int, _ string, x cty.Value) cty.Value { return Normal(n.Block, x) })
}
