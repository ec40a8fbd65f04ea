package tffunc

import (
	"regexp"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// FuzzFunctions calls a function with any arguments, written as a JSON list:
// it answers or refuses. One that is written here never panics, which go-cty
// tells as an error; its own do, over log(0, 0).
func FuzzFunctions(f *testing.F) {
	for _, args := range []string{`[]`, `[null]`, `["a"]`, `["a","b"]`, `["10.0.0.0/16",8,2]`, `["%s-%d",["a","b"],3]`, `[{"a":1},{"b":[2]}]`, `[["a",["b"]],1,2]`,
		`["/(a)/","$1","b"]`, `[1.5,-2]`, `["a: [1, 2]"]`, `["2020-01-01T00:00:00Z","24h"]`, `[{"a":null},"b","c"]`, `["YWJj"]`, `[1e300,1e300]`, `[["b","a"],"%5s"]`} {
		for i := range table {
			f.Add(uint16(i), args)
		}
	}
	f.Fuzz(func(t *testing.T, which uint16, text string) {
		if huge.MatchString(text) {
			t.Skip("go-cty writes its digits out, in Terraform as here: seconds")
		}
		typ, err := ctyjson.ImpliedType([]byte(text))
		if err != nil || !typ.IsTupleType() {
			t.Skip("no list of arguments")
		}
		args, err := ctyjson.Unmarshal([]byte(text), typ)
		if err != nil {
			t.Skip("no values")
		}
		e := table[int(which)%len(table)]
		if e.Source == "hcl" {
			t.Skip("it takes expressions, not values")
		}
		for _, vs := range [][]cty.Value{args.AsValueSlice(), open(args.AsValueSlice())} {
			if !converted(e.fn, vs) {
				continue
			}
			if _, err := e.fn.Call(vs); err != nil && e.Source != "cty" && strings.Contains(err.Error(), "panic in function") {
				t.Errorf("%s(%#v): %v", e.Name, vs, err)
			}
		}
	})
}

// huge is a number with more than thousands of digits.
var huge = regexp.MustCompile(`[eE]\+?[0-9]{4}`)

// open makes the last argument one that only a run can tell.
func open(vs []cty.Value) []cty.Value {
	out := append([]cty.Value{}, vs...)
	if n := len(out); n > 0 {
		out[n-1] = cty.UnknownVal(out[n-1].Type())
	}
	return out
}

// converted gives the arguments the types that a function takes, as HCL does
// before it calls; false where they cannot have them.
func converted(f function.Function, vs []cty.Value) bool {
	params, more := f.Params(), f.VarParam()
	if len(vs) < len(params) || len(vs) > len(params) && more == nil {
		return false
	}
	for i, v := range vs {
		p := more
		if i < len(params) {
			p = &params[i]
		}
		c, err := convert.Convert(v, p.Type)
		if err != nil {
			return false
		}
		vs[i] = c
	}
	return true
}
