package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/terrace-cloud/terrace/test/mirror/counts"
)

// override stands beside the module for what an estate's root generates. The
// keys are made up, and every check that would call AWS is off.
const override = `terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}
`

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

// plan plans one unit in a folder of its own and counts what it would create.
func (o options) plan(ctx context.Context, unit unit, work, cloud string) (counts.Types, error) {
	module := filepath.Join(o.modules, filepath.FromSlash(unit.module))
	if err := os.CopyFS(work, os.DirFS(module)); err != nil {
		return nil, err
	}
	dir := filepath.Join(work, filepath.FromSlash(unit.sub))
	for name, text := range map[string]string{
		"versions_override.tf": override, "provider.tf": provider, "terraform.tfvars.json": string(unit.inputs),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			return nil, err
		}
	}
	var shown []byte
	for _, arguments := range []string{"init -input=false -no-color", "plan -input=false -no-color -lock=false -out=plan", "show -json plan"} {
		command := exec.CommandContext(ctx, o.terraform, strings.Fields(arguments)...)
		command.Dir, command.Env = dir, append(clean(), "AWS_ENDPOINT_URL="+cloud)
		var stderr bytes.Buffer
		command.Stderr = &stderr
		text, err := command.Output()
		if err != nil {
			return nil, fmt.Errorf("terraform %s: %w\n%s", arguments, err, stderr.Bytes())
		}
		shown = text
	}
	if o.keep != "" {
		if err := os.WriteFile(filepath.Join(o.keep, strings.ReplaceAll(unit.path, "/", ".")+".json"), shown, 0o600); err != nil {
			return nil, err
		}
	}
	return counts.FromPlan(shown)
}

// clean is the environment without anything that speaks to AWS or that gives
// Terraform other inputs.
func clean() []string {
	var kept []string
	for _, pair := range os.Environ() {
		if !strings.HasPrefix(pair, "AWS_") && !strings.HasPrefix(pair, "TF_VAR_") && !strings.HasPrefix(pair, "TG_") {
			kept = append(kept, pair)
		}
	}
	return kept
}
