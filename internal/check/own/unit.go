package own

import (
	"cel.dev/cel-go/common/types"
	"github.com/terrace-cloud/terrace/internal/check/resource"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

// unknown stands for a value that only a run can tell: an expression that needs
// it is unknown as a whole, and so not decided.
var unknown = types.NewUnknown(1, nil)

// variables is what `unit` is for one unit.
func variables(p *rule.Pass, u *estate.Unit) map[string]any {
	f := p.Facts(u)
	inputs := map[string]any{}
	for name, in := range u.Inputs {
		inputs[name] = value(in.Value)
	}
	deps := []any{}
	for _, d := range u.Dependencies {
		deps = append(deps, map[string]any{"name": d.Name, "unit": d.Target, "enabled": d.Enabled, "mocked": d.Mocked})
	}
	state := map[string]any{"backend": "", "config": map[string]any{}}
	if r := u.RemoteState; r != nil {
		state["backend"], state["config"] = r.Backend, value(r.Config)
	}
	var source, module any = u.Source.Raw, resource.Address(u.Source.Raw)
	if u.Source.Raw == "" && !u.Source.Pos.IsZero() {
		source, module = unknown, unknown
	}
	stage := map[rule.Stage]string{rule.Lower: "lower", rule.Production: "production"}[f.Stage]
	return map[string]any{"unit": map[string]any{
		"path": u.Path, "environment": f.Environment, "stage": stage, "region": f.Region, "account": f.Account,
		"source": source, "module": module, "inputs": inputs, "locals": value(u.Locals), "dependencies": deps, "state": state,
		"prevent_destroy": u.PreventDestroy, "excluded": u.Exclude.If,
	}}
}

// value gives a value as CEL has it.
func value(v cty.Value) any {
	if v == cty.NilVal {
		return map[string]any{}
	}
	v, _ = v.Unmark()
	switch t := v.Type(); {
	case !v.IsKnown():
		return unknown
	case v.IsNull():
		return types.NullValue
	case t == cty.String:
		return v.AsString()
	case t == cty.Bool:
		return v.True()
	case t == cty.Number:
		if n, exact := v.AsBigFloat().Int64(); exact == 0 {
			return n
		}
		x, _ := v.AsBigFloat().Float64()
		return x
	case t.IsObjectType() || t.IsMapType():
		out := map[string]any{}
		for it := v.ElementIterator(); it.Next(); {
			k, x := it.Element()
			out[k.AsString()] = value(x)
		}
		return out
	case v.CanIterateElements():
		out := []any{}
		for it := v.ElementIterator(); it.Next(); {
			_, x := it.Element()
			out = append(out, value(x))
		}
		return out
	}
	return unknown
}
