package config

import (
	"os"
	"strings"
	"testing"
)

// The example in the documentation is a settings file that can be read.
func TestDocumentedSettings(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("../../docs/settings.md")
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(text), "```yaml\n")
	example, _, found := strings.Cut(example, "```")
	s, faults := Parse("docs/settings.md", []byte(example))
	if !found || len(faults) > 0 || s.Account == "" || len(s.Allow.Providers) == 0 || s.ModuleMirror == "" {
		t.Errorf("%+v %v", s, faults)
	}
}
