package provider

import (
	"slices"
	"strings"

	"github.com/zclconf/go-cty/cty"
)

// ignored are the tags that a provider configuration passes over when it reads:
// its ignore_tags, and always those of AWS itself.
// https://registry.terraform.io/providers/hashicorp/aws/latest/docs#ignore_tags-configuration-block
type ignored struct{ keys, prefixes []string }

func ignoredTags(args map[string]cty.Value) ignored {
	i := ignored{prefixes: []string{"aws:"}}
	for _, b := range blocks(args["ignore_tags"]) {
		i.keys = append(i.keys, texts(member(b, "keys"))...)
		i.prefixes = append(i.prefixes, texts(member(b, "key_prefixes"))...)
	}
	return i
}

func (i ignored) has(key string) bool {
	return slices.Contains(i.keys, key) || slices.ContainsFunc(i.prefixes, func(p string) bool { return p != "" && strings.HasPrefix(key, p) })
}

// drop takes ignored tags out of what was read.
func (i ignored) drop(v cty.Value) cty.Value {
	if v.IsNull() || !v.IsKnown() || !v.Type().IsObjectType() {
		return v
	}
	var out map[string]cty.Value
	for _, name := range []string{"tags", "tags_all"} {
		tags := member(v, name)
		if tags == cty.NilVal || !tags.Type().Equals(cty.Map(cty.String)) || tags.IsNull() || !tags.IsKnown() || tags.LengthInt() == 0 {
			continue
		}
		kept := tags.AsValueMap()
		before := len(kept)
		for k := range kept {
			if i.has(k) {
				delete(kept, k)
			}
		}
		if len(kept) == before {
			continue
		}
		if out == nil {
			out = v.AsValueMap()
		}
		if out[name] = cty.MapValEmpty(cty.String); len(kept) > 0 {
			out[name] = cty.MapVal(kept)
		}
	}
	if out == nil {
		return v
	}
	return cty.ObjectVal(out)
}
