package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/test/mirror/counts"
)

// provider stands beside the module for what an estate's root generates. The
// keys are made up, and every check that would call AWS is off.
const provider = `provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "recording"
  secret_key                  = "recording"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
`

// planner plans modules with the real provider.
type planner struct {
	modules string // mirror
	program string // terraform or tofu
	keep    string // folder to keep the plans in, or empty
	work    string // folder of its own
	env     []string
}

// newPlanner prepares the environment: the provider found on this machine, no
// other inputs, and no AWS but the one at url.
func newPlanner(tools *engine.Tools, work, url string) (*planner, error) {
	config := filepath.Join(work, "cli.tfrc")
	text := fmt.Sprintf("provider_installation {\n  dev_overrides {\n    %q = %q\n  }\n}\n", tools.Provider.Source, filepath.Dir(tools.Provider.Path))
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		return nil, err
	}
	p := &planner{program: tools.Engine.Path, work: work, env: []string{"TF_CLI_CONFIG_FILE=" + config, "AWS_ENDPOINT_URL=" + url}}
	for _, pair := range os.Environ() {
		if !strings.HasPrefix(pair, "AWS_") && !strings.HasPrefix(pair, "TF_") {
			p.env = append(p.env, pair)
		}
	}
	return p, nil
}

// plan plans one unit in a folder of its own and counts what it would create.
func (p *planner) plan(ctx context.Context, unit unit) (counts.Types, error) {
	name := strings.ReplaceAll(unit.path, "/", ".")
	work := filepath.Join(p.work, name)
	if err := os.CopyFS(work, os.DirFS(filepath.Join(p.modules, filepath.FromSlash(unit.module)))); err != nil {
		return nil, err
	}
	defer os.RemoveAll(work)
	dir := filepath.Join(work, filepath.FromSlash(unit.sub))
	for name, text := range map[string][]byte{"provider.tf": []byte(provider), "terraform.tfvars.json": unit.inputs} {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			return nil, err
		}
	}
	var shown []byte
	// the provider is given, so there is nothing for init to do but modules
	for _, arguments := range []string{"get -no-color", "plan -input=false -no-color -lock=false -out=plan", "show -json plan"} {
		command := exec.CommandContext(ctx, p.program, strings.Fields(arguments)...)
		command.Dir, command.Env = dir, p.env
		var stderr bytes.Buffer
		command.Stderr = &stderr
		text, err := command.Output()
		if err != nil {
			return nil, fmt.Errorf("%s %s: %w\n%s", filepath.Base(p.program), arguments, err, stderr.Bytes())
		}
		shown = text
	}
	if p.keep != "" {
		if err := os.WriteFile(filepath.Join(p.keep, name+".json"), shown, 0o600); err != nil {
			return nil, err
		}
	}
	return counts.FromPlan(shown)
}
