package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// unit is a unit of the estate that runs a registry module.
type unit struct {
	path   string // in the estate, with slashes
	module string // folder below a mirror: NAMESPACE/NAME/PROVIDER/VERSION
	sub    string // submodule folder below module, or empty
	inputs json.RawMessage
}

// render copies the estate, gives every dependency made-up outputs in the
// copy, and lets Terragrunt evaluate each unit.
func (o options) render(ctx context.Context, copied string) ([]unit, error) {
	if err := os.CopyFS(copied, os.DirFS(o.estate)); err != nil {
		return nil, err
	}
	paths, err := o.prepare(copied)
	if err != nil {
		return nil, err
	}
	var units []unit
	for _, path := range paths {
		one, err := o.evaluate(ctx, copied, path)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		if one.module != "" {
			units = append(units, one)
		}
	}
	return units, nil
}

// prepare makes up outputs in every file and returns the paths of the units.
func (o options) prepare(copied string) ([]string, error) {
	text, err := os.ReadFile(o.outputs)
	if err != nil {
		return nil, err
	}
	var outputs map[string]json.RawMessage
	if err := json.Unmarshal(text, &outputs); err != nil {
		return nil, fmt.Errorf("%s: %w", o.outputs, err)
	}
	var units []string
	err = filepath.WalkDir(copied, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".hcl" {
			return err
		}
		if entry.Name() == "terragrunt.hcl" {
			path, err := filepath.Rel(copied, filepath.Dir(file))
			if err != nil {
				return err
			}
			if strings.Contains(path, o.only) {
				units = append(units, filepath.ToSlash(path))
			}
		}
		return mock(file, outputs)
	})
	return units, err
}

// target finds LAYER/UNIT at the end of a config_path, however that begins.
var target = regexp.MustCompile(`/([\w-]+/[\w-]+)"\s*$`)

// mock answers every dependency block of a file from outputs.
func mock(file string, outputs map[string]json.RawMessage) error {
	text, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	parsed, diags := hclwrite.ParseConfig(text, file, hcl.InitialPos)
	if diags.HasErrors() {
		return diags
	}
	for _, block := range parsed.Body().Blocks() {
		if block.Type() != "dependency" {
			continue
		}
		path := target.FindSubmatch(block.Body().GetAttribute("config_path").Expr().BuildTokens(nil).Bytes())
		if path == nil || outputs[string(path[1])] == nil {
			return fmt.Errorf("%s: no outputs are made up for dependency %q", file, block.Labels()[0])
		}
		kind, err := ctyjson.ImpliedType(outputs[string(path[1])])
		if err != nil {
			return err
		}
		value, err := ctyjson.Unmarshal(outputs[string(path[1])], kind)
		if err != nil {
			return err
		}
		block.Body().SetAttributeValue("skip_outputs", cty.True)
		block.Body().SetAttributeValue("mock_outputs", value)
	}
	return os.WriteFile(file, parsed.Bytes(), 0o644)
}

// source is a registry source: module, submodule, version.
var source = regexp.MustCompile(`^tfr://[^/]*/([^/]+/[^/]+/[^/?]+)(?://([^?]+))?\?version=(.+)$`)

func (o options) evaluate(ctx context.Context, copied, path string) (unit, error) {
	command := exec.CommandContext(ctx, o.terragrunt, "render", "--json", "--no-color")
	command.Dir = filepath.Join(copied, filepath.FromSlash(path))
	command.Env = append(clean(), "TG_TF_PATH="+o.terraform)
	text, err := command.Output()
	if err != nil {
		var exit *exec.ExitError
		if errors.As(err, &exit) {
			err = fmt.Errorf("%w\n%s", err, exit.Stderr)
		}
		return unit{}, err
	}
	var rendered struct {
		Terraform struct{ Source string }
		Inputs    json.RawMessage
	}
	if err := json.Unmarshal(text, &rendered); err != nil {
		return unit{}, err
	}
	parts := source.FindStringSubmatch(rendered.Terraform.Source)
	if parts == nil {
		return unit{}, nil
	}
	return unit{path: path, module: parts[1] + "/" + parts[3], sub: parts[2], inputs: rendered.Inputs}, nil
}
