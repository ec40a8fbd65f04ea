package eval

import (
	"strings"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
)

// evalFeatures makes the feature flags of the file, and of the files that it
// includes, known as `feature`: a run of Terragrunt hands the latter down too.
// TG_FEATURE=NAME=VALUE,… in the environment overrides the defaults.
func (s *stage) evalFeatures() {
	var all []Feature
	for _, p := range s.parents {
		all = byName(all, p.features, Feature.name)
	}
	for b := range s.file.body.of("feature") {
		if a, ok := b.attrs["default"]; ok {
			v, _ := s.value(a.expr).UnmarkDeep()
			s.features = append(s.features, Feature{Name: b.label, Value: v, Pos: s.file.pos(b.at)})
		}
	}
	all = byName(all, s.features, Feature.name)
	if len(all) == 0 {
		s.feature = cty.EmptyObjectVal
		return
	}
	out := map[string]cty.Value{}
	for _, f := range all {
		out[f.Name] = f.object(s.t.feature(f))
	}
	s.feature = cty.ObjectVal(out)
}

func (f Feature) name() string { return f.Name }

func (f Feature) object(v cty.Value) cty.Value {
	return cty.ObjectVal(map[string]cty.Value{"name": cty.StringVal(f.Name), "value": v})
}

// feature gives the value of a flag: from the environment, else its default.
func (t *trace) feature(f Feature) cty.Value {
	set, _ := t.env("TG_FEATURE")
	for _, pair := range strings.Split(set, ",") {
		if name, v, ok := strings.Cut(pair, "="); ok && strings.TrimSpace(name) == f.Name {
			if c, err := convert.Convert(cty.StringVal(v), f.Value.Type()); err == nil && f.Value.Type() == cty.Bool {
				return c
			}
			return cty.StringVal(v)
		}
	}
	return f.Value
}
