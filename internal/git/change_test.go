package git

import (
	"reflect"
	"strings"
	"testing"
)

const (
	x = "1111111111111111111111111111111111111111"
	y = "2222222222222222222222222222222222222222"
	z = "0000000000000000000000000000000000000000"
)

func TestParseRaw(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		raw  string
		want []Change
	}{
		"nothing":     {"", nil},
		"modified":    {":100644 100644 " + x + " " + y + " M\x00a b\x00", []Change{{Path: "a b", Kind: Modified, Was: x}}},
		"not hashed":  {":100644 100644 " + x + " " + z + " M\x00a\x00", []Change{{Path: "a", Kind: Modified, Was: x}}},
		"added":       {":000000 100644 " + z + " " + y + " A\x00é\n\"\x00", []Change{{Path: "é\n\"", Kind: Added}}},
		"deleted":     {":100644 000000 " + x + " " + z + " D\x00a\x00", []Change{{Path: "a", Kind: Deleted, Was: x}}},
		"mode":        {":100644 100755 " + x + " " + x + " M\x00a\x00", []Change{{Path: "a", Kind: Mode, Was: x}}},
		"now a link":  {":100644 120000 " + x + " " + y + " T\x00a\x00", []Change{{Path: "a", Kind: Type, Was: x}}},
		"submodule":   {":160000 160000 " + x + " " + x + " M\x00vendor\x00", []Change{{Path: "vendor", Kind: Modified, Submodule: true, Was: x}}},
		"conflict":    {":000000 100644 " + z + " " + z + " U\x00a\x00:100644 100644 " + x + " " + z + " M\x00a\x00", []Change{{Path: "a", Kind: Modified, Was: z}}},
		"two of them": {":100644 000000 " + x + " " + z + " D\x00a\x00:000000 100644 " + z + " " + y + " A\x00b\x00", []Change{{Path: "a", Kind: Deleted, Was: x}, {Path: "b", Kind: Added}}},
	} {
		if got, err := ParseRaw([]byte(c.raw)); err != nil || !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v %v, not %+v", name, got, err, c.want)
		}
	}
	for _, raw := range []string{"x", ":100644 100644 " + x + " " + y + " M", ":100644 100644 " + x + " " + y + " M\x00", ":1 2 M\x00a\x00", ":100644 100644 " + x + " " + y + " Q\x00a\x00"} {
		if got, err := ParseRaw([]byte(raw)); err == nil {
			t.Errorf("%q is understood: %+v", raw, got)
		}
	}
}

func FuzzParseRaw(f *testing.F) {
	f.Add(":100644 100644 " + x + " " + y + " M\x00a b\x00")
	f.Add(":000000 100644 " + z + " " + z + " U\x00a\x00:100644 100644 " + x + " " + z + " M\x00a\x00")
	f.Fuzz(func(t *testing.T, raw string) {
		changes, err := ParseRaw([]byte(raw))
		if err == nil && len(changes) > strings.Count(raw, ":") {
			t.Errorf("%d changes out of %q", len(changes), raw)
		}
		for _, c := range changes {
			if c.Path == "" || c.Kind == "" {
				t.Errorf("an empty change out of %q", raw)
			}
		}
	})
}

// What is deleted from the index alone is on disk still: changed, not gone.
func TestJoin(t *testing.T) {
	t.Parallel()
	got := join([]Change{{Path: "b", Kind: Deleted, Was: x}, {Path: "c", Kind: Modified, Was: y}}, []string{"b", "a"})
	want := []Change{{Path: "a", Kind: Added, Untracked: true}, {Path: "b", Kind: Modified, Untracked: true, Was: x}, {Path: "c", Kind: Modified, Was: y}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v, not %+v", got, want)
	}
}

// Of git's own variables, those that lead to another repository are not passed on.
func TestEnvironment(t *testing.T) {
	for _, name := range []string{"GIT_DIR", "GIT_INDEX_FILE", "GIT_EXTERNAL_DIFF", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_KEY_0", "LC_ALL"} {
		t.Setenv(name, "/nowhere")
	}
	env := strings.Join(environment(), "\n")
	for _, name := range []string{"GIT_DIR=", "GIT_INDEX_FILE=", "GIT_EXTERNAL_DIFF=", "LC_ALL=/nowhere"} {
		if strings.Contains(env, name) {
			t.Errorf("%s is passed on", name)
		}
	}
	for _, name := range []string{"GIT_CONFIG_GLOBAL=/nowhere", "GIT_CONFIG_KEY_0=/nowhere", "GIT_OPTIONAL_LOCKS=0", "LC_ALL=C"} {
		if !strings.Contains(env, name) {
			t.Errorf("%s is missing", name)
		}
	}
}
