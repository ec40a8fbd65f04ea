package module

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// scanned is a module with one of everything that Scan looks for.
var scanned = map[string]string{
	"main.tf": `terraform {
  required_version = ">= 1.11"
  required_providers {
    aws = {
      source                = "hashicorp/aws"
      version               = "~> 5.100"
      configuration_aliases = [aws.replica]
    }
    local  = "2.5.2"
    cloud  = { source = "registry.terraform.io/Acme/Cloud" }
    custom = { source = "tf.example.org/acme/custom" }
  }
}

resource "aws_vpc" "this" {
  provider   = aws.replica
  cidr_block = provider::aws::trim_iam_role_path("x")
}

resource "thing" "odd" {
  provider = custom
  provisioner "local-exec" {
    command = "true"
  }
  provisioner "remote-exec" {
    inline = ["true"]
  }
}

data "aws_region" "this" {}
data "external" "program" {
  program = ["true"]
}
ephemeral "random_password" "this" {}
resource "terraform_data" "this" {}

check "health" {
  data "http" "front" {
    url = "https://example.org"
  }
}

module "local" {
  source = "./modules/local"
}

module "again" {
  source = "./modules/local"
}

module "net" {
  source  = "acme/net/aws"
  version = "~> 1.0"
}
`,
	"more.tf.json": `{
  "resource": {"aws_s3_bucket": {"this": {"bucket": "${provider::cloud::name(\"x\")}", "provisioner": {"local-exec": {"command": "true"}}}}}
}
`,
	"modules/local/main.tf": `provider "time" {}
resource "aws_kms_key" "this" {}
resource "aws_vpc" "this" {}
`,
}

func TestScan(t *testing.T) {
	t.Parallel()
	dir, mirror := t.TempDir(), t.TempDir()
	write(t, dir, scanned)
	write(t, filepath.Join(mirror, "acme/net/aws/1.4.0"), map[string]string{"main.tf": "resource \"aws_subnet\" \"this\" {}\n"})
	show := func(c Contents) string {
		b, err := json.MarshalIndent(c, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		return strings.NewReplacer(dir, "DIR", mirror, "MIRROR").Replace(string(b)) + "\n"
	}
	c, err := Scan(dir)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "scan.json", show(c))

	c, err = (&Resolver{Mirror: mirror}).Scan(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Unresolved) != 0 || !cmp.Equal(c.Types["hashicorp/aws"].Resources, []string{"aws_kms_key", "aws_s3_bucket", "aws_subnet", "aws_vpc"}) {
		t.Error(show(c))
	}

	// Without the mirror the call is told with its place, the rest is read.
	c, err = (&Resolver{}).Scan(t.Context(), dir)
	if err == nil || !strings.Contains(err.Error(), "main.tf:52") || len(c.Types["hashicorp/aws"].Resources) != 3 {
		t.Error(err, show(c))
	}

	// What init has brought goes before all.
	write(t, dir, map[string]string{
		".terraform/modules/modules.json": `{"Modules":[{"Key":"","Dir":"."},{"Key":"net","Dir":".terraform/modules/net"}]}`,
		".terraform/modules/net/main.tf":  "resource \"aws_route\" \"this\" {}\n",
	})
	c, err = Scan(dir)
	if err != nil || len(c.Unresolved) != 0 || !strings.Contains(show(c), `"aws_route"`) {
		t.Error(err, show(c))
	}

	write(t, dir, map[string]string{"broken.tf": "resource {"})
	c, err = Scan(dir)
	if diag.CodeOf(err) != diag.Config || !strings.Contains(err.Error(), "broken.tf:1") || len(c.Types) == 0 {
		t.Error(err)
	}
	if _, err := Scan(filepath.Join(dir, "none")); err == nil {
		t.Error("a folder that is not there")
	}
}

func TestContentsAdd(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, scanned)
	one, err := Scan(dir)
	if err != nil {
		t.Fatal(err)
	}
	two, err := Scan(filepath.Join(dir, "modules", "local"))
	if err != nil {
		t.Fatal(err)
	}
	var sum Contents
	sum.Add(two)
	sum.Add(one)
	if d := cmp.Diff(one.Types, sum.Types, cmpopts.IgnoreFields(Types{}, "First")); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]string{
		"acme/cloud", "hashicorp/aws", "hashicorp/external", "hashicorp/http", "hashicorp/local", "hashicorp/random",
		"hashicorp/time", "terraform.io/builtin/terraform", "tf.example.org/acme/custom",
	}, sum.Sources()); d != "" {
		t.Error(d)
	}
}

func TestDropProvisioners(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, scanned)
	write(t, dir, map[string]string{
		"note.md": "provisioner\n",
		"deep/x.tf": `# A provisioner is named here and stays.
resource "a" "b" {
  x = 1 # before
  provisioner "local-exec" { command = "one line" } # after
	provisioner "file" {
		content = <<-EOT
			provisioner "x" {
		EOT
	} 
  y = "é" /* end */
}
`,
		".terraform/modules/m/x.tf": "resource \"a\" \"b\" {\n  provisioner \"local-exec\" {}\n}\n",
	})
	cut, err := DropProvisioners(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range cut {
		p.File, _ = filepath.Rel(dir, p.File)
		got = append(got, p.String())
	}
	if d := cmp.Diff([]string{"deep/x.tf:4:3", "deep/x.tf:5:2", "main.tf:22:3", "main.tf:25:3", "more.tf.json"}, got); d != "" {
		t.Error(d)
	}
	const want = "# A provisioner is named here and stays.\nresource \"a\" \"b\" {\n  x = 1 # before\n   # after\n\t\n\n\n\n \n  y = \"é\" /* end */\n}\n"
	if d := cmp.Diff(want, read(t, filepath.Join(dir, "deep/x.tf"))); d != "" {
		t.Error(d)
	}
	c, err := Scan(dir)
	if err != nil || len(c.Provisioners) != 0 || len(c.Types["hashicorp/aws"].Resources) == 0 {
		t.Error(err, c.Provisioners)
	}
	if b := read(t, filepath.Join(dir, ".terraform/modules/m/x.tf")); !strings.Contains(b, "provisioner") {
		t.Error("what init has brought is not ours to change")
	}
	if cut, err := DropProvisioners(dir); err != nil || len(cut) != 0 {
		t.Error("a second time:", cut, err)
	}
	left, _ := filepath.Glob(filepath.Join(dir, ".terrace-*"))
	if len(left) != 0 {
		t.Error(left)
	}
}

func FuzzDropProvisioners(f *testing.F) {
	for name, text := range scanned {
		f.Add(strings.HasSuffix(name, ".json"), []byte(text))
	}
	f.Fuzz(func(t *testing.T, js bool, text []byte) {
		name := "main.tf"
		if js {
			name = "main.tf.json"
		}
		dir := t.TempDir()
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, text, 0o644); err != nil {
			t.Fatal(err)
		}
		cut, err := DropProvisioners(dir)
		if err != nil {
			t.Fatal(err)
		}
		after, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		if !js && strings.Count(string(after), "\n") != strings.Count(string(text), "\n") {
			t.Error("lines have moved")
		}
		if len(cut) == 0 && string(after) != string(text) {
			t.Error("changed without need")
		}
		_, _ = Scan(dir)
	})
}

func BenchmarkScan(b *testing.B) {
	root := vpcSized(b).Root
	for b.Loop() {
		if _, err := Scan(root); err != nil {
			b.Fatal(err)
		}
	}
}
