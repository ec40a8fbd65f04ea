package rehearsal

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/terrace-cloud/terrace/internal/estate"
)

func TestProviderVersions(t *testing.T) {
	t.Parallel()
	asks := func(constraint string) string {
		return "terraform {\n  required_providers {\n    aws = {\n      source = \"hashicorp/aws\"\n      version = \"" + constraint + "\"\n    }\n    random = {\n      source = \"hashicorp/random\"\n      version = \"~> 3.0\"\n    }\n  }\n}\n"
	}
	plain := func(constraint string) *estate.Unit {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "versions.tf"), []byte(asks(constraint)), 0o600); err != nil {
			t.Fatal(err)
		}
		return &estate.Unit{Dir: dir}
	}
	overrides := plain(">= 4.0")
	overrides.Generate = []estate.Generate{{Path: "versions_override.tf", Contents: asks("~> 6.0")}}
	for name, c := range map[string]struct {
		units []*estate.Unit
		want  []string
	}{
		"none":     {[]*estate.Unit{{Dir: t.TempDir()}}, nil},
		"one":      {[]*estate.Unit{plain("~> 5.0"), plain("~> 5.0")}, []string{"~> 5.0"}},
		"several":  {[]*estate.Unit{plain(">= 5.0"), plain("~> 6.0"), plain("~> 6.0")}, []string{"~> 6.0, >= 5.0", "~> 6.0"}},
		"override": {[]*estate.Unit{overrides}, []string{"~> 6.0"}},
	} {
		if got := ProviderVersions(c.units); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
