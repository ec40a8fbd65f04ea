package config

import (
	"encoding/json"
)

// Schema gives the JSON schema of terrace.yaml, made from the table of options.
func Schema() ([]byte, error) {
	top := map[string]any{
		"$schema": "https://json-schema.org/draft/2020-12/schema",
		"$id":     "terrace.settings/1",
		"title":   "terrace.yaml: the settings of a repository",
	}
	level(top, "")
	b, err := json.MarshalIndent(top, "", "  ")
	return append(b, '\n'), err
}

// level describes the keys below a level. Every key may be left empty, with
// everything below it commented out.
func level(into map[string]any, name string) {
	keys := map[string]any{}
	for _, key := range keysOf(name) {
		full := join(name, key)
		o := option(full)
		if o == nil {
			below := map[string]any{}
			level(below, full)
			keys[key] = below
			continue
		}
		keys[key] = o.schema()
	}
	into["type"] = []string{"object", "null"}
	into["additionalProperties"] = false
	into["properties"] = keys
}

// schema describes one option. Numbers and booleans count as the text that they
// are written as, so that a scalar of any type will do where text is asked for.
func (o *Option) schema() map[string]any {
	one := map[string]any{"type": []string{"string", "number", "boolean"}}
	if o.want != nil {
		one = map[string]any{"type": []string{"string"}, "pattern": o.want.String()}
	}
	if o.whole[1] > 0 {
		one["type"] = []string{"string", "integer"}
		one["minimum"], one["maximum"] = o.whole[0], o.whole[1]
	}
	out := map[string]any{}
	switch o.kind {
	case texts:
		out["type"], out["items"] = []string{"array", "null"}, one
	case levels:
		out["type"] = []string{"object", "null"}
		out["additionalProperties"] = map[string]any{"enum": levelNames}
	default:
		out = one
		out["type"] = append(out["type"].([]string), "null")
	}
	out["description"] = o.Usage
	return out
}
