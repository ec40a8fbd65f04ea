package alerts

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/estate"
	"go.yaml.in/yaml/v3"
)

const published = "../../../../docs/schema/alerts.json"

var update = flag.Bool("update", false, "write the published schema anew")

// The published schema is the one that check uses, and it takes the estate's.
func TestPublished(t *testing.T) {
	t.Parallel()
	if *update {
		if err := os.WriteFile(published, Schema, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(published)
	if err != nil || !bytes.Equal(got, Schema) {
		t.Errorf("%s differs; go test ./internal/check/rules/alerts -update writes it: %v", published, err)
	}
	schema, err := compiled()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("../../../../infrastructure/alerts.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := yaml.Unmarshal(text, &v); err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(v); err != nil {
		t.Error(err)
	}
}

// Whatever the file holds, reading it ends, and each fault has a place in it.
func FuzzShape(f *testing.F) {
	for _, seed := range []string{"alerts: []", "alerts:\n- name: x\n  period: 45\n", "alerts: {a: b}", "? [a]\n: b\nalerts: 1", "a: &a\n  alerts: *a\nalerts: [*a]", "alerts:\n- <<: [1]\n", ":", "alerts: [~, 1, [2]]"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		s := shapeOf(input(t, src))
		for _, faults := range [][]fault{s.unknown, s.missing, s.wrong} {
			for _, x := range faults {
				if x.at.Line < 1 || x.say == "" {
					t.Errorf("%+v", x)
				}
			}
		}
	})
}

// input is an estate that has an alerts.yaml and nothing else.
func input(t *testing.T, src []byte) *rule.Input {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, rule.AlertsFile), src, 0o600); err != nil {
		t.Fatal(err)
	}
	in, err := rule.Read(t.Context(), &estate.Estate{Root: dir}, dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	return in
}
