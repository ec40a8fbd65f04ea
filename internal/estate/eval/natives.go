package eval

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/hashicorp/go-version"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

func getEnv(fr *frame, args []string) (cty.Value, error) {
	if err := arity(args, 1, 2); err != nil {
		return cty.NilVal, err
	}
	if args[0] == "" {
		return cty.NilVal, errors.New("the name of the variable is empty")
	}
	if v, ok := fr.t.env(args[0]); ok {
		return str(v)
	}
	if len(args) == 2 {
		return str(args[1])
	}
	if fr.e.opts.OpenEnv {
		return cty.UnknownVal(cty.String), nil
	}
	return cty.NilVal, noVariable(args[0])
}

// noVariable is the name of a variable that is not set, where a call has no default.
type noVariable string

func (v noVariable) Error() string {
	return "no variable " + string(v) + " is set here, and the call has no default"
}

func (v noVariable) remedy() string {
	return "Give the call a default. Of what is set, a rehearsal reads only what terrace.yaml allows by name: allow: {env: [" + string(v) + "]}."
}

func terraformCommand(fr *frame, _ []string) (cty.Value, error) {
	if c := fr.e.opts.Command; c != "" {
		return str(c)
	}
	return cty.UnknownVal(cty.String), nil
}

// readTFVars gives a variables file as JSON text.
func readTFVars(fr *frame, args []string) (cty.Value, error) {
	if err := arity(args, 1, 1); err != nil {
		return cty.NilVal, err
	}
	p := fr.abs(args[0])
	if strings.HasSuffix(p, "json") {
		src, err := fr.t.ReadFile(p)
		if err != nil {
			return cty.NilVal, err
		}
		var any map[string]any
		if err := json.Unmarshal(src, &any); err != nil {
			return cty.NilVal, err
		}
		return str(string(src))
	}
	f := parse(fr.t, p, &shape{open: true})
	if fs := f.findings; fs.HasErrors() {
		return cty.NilVal, fs[0]
	}
	out := map[string]cty.Value{}
	for _, a := range f.body.attrs {
		v, ds := a.expr.Value(nil)
		if ds.HasErrors() {
			return cty.NilVal, ds
		}
		out[a.name] = v
	}
	v := plain(cty.ObjectVal(out))
	b, err := ctyjson.Marshal(v, v.Type())
	return cty.StringVal(string(b)), err
}

func markAsRead(fr *frame, args []string) (cty.Value, error) {
	if err := arity(args, 1, 1); err != nil {
		return cty.NilVal, err
	}
	fr.t.Read(fr.abs(args[0]))
	return str(args[0])
}

func constraintCheck(_ *frame, args []string) (cty.Value, error) {
	if err := arity(args, 2, 2); err != nil {
		return cty.NilVal, err
	}
	v, err := version.NewSemver(args[0])
	if err != nil {
		return cty.NilVal, err
	}
	c, err := version.NewConstraint(args[1])
	if err != nil {
		return cty.NilVal, err
	}
	return cty.BoolVal(c.Check(v)), nil
}

var (
	startsWith = strings.HasPrefix
	endsWith   = strings.HasSuffix
	contains   = strings.Contains
)

func text(f func(s, part string) bool) func(*frame, []string) (cty.Value, error) {
	return func(_ *frame, args []string) (cty.Value, error) {
		if err := arity(args, 2, 2); err != nil {
			return cty.NilVal, err
		}
		return cty.BoolVal(f(args[0], args[1])), nil
	}
}

func timeCmp(_ *frame, args []string) (cty.Value, error) {
	if err := arity(args, 2, 2); err != nil {
		return cty.NilVal, err
	}
	a, err := time.Parse(time.RFC3339, args[0])
	if err != nil {
		return cty.NilVal, err
	}
	b, err := time.Parse(time.RFC3339, args[1])
	if err != nil {
		return cty.NilVal, err
	}
	return cty.NumberIntVal(int64(a.Compare(b))), nil
}
