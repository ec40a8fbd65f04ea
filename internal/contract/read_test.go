package contract

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/terrace-cloud/terrace/internal/estate/estatetest"
	"github.com/zclconf/go-cty/cty"
)

const example = `
terraform {
  required_version = ">= 1.3"
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.49", configuration_aliases = [aws.dns] }
  }
}

variable "zone" { # required
  type = string

  validation {
    condition     = endswith(var.zone, ".")
    error_message = "${var.zone} has no dot at its end."
  }
}

variable "rules" {
  type = list(object({
    port   = number # of the listener
    ranges = optional(list(string),
    ["0.0.0.0/0"])
  }))
  default  = [{ port = 443 }]
  nullable = false
}

variable "any" {
  default   = null
  sensitive = true
}

module "label" {
  source  = "cloudposse/label/null"
  version = "~> 0.25"
}

output "id" {
  value = var.zone
}

output "secret" {
  value     = var.any
  sensitive = true
}
`

// folder writes files into a new folder.
func folder(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	estatetest.Write(t, dir, files)
	return dir
}

// exampleLock is a lock that holds a module of that text.
func exampleLock(t testing.TB, text string) *Lock {
	t.Helper()
	m, err := Read(folder(t, map[string]string{"main.tf": text}))
	if err != nil {
		t.Fatal(err)
	}
	m.Source, m.Version, m.Sub, m.Dir = "acme/net/aws", "1.2.0", "modules/x", ""
	return &Lock{Packages: []*Package{
		{Source: "acme/net/aws", Version: "1.10.0", Hash: "h1:b"},
		{Source: "acme/net/aws", Version: "1.2.0", Hash: "h1:a", Folders: []Folder{{Module: m, Files: map[string]string{"main.tf": "00"}}}},
	}}
}

func TestReadAndLockAreTheSame(t *testing.T) {
	t.Parallel()
	l := exampleLock(t, example)
	text, err := l.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "example.lock.json", string(text))
	kept, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	again, err := kept.Bytes()
	if err != nil || string(again) != string(text) {
		t.Errorf("read and written again it differs: %v\n%s", err, again)
	}
	if p := kept.Packages; p[0].Version != "1.2.0" || p[1].Version != "1.10.0" {
		t.Errorf("versions are sorted as text: %s, %s", p[0].Version, p[1].Version)
	}
	m, ok := kept.Module("acme/net/aws", "1.2.0", "modules/x")
	if !ok {
		t.Fatal("the module is not found")
	}
	rules := m.Variables["rules"]
	want := cty.ListVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{"port": cty.NumberIntVal(443), "ranges": cty.ListVal([]cty.Value{cty.StringVal("0.0.0.0/0")})})})
	if rules.Required() || rules.Nullable || !rules.Default.RawEquals(want) {
		t.Errorf("rules: %#v", rules)
	}
	if !m.Variables["zone"].Required() || !m.Variables["any"].Sensitive || !m.Variables["any"].Nullable || !m.Outputs["secret"].Sensitive {
		t.Error("flags are lost")
	}
	for _, no := range [][3]string{{"acme/net/aws", "1.2.1", ""}, {"acme/net/aws", "1.2.0", ""}, {"acme/netz/aws", "1.2.0", ""}} {
		if _, ok := kept.Module(no[0], no[1], no[2]); ok {
			t.Errorf("%v is found", no)
		}
	}
}

func TestReadKeepsPlaces(t *testing.T) {
	t.Parallel()
	m, err := Read(folder(t, map[string]string{"main.tf": example}))
	if err != nil {
		t.Fatal(err)
	}
	if p := m.Variables["zone"].Pos; p.Line != 9 || filepath.Base(p.File) != "main.tf" {
		t.Errorf("zone is at %s", p)
	}
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`variable "a" { default = var.b }`:    "main.tf:1",
		`variable "a" { nullable = "maybe" }`: "not true or false",
		`variable "a" { type = strin }`:       `type of variable "a"`,
		`output "a" { sensitive = 1 }`:        "not true or false",
		`variable {}`:                         "main.tf:1",
		`variable "a" {`:                      "main.tf:1",
	} {
		if _, err := Read(folder(t, map[string]string{"main.tf": text})); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", text, err, want)
		}
	}
	if _, err := Read(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("a folder that is not there has an interface")
	}
}

func TestReadOlderTypesJSONAndOverrides(t *testing.T) {
	t.Parallel()
	m, err := Read(folder(t, map[string]string{
		"main.tf":          "variable \"old\" {\n  type = \"map\"\n}\nvariable \"l\" {\n  type = list\n}\nvariable \"size\" {\n  type = number\n  default = 1\n}\n",
		"more.tf.json":     `{"variable": {"j": {"type": "list(string)", "validation": {"condition": "${length(var.j) > 1}", "error_message": "Two at least."}}}}`,
		"size_override.tf": "variable \"size\" {\n  type = string\n}\n",
	}))
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for name, v := range m.Variables {
		got[name] = v.Type.FriendlyName()
	}
	want := map[string]string{"old": "map of dynamic", "l": "list of dynamic", "size": "string", "j": "list of string"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if v := m.Variables["size"]; !v.Default.RawEquals(cty.StringVal("1")) {
		t.Errorf("the default of an overridden variable: %#v", v.Default)
	}
	j := m.Variables["j"]
	if f := j.Validate(map[string]cty.Value{"j": cty.ListVal([]cty.Value{cty.StringVal("one")})}); len(f) != 1 || f[0].Text != "Two at least." {
		t.Errorf("validation in JSON: %+v", f)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(example)
	f.Add(`variable "a" { type = }`)
	f.Add(`terraform { required_providers { aws = "x" } }`)
	f.Add(`variable "a" { type = object({ b = optional(object({ c = optional(number, 1) }), {}) })` + "\n default = {} }")
	f.Fuzz(func(t *testing.T, text string) {
		m, err := Read(folder(t, map[string]string{"main.tf": text}))
		if err != nil {
			return
		}
		l := &Lock{Packages: []*Package{{Source: "a/b/c", Version: "1.0.0", Folders: []Folder{{Module: m}}}}}
		out, err := l.Bytes()
		if err != nil {
			t.Fatalf("read and not writable: %v", err)
		}
		if _, err := Parse(out); err != nil {
			t.Fatalf("written and not readable: %v\n%s", err, out)
		}
	})
}
