package synth

import (
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/zclconf/go-cty/cty"
)

// Propose gives what Terraform proposes to a provider before it plans: the
// configuration, and where that says nothing of a computed attribute, what was
// before; without a before that is null, and the provider says what is not known.
// Source: https://github.com/hashicorp/terraform/blob/main/docs/resource-instance-change-lifecycle.md
func Propose(b *tfwire.Block, prior, config cty.Value) cty.Value {
	if config.IsNull() || !config.IsKnown() {
		return config
	}
	m := config.AsValueMap()
	for _, a := range b.Attrs {
		if !a.Computed || !m[a.Name].IsNull() {
			continue
		}
		if was := child(prior, a.Name); was != cty.NilVal {
			m[a.Name] = was
		} else {
			m[a.Name] = cty.NullVal(a.Type)
		}
	}
	for _, n := range b.Nested {
		m[n.Name] = proposeNested(n, child(prior, n.Name), m[n.Name])
	}
	return cty.ObjectVal(m)
}

func proposeNested(n *tfwire.Nested, prior, config cty.Value) cty.Value {
	if config.IsNull() || !config.IsKnown() {
		return config
	}
	if config.Type().IsObjectType() {
		return Propose(n.Block, prior, config)
	}
	if config.LengthInt() == 0 {
		return config
	}
	used := map[int]bool{}
	return elements(config, func(i int, key string, x cty.Value) cty.Value {
		if config.Type().IsSetType() {
			return Propose(n.Block, pair(n.Block, prior, x, used), x)
		}
		return Propose(n.Block, match(prior, key, i, x), x)
	})
}

// pair finds the element of a prior set that a configured element was: all that
// is not computed agrees. Each is given once.
func pair(b *tfwire.Block, prior, x cty.Value, used map[int]bool) cty.Value {
	if prior == cty.NilVal || prior.IsNull() || !prior.IsKnown() || x.IsNull() || !x.IsKnown() {
		return cty.NilVal
	}
	for i, o := range prior.AsValueSlice() {
		if !used[i] && configured(b, x, o) {
			used[i] = true
			return o
		}
	}
	return cty.NilVal
}

// configured tells whether x and the older o say the same wherever the
// configuration speaks.
func configured(b *tfwire.Block, x, o cty.Value) bool {
	for _, a := range b.Attrs {
		now, was := child(x, a.Name), child(o, a.Name)
		if a.Computed && (now == cty.NilVal || now.IsNull()) || a.WriteOnly {
			continue
		}
		if now == cty.NilVal || was == cty.NilVal || !now.RawEquals(was) {
			return false
		}
	}
	for _, n := range b.Nested {
		now, was := child(x, n.Name), child(o, n.Name)
		if now == cty.NilVal || was == cty.NilVal || !now.IsKnown() {
			return false
		}
		if now.Type().IsObjectType() || now.IsNull() || was.IsNull() {
			if now.IsNull() != was.IsNull() || !now.IsNull() && !configured(n.Block, now, was) {
				return false
			}
			continue
		}
		l, r := now.AsValueSlice(), was.AsValueSlice()
		if len(l) != len(r) {
			return false
		}
		for i := range l {
			if !configured(n.Block, l[i], r[i]) {
				return false
			}
		}
	}
	return true
}
