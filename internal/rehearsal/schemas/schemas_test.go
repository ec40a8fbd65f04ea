package schemas

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/contract/infer"
	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov/tinyprov"
	"github.com/zclconf/go-cty/cty"
)

func TestMain(m *testing.M) { tinyprov.Main(m) }

func provider(version string) contract.Provider {
	return contract.Provider{Name: "aws", Source: "hashicorp/aws", Version: version}
}

// A provider is asked once, and its types are known from then on, also to who
// comes later; a version that nobody allows is none.
func TestTypesAreRemembered(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "schemas")
	s := Open(dir)
	if _, ok := s.Type(provider(""), infer.Resource, "aws_tiny_box"); ok || !s.Lacks(provider("")) || !s.Empty() {
		t.Error("something is known before the provider was asked")
	}
	if err := s.Ask(t.Context(), tinyprov.Program(t), "1.2.3"); err != nil {
		t.Fatal(err)
	}
	if err := s.Ask(t.Context(), filepath.Join(dir, "no-program"), "1.2.3"); err != nil {
		t.Errorf("it is asked again: %v", err)
	}
	for _, s := range []*Store{s, Open(dir)} {
		box, ok := s.Type(provider(">= 1.0"), infer.Resource, "aws_tiny_box")
		if !ok || !box.IsObjectType() || box.AttributeType("id") != cty.String {
			t.Errorf("the type is %#v", box)
		}
		for _, c := range []struct {
			p    contract.Provider
			kind infer.Kind
			name string
		}{{provider(""), infer.Data, "aws_tiny_box"}, {provider(""), infer.Resource, "aws_moon"}, {provider("~> 2.0"), infer.Resource, "aws_tiny_box"},
			{provider("nonsense"), infer.Resource, "aws_tiny_box"}, {contract.Provider{Name: "aws", Source: "acme/aws"}, infer.Resource, "aws_tiny_box"}} {
			if got, ok := s.Type(c.p, c.kind, c.name); ok {
				t.Errorf("%v %s %s: %#v", c.p, c.kind, c.name, got)
			}
		}
		if s.Lacks(provider("")) || !s.Lacks(provider("~> 2.0")) || s.Lacks(contract.Provider{Source: "acme/aws"}) || s.Empty() {
			t.Error("it does not know what it lacks")
		}
	}
}

func TestFilesThatAreNoSchemas(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	folder := filepath.Join(dir, "hashicorp", "aws")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"9.9.9.schema", "new.schema", "1.0.0.txt"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("\x12\x7f"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s := Open(dir)
	if _, ok := s.Type(provider(""), infer.Resource, "aws_tiny_box"); ok || !s.Lacks(provider("")) {
		t.Error("known from a file that is none")
	}
}

// What cannot be asked or kept is left.
func TestProvidersThatAreNotAsked(t *testing.T) {
	t.Parallel()
	for _, s := range []*Store{Open(""), Open(t.TempDir())} {
		if err := s.Ask(t.Context(), "", "1.2.3"); err != nil {
			t.Error(err)
		}
		if err := s.Ask(t.Context(), "no-program", "a build of my own"); err != nil {
			t.Error(err)
		}
		if !s.Empty() {
			t.Error("something is kept")
		}
	}
	if err := Open(t.TempDir()).Ask(t.Context(), filepath.Join(t.TempDir(), "no-program"), "1.2.3"); err == nil {
		t.Error("a program that is not there tells no types, and nobody says so")
	}
}
