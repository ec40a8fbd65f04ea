package contract_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terrace-cloud/terrace/test/mirror/contract"
)

const module = `
terraform {
  required_version = ">= 1.3"
  required_providers {
    aws = { source = "hashicorp/aws", version = ">= 5.49", configuration_aliases = [aws.dns] }
  }
}

variable "zone" { # required
  type = string
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

output "id" {
  value = var.zone
}

output "secret" {
  value     = var.any
  sensitive = true
}
`

func write(t testing.TB, text string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestRead(t *testing.T) {
	t.Parallel()
	got, err := contract.Read(write(t, module))
	if err != nil {
		t.Fatal(err)
	}
	no := false
	want := contract.Interface{
		Terraform: ">= 1.3", AWS: ">= 5.49",
		Variables: []contract.Variable{
			{Name: "any", Type: "any", Default: json.RawMessage("null"), Sensitive: true},
			{
				Name: "rules", Type: `list(object({port = number, ranges = optional(list(string), ["0.0.0.0/0"])}))`,
				Default: json.RawMessage(`[{"port":443}]`), Nullable: &no,
			},
			{Name: "zone", Type: "string"},
		},
		Outputs: []contract.Output{{Name: "id"}, {Name: "secret", Sensitive: true}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadSaysWhatIsWrong(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`variable "a" { default = var.b }`:    `variable "a"`,
		`variable "a" { nullable = "maybe" }`: "not true or false",
		`output "a" { sensitive = 1 }`:        `output "a"`,
		`variable {}`:                         "no name",
		`variable "a" {`:                      "main.tf",
	} {
		if _, err := contract.Read(write(t, text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", text, err, want)
		}
	}
	if _, err := contract.Read(t.TempDir()); err == nil {
		t.Error("an empty folder has an interface")
	}
}

func TestDiff(t *testing.T) {
	t.Parallel()
	want, err := contract.Read(write(t, module))
	if err != nil {
		t.Fatal(err)
	}
	if lines := contract.Diff(want, want); lines != nil {
		t.Errorf("a module departs from itself: %v", lines)
	}
	for _, test := range []struct{ old, new, line string }{
		{`type = string`, `type = number`, `variable "zone": type is number, the contract says string`},
		{`type = string`, `default = ""`, `variable "zone": required is false, the contract says true`},
		{`port = 443`, `port = 80`, `variable "rules": default is [{"port":80}], the contract says [{"port":443}]`},
		{`nullable = false`, ``, `variable "rules": nullable differs from the contract`},
		{`variable "any"`, `variable "all"`, `variable "any" is missing`},
		{`variable "any"`, `variable "all"`, `variable "all" is not in the contract`},
		{`output "id"`, `output "ids"`, `output "id" is missing`},
		{`output "id"`, `output "ids"`, `output "ids" is not in the contract`},
		{"value = var.zone", "value = var.zone\nsensitive = true", `output "id": sensitive is true, the contract says false`},
		{`">= 5.49"`, `">= 6.0"`, `version of hashicorp/aws is ">= 6.0", the contract says ">= 5.49"`},
	} {
		got, err := contract.Read(write(t, strings.Replace(module, test.old, test.new, 1)))
		if err != nil {
			t.Fatal(err)
		}
		if lines := strings.Join(contract.Diff(want, got), "\n"); !strings.Contains(lines, test.line) {
			t.Errorf("%s instead of %s: got\n%s\nwant\n%s", test.new, test.old, lines, test.line)
		}
	}
}

// What is declared from a contract keeps it, and what is kept comes back.
func TestDeclareAndLoad(t *testing.T) {
	t.Parallel()
	want, err := contract.Read(write(t, module))
	if err != nil {
		t.Fatal(err)
	}
	files, err := contract.Declare(want, []string{"rules", "any"})
	if err != nil {
		t.Fatal(err)
	}
	var text []byte
	for _, file := range files {
		text = append(text, file...)
	}
	got, err := contract.Read(write(t, string(text)))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want.Variables, got.Variables); diff != "" {
		t.Error(diff)
	}

	want.Source, want.Version, want.Sub = "a/b/aws", "1.0.0", "modules/c"
	kept, err := want.JSON()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "b.json"), kept, 0o600); err != nil {
		t.Fatal(err)
	}
	all, err := contract.Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]contract.Interface{want}, all); diff != "" {
		t.Error(diff)
	}
	if folder := filepath.ToSlash(all[0].Folder()); folder != "a/b/aws/1.0.0/modules/c" {
		t.Error(folder)
	}
}

func TestDeclareGivesSubjectsTheirOwnFile(t *testing.T) {
	t.Parallel()
	files, err := contract.Declare(contract.Interface{Variables: []contract.Variable{
		{Name: "name", Type: "string"}, {Name: "public_subnets", Type: "list(string)"}, {Name: "publicity", Type: "string"},
	}}, []string{"public"})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) != 2 || !strings.Contains(string(files["variables_public.tf"]), "public_subnets") || strings.Contains(string(files["variables_public.tf"]), "publicity") {
		t.Errorf("%s", files)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(module)
	f.Add(`variable "a" { type = }`)
	f.Add(`terraform { required_providers { aws = "x" } }`)
	f.Add(`terraform { required_version = 1 }`)
	f.Fuzz(func(t *testing.T, text string) {
		got, err := contract.Parse(map[string][]byte{"main.tf": []byte(text)})
		if err != nil {
			return
		}
		if _, err := got.JSON(); err != nil {
			t.Errorf("read and not writable: %v", err)
		}
	})
}
