package eval

import "github.com/zclconf/go-cty/cty"

// readStack gives a stack file as read_terragrunt_config shows it.
func (e *Evaluator) readStack(t *trace, path string) cty.Value {
	s := e.Stack(path)
	t.add(s.Findings...)
	out, of := map[string]cty.Value{}, map[string]map[string]cty.Value{"unit": {}, "stack": {}}
	for _, c := range s.Components {
		c.join(t)
		of[c.Kind][c.Name] = c.object()
	}
	for kind, all := range of {
		if len(all) > 0 {
			out[kind] = cty.ObjectVal(all)
		}
	}
	if s.locals != cty.NilVal {
		out["local"] = plain(s.locals)
	}
	return cty.ObjectVal(out)
}

func (c *Component) object() cty.Value {
	out := map[string]cty.Value{"name": cty.StringVal(c.Name), "source": cty.StringVal(c.Source), "path": cty.StringVal(c.path)}
	if c.Values != cty.NilVal {
		out["values"] = c.Values
	}
	for _, name := range []string{"no_dot_terragrunt_stack", "no_validation"} {
		if v, ok := get(c.stage.frame, &c.raw.body, name, asBool); ok {
			out[name] = cty.BoolVal(v)
		}
	}
	return cty.ObjectVal(out)
}
