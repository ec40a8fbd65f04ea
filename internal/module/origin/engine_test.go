package origin

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestFindFromRealDiagnostic takes a place as Terraform itself reports it: file
// names relative to the root module, the instance in the address.
func TestFindFromRealDiagnostic(t *testing.T) {
	t.Parallel()
	bin, err := exec.LookPath("terraform")
	if err != nil {
		t.Skip("terraform is not installed")
	}
	dir := t.TempDir()
	for name, text := range map[string]string{
		"main.tf": `variable "services" {
  default = { api = { port = 8080 }, worker = { port = -1 } }
}

module "service" {
  source   = "./service"
  for_each = var.services
  settings = merge({ port = 80 }, each.value)
}
`,
		"service/main.tf": `variable "settings" {}

locals {
  port = var.settings.port
}

resource "terraform_data" "this" {
  lifecycle {
    precondition {
      condition     = local.port > 0
      error_message = "A port is a positive number."
    }
  }
}
`,
	} {
		p := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	run := func(args ...string) []byte {
		cmd := exec.CommandContext(t.Context(), bin, args...)
		cmd.Dir = dir
		cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "CHECKPOINT_DISABLE=1"}
		out, _ := cmd.Output() // the plan is meant to fail
		return out
	}
	run("init", "-no-color")
	type pos struct{ Line, Column int }
	var event struct {
		Diagnostic *struct {
			Address string
			Range   struct {
				Filename   string
				Start, End pos
			}
		}
	}
	for line := range bytes.Lines(run("plan", "-json")) {
		if json.Unmarshal(line, &event) != nil || event.Diagnostic == nil {
			continue
		}
		d := event.Diagnostic
		// Terraform names no resource for a precondition; for what a provider
		// says it does, and then the element is known.
		for address, want := range map[string]string{
			d.Address: "var.services[*].port",
			`module.service["worker"].terraform_data.this`: "var.services.worker.port",
		} {
			var got []string
			for _, o := range New(dir).Find(Place{
				File: d.Range.Filename, Line: d.Range.Start.Line, Column: d.Range.Start.Column,
				EndLine: d.Range.End.Line, EndColumn: d.Range.End.Column, Address: address,
			}) {
				got = append(got, o.String())
			}
			if diff := cmp.Diff([]string{want}, got); diff != "" {
				t.Errorf("%+v\n%s", d, diff)
			}
		}
		return
	}
	t.Fatal("terraform reported nothing")
}
