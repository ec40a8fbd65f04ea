package inputs

import (
	"fmt"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

var validation = &rule.Rule{
	ID: "input-validation", Family: rule.Inputs, Severity: diag.Error,
	Protects: "The module refuses an input that its own validation does not allow, when the run has begun.",
	Fix:      "Give a value that the validation allows.",
	Link:     "https://developer.hashicorp.com/terraform/language/validate",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		if u.Excluded() {
			return // what it would be given is never asked
		}
		var values map[string]cty.Value
		for _, g := range givens(p, u) {
			if len(g.to.Checks) == 0 {
				continue
			}
			if values == nil {
				values = seen(offer(p, u), u)
			}
			for _, failed := range g.to.Validate(values) {
				text := failed.Text
				if g.to.Sensitive || g.input.Sensitive || text == "" {
					text = failed.Condition
				}
				f := p.At(g.input.Pos, fmt.Sprintf("%s is not valid: %s", g.name, strings.TrimSuffix(strings.TrimSpace(text), ".")))
				f.Detail = "The condition is: " + failed.Condition
			}
		}
	},
}

// seen gives the values of all variables as the module sees them: inputs as
// converted, else defaults; what is not known or does not fit is unknown.
func seen(m *contract.Module, u *estate.Unit) map[string]cty.Value {
	out := map[string]cty.Value{}
	for name, v := range m.Variables {
		out[name] = cty.UnknownVal(v.Type)
		in, given := u.Inputs[name]
		switch {
		case given && in.Value != cty.NilVal:
			if value, err := v.Input(in.Value); err == nil {
				out[name] = value
			}
		case !given && v.HasDefault && !u.InputsUnknown:
			out[name] = v.Default
		}
	}
	return out
}
