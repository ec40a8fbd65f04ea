package contract

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/estate/eval/tffunc"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// Failure is a validation that a value does not pass.
type Failure struct {
	Check
	Text string // the message, evaluated; "" where only a run can tell
}

// Validate evaluates the validations of the variable against values, by name of
// variable, as converted. Conditions that cannot be judged, for something in
// them is not known here, pass.
func (v *Variable) Validate(values map[string]cty.Value) (failed []Failure) {
	if len(v.Checks) == 0 {
		return nil
	}
	ctx := &hcl.EvalContext{Functions: functions, Variables: map[string]cty.Value{}}
	for _, other := range elsewhere {
		ctx.Variables[other] = cty.DynamicVal
	}
	ctx.Variables["var"] = cty.ObjectVal(values)
	for _, c := range v.Checks {
		ok := evaluate(c.Condition, ctx)
		if ok == cty.NilVal || !ok.IsKnown() || ok.IsNull() || ok.Type() != cty.Bool || ok.True() {
			continue
		}
		text, _ := known(evaluate(c.Message, ctx))
		failed = append(failed, Failure{c, text})
	}
	return failed
}

// elsewhere are the names in a condition that only a run can tell.
var elsewhere = []string{"local", "data", "module", "path", "terraform", "each", "count"}

// evaluate gives the value of an expression, nil where it has none.
func evaluate(text string, ctx *hcl.EvalContext) cty.Value {
	e, ds := hclsyntax.ParseExpression([]byte(text), "", hcl.InitialPos)
	if ds.HasErrors() {
		return cty.NilVal
	}
	v, ds := e.Value(ctx)
	if ds.HasErrors() {
		return cty.NilVal
	}
	v, _ = v.UnmarkDeep()
	return v
}

// functions are those of the evaluator, and what Terraform has had since.
var functions = func() map[string]function.Function {
	out := tffunc.Pure()
	for name, test := range map[string]func(s, part string) bool{
		"startswith": strings.HasPrefix, "endswith": strings.HasSuffix, "strcontains": strings.Contains,
	} {
		if _, has := out[name]; !has {
			out[name] = testText(test)
		}
	}
	return out
}()

func testText(test func(s, part string) bool) function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "string", Type: cty.String}, {Name: "part", Type: cty.String}},
		Type:   function.StaticReturnType(cty.Bool),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			return cty.BoolVal(test(args[0].AsString(), args[1].AsString())), nil
		},
	})
}
