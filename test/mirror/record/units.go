package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/terrace-cloud/terrace/internal/estate"
)

// unit is a unit of the estate that runs a registry module.
type unit struct {
	path   string // in the estate, with slashes
	module string // folder below a mirror: NAMESPACE/NAME/PROVIDER/VERSION
	sub    string // submodule folder below module, or empty
	inputs []byte // JSON
}

// registry takes a registry source apart: module, submodule, version.
var registry = regexp.MustCompile(`^tfr://[^/]*/([^/]+/[^/]+/[^/?]+)(?://([^?]+))?\?version=(.+)$`)

// units evaluates the estate with outputs made up for every dependency.
func (o options) units(ctx context.Context) ([]unit, error) {
	outputs, err := o.madeUp()
	if err != nil {
		return nil, err
	}
	loaded, err := estate.Load(ctx, o.estate, estate.Options{Outputs: outputs})
	if err != nil {
		return nil, err
	}
	var units []unit
	for _, one := range loaded.Units {
		parts := registry.FindStringSubmatch(one.Source.Raw)
		if parts == nil || !strings.Contains(one.Path, o.only) || one.Exclude.Covers("all") {
			continue
		}
		if err := one.Findings.Err(); err != nil {
			return nil, err
		}
		inputs, err := values(one.Inputs)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", one.Path, err)
		}
		units = append(units, unit{path: one.Path, module: parts[1] + "/" + parts[3], sub: parts[2], inputs: inputs})
	}
	return units, nil
}

// values writes inputs as Terraform reads them from a .tfvars.json.
func values(inputs map[string]estate.Input) ([]byte, error) {
	plain := make(map[string]ctyjson.SimpleJSONValue, len(inputs))
	for name, input := range inputs {
		if !input.Value.IsWhollyKnown() {
			return nil, fmt.Errorf("%s: input %q depends on an output that is not made up", input.Pos, name)
		}
		plain[name] = ctyjson.SimpleJSONValue{Value: input.Value}
	}
	return json.Marshal(plain)
}

// madeUp answers the outputs of a unit by the end of its path, LAYER/UNIT.
func (o options) madeUp() (func(string) (cty.Value, bool), error) {
	text, err := os.ReadFile(o.outputs)
	if err != nil {
		return nil, err
	}
	var all map[string]ctyjson.SimpleJSONValue
	if err := json.Unmarshal(text, &all); err != nil {
		return nil, fmt.Errorf("%s: %w", o.outputs, err)
	}
	return func(dir string) (cty.Value, bool) {
		value, ok := all[filepath.Base(filepath.Dir(dir))+"/"+filepath.Base(dir)]
		return value.Value, ok
	}, nil
}
