package contract

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/estate"
)

// Local modules, those of the lock and what stands beside them come as one.
func TestBook(t *testing.T) {
	t.Parallel()
	dir := folder(t, map[string]string{
		"modules/box/main.tf":    "variable \"size\" {}\noutput \"id\" {\n  value = 1\n}",
		"local/terragrunt.hcl":   "terraform {\n  source = \"../modules//box\"\n}",
		"own/terragrunt.hcl":     "",
		"own/main.tf":            "variable \"mine\" {}",
		"locked/terragrunt.hcl":  "terraform {\n  source = \"tfr:///acme/net/aws//modules/x?version=1.2.0\"\n}",
		"unknown/terragrunt.hcl": "terraform {\n  source = \"tfr:///acme/net/aws//modules/x?version=1.3.0\"\n}",
		"runtime/terragrunt.hcl": "terraform {\n  source = run_cmd(\"true\")\n}",
		"archive/terragrunt.hcl": "terraform {\n  source = \"https://example.org/module.zip\"\n}",
		"more/terragrunt.hcl": "terraform {\n  source = \"../modules//box\"\n}\ngenerate \"v\" {\n  path = \"v.tf\"\n  if_exists = \"overwrite\"\n" +
			"  contents = \"variable \\\"written\\\" {}\"\n}\n",
		"more/beside.tf": "variable \"beside\" {}",
		"partly/terragrunt.hcl": "terraform {\n  source = \"../modules//box\"\n}\ngenerate \"v\" {\n  path = \"v.tf\"\n  if_exists = \"overwrite\"\n" +
			"  contents = run_cmd(\"true\")\n}\n",
	})
	e, err := estate.Load(t.Context(), dir, estate.Options{})
	if err != nil {
		t.Fatal(err)
	}
	l := exampleLock(t, example)
	l.Sort()
	book := NewBook(l)
	for path, want := range map[string]string{
		"local": "size", "own": "mine", "locked": "any rules zone", "unknown": "?", "runtime": "?", "archive": "?",
		"more": "beside size written", "partly": "size …",
	} {
		m, err := book.For(e.Unit(path))
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		got := "?"
		if m != nil {
			got = strings.Join(slices.Sorted(maps.Keys(m.Variables)), " ")
			if m.Partial {
				got += " …"
			}
		}
		if got != want {
			t.Errorf("%s: got %s, want %s", path, got, want)
		}
	}
}
