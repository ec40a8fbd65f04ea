package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/contract"
)

const module = `
variable "zone" {
  type = string
}

variable "rule_list" {
  type     = list(object({ port = number, ranges = optional(list(string), ["0.0.0.0/0"]) }))
  default  = [{ port = 443 }]
  nullable = false
}

variable "rules" {
  default   = null
  sensitive = true
}
`

func read(t *testing.T, files map[string][]byte) *contract.Module {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	m, err := contract.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// What is declared from an interface has that interface, each subject in a file
// of its own.
func TestDeclare(t *testing.T) {
	t.Parallel()
	want := read(t, map[string][]byte{"main.tf": []byte(module)})
	files, err := declare(want, []string{"rule"})
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range contract.Diff(want, read(t, files)) {
		t.Error(line)
	}
	subject := string(files["variables_rule.tf"])
	if len(files) != 2 || !strings.Contains(subject, `"rule_list"`) || strings.Contains(subject, `"rules"`) {
		t.Errorf("%s", files)
	}
}
