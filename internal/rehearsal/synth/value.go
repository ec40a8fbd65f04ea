package synth

import (
	"fmt"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// value is what a line states: "null", "empty" (of the attribute's type),
// "[a, b]" (a list), "[{}]" (a list of one object, made up by the rules),
// "unknown" (no statement: the rules after this one decide), "@name" (made by
// a function, see derivations), or a template.
type value struct {
	word   string // null, empty, one, unknown
	list   []template
	isList bool
	text   template
	derive derivation
}

var words = map[string]string{"null": "null", "empty": "empty", "[{}]": "one", "unknown": "unknown"}

func parseValue(s string) (value, error) {
	if w, ok := words[s]; ok {
		return value{word: w}, nil
	}
	if name, ok := strings.CutPrefix(s, "@"); ok {
		if d, ok := derivations[name]; ok {
			return value{derive: d}, nil
		}
		return value{}, fmt.Errorf("there is no derivation %q", name)
	}
	if strings.HasPrefix(s, "[") && strings.HasSuffix(s, "]") && !strings.HasPrefix(s, "[{\"") {
		v := value{isList: true}
		for _, e := range strings.Split(s[1:len(s)-1], ",") {
			if e = strings.TrimSpace(e); e == "" {
				continue
			}
			t, err := parseTemplate(e)
			if err != nil {
				return value{}, err
			}
			v.list = append(v.list, t)
		}
		return v, nil
	}
	t, err := parseTemplate(s)
	return value{text: t}, err
}

// state gives what a line says of a spot; ok is false when it leaves it to the
// rules that follow.
func (f *filling) state(v value, s spot) (cty.Value, bool) {
	t := s.Type
	switch {
	case v.word == "unknown":
		return cty.NilVal, false
	case v.word == "null":
		return cty.NullVal(t), true
	case v.word == "empty" && t == cty.String:
		return cty.StringVal(""), true
	case v.word == "empty":
		return none(t), true
	case v.word == "one":
		return f.one(s), true
	case v.derive != nil:
		return v.derive(f, s)
	case v.isList:
		var l []string
		for i, e := range v.list {
			if x := f.expand(e, fmt.Sprint(s.path, ".", i)); x != "" {
				l = append(l, x)
			}
		}
		if !t.IsListType() && !t.IsSetType() {
			return cty.NilVal, false
		}
		return strs(t, l), true
	}
	return typed(cty.StringVal(f.expand(v.text, s.path)), t), true
}

// holds tells whether all conditions of a line are met.
func (f *filling) holds(l line) bool {
	for _, c := range l.when {
		if (f.expand(c.have, "when") == c.want) == c.not {
			return false
		}
	}
	return true
}
