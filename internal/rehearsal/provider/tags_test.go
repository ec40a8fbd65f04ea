package provider

import (
	"testing"

	"github.com/zclconf/go-cty/cty"
)

func TestIgnoredTags(t *testing.T) {
	t.Parallel()
	text := func(s ...string) cty.Value {
		m := map[string]cty.Value{}
		for i := 0; i < len(s); i += 2 {
			m[s[i]] = cty.StringVal(s[i+1])
		}
		if len(m) == 0 {
			return cty.MapValEmpty(cty.String)
		}
		return cty.MapVal(m)
	}
	tags := cty.Map(cty.String)
	ignore := ignoredTags(map[string]cty.Value{"ignore_tags": cty.ListVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{
		"keys":         cty.SetVal([]cty.Value{cty.StringVal("LastScan")}),
		"key_prefixes": cty.SetVal([]cty.Value{cty.StringVal("kubernetes.io/")}),
	})})})
	object := func(tags, all cty.Value) cty.Value {
		return cty.ObjectVal(map[string]cty.Value{"tags": tags, "tags_all": all, "name": cty.StringVal("x")})
	}
	for name, c := range map[string]struct{ in, want cty.Value }{
		"nothing to drop": {object(text("a", "b"), text("a", "b")), object(text("a", "b"), text("a", "b"))},
		"some":            {object(text("a", "b", "LastScan", "x"), text("kubernetes.io/role", "1")), object(text("a", "b"), text())},
		"AWS's own":       {object(cty.NullVal(tags), text("aws:cloudformation:stack", "s", "a", "b")), object(cty.NullVal(tags), text("a", "b"))},
		"null":            {cty.NullVal(cty.DynamicPseudoType), cty.NullVal(cty.DynamicPseudoType)},
	} {
		if got := ignore.drop(c.in); !got.RawEquals(c.want) {
			t.Errorf("%s: %#v", name, got)
		}
	}
	if got := ignoredTags(nil).drop(object(text("LastScan", "x"), text())); got.GetAttr("tags").LengthInt() != 1 {
		t.Errorf("dropped without being told: %#v", got)
	}
}
