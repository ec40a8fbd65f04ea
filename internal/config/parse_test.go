package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/terrace-cloud/terrace/internal/diag"
)

func TestParse(t *testing.T) {
	t.Parallel()
	text := `
# a team's settings
terraform: bin/terraform
engine: tofu
account: "012345678901"
allow:
  hooks: [fmt]
  providers:
    - hashicorp/random
`
	got, found := Parse("terrace.yaml", []byte(text))
	if len(found) > 0 {
		t.Fatal(found)
	}
	want := Settings{File: "terrace.yaml", Terraform: "bin/terraform", Engine: "tofu", Account: "012345678901",
		Allow: Allow{Hooks: []string{"fmt"}, Providers: []string{"hashicorp/random"}}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestParseSaysWhatIsWrongAndWhere(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"unknown key":    {"terraform: x\nterrafrom: y\n", `terrace.yaml:2: Unknown setting "terrafrom": Is it terraform? Known here: account, allow, baseline, contracts, engine, estate,`},
		"unknown below":  {"allow:\n  hook: [x]\n", `terrace.yaml:2: Unknown setting "allow.hook": Is it hooks? Known here: env, hooks, local_exec, providers, run_cmd.`},
		"far from all":   {"colour: red\n", `terrace.yaml:1: Unknown setting "colour": Known here: account, allow,`},
		"given twice":    {"tofu: x\n\ntofu: y\n", `terrace.yaml:3: Setting "tofu" is given twice: It stands in line 1 already.`},
		"wrong kind":     {"terraform: [a, b]\n", `terrace.yaml:1: Setting "terraform" must be a text`},
		"not a list":     {"allow:\n  hooks:\n    a: b\n", `terrace.yaml:3: Setting "allow.hooks" must be a list of texts`},
		"not a mapping":  {"- terraform\n", `terrace.yaml:1: terrace.yaml must be a mapping`},
		"engine":         {"engine: pulumi\n", `terrace.yaml:1: Setting "engine" cannot be "pulumi": Write "terraform" or "tofu".`},
		"account":        {"account: 12345\n", `terrace.yaml:1: Setting "account" cannot be "12345"`},
		"provider name":  {"allow:\n  providers:\n    - random\n", `terrace.yaml:3: Setting "allow.providers" cannot be "random"`},
		"not YAML":       {"terraform: x\n  y: z\n", `terrace.yaml:2: terrace.yaml is not well-formed YAML`},
		"tab":            {"allow:\n\thooks: []\n", `terrace.yaml:2: terrace.yaml is not well-formed YAML`},
		"rule's level":   {"rules:\n  a: off\n  b: loud\n", `terrace.yaml:3: Setting "rules.b" cannot be "loud": Write off, note, warning or error.`},
		"rule twice":     {"rules:\n  a: off\n  a: note\n", `terrace.yaml:3: Setting "rules.a" is given twice`},
		"hooks one text": {"allow: all\n", `terrace.yaml:1: allow must be a mapping`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, found := Parse("terrace.yaml", []byte(c.text))
			if len(found) != 1 || !strings.HasPrefix(found[0].Error(), c.want) {
				t.Errorf("got  %v\nwant %s", found, c.want)
			}
			if diag.CodeOf(found.Err()) != diag.Config {
				t.Errorf("exit code %d", diag.CodeOf(found.Err()))
			}
		})
	}
}

func TestEmptyFileHasNoSettings(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "# nothing\n", "---\n", "allow:\n", "engine:\n"} {
		got, found := Parse("f", []byte(text))
		if d := cmp.Diff(Settings{File: "f"}, got); d != "" || len(found) > 0 {
			t.Errorf("%q: %v %s", text, found, d)
		}
	}
}

func TestLoadAnchorsPaths(t *testing.T) {
	unset(t)
	home := t.TempDir()
	t.Setenv("HOME", home)
	top := t.TempDir()
	os.WriteFile(filepath.Join(top, FileName), []byte("terraform: bin/tf\ntofu: ~/tofu\nterragrunt: /abs/tg\n"), 0o600)
	s, err := Load(top)
	if err != nil {
		t.Fatal(err)
	}
	got := []string{s.Terraform, s.Tofu, s.Terragrunt, s.Provider}
	want := []string{filepath.Join(top, "bin/tf"), filepath.Join(home, "tofu"), "/abs/tg", ""}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if s, err := Load(t.TempDir()); err != nil || s.File != "" {
		t.Errorf("without a file: %+v, %v", s, err)
	}
}

// unset takes our variables away until the test ends: `make test` names the
// tools by them.
func unset(t *testing.T) {
	t.Helper()
	for _, one := range os.Environ() {
		if name, value, _ := strings.Cut(one, "="); strings.HasPrefix(name, "TERRACE_") {
			t.Setenv(name, value) // puts it back
			os.Unsetenv(name)
		}
	}
}

func TestTop(t *testing.T) {
	t.Parallel()
	top := t.TempDir()
	deep := filepath.Join(top, "a", "b")
	os.MkdirAll(deep, 0o700)
	if got := Top(deep); got != deep {
		t.Errorf("no repository: %s", got)
	}
	os.Mkdir(filepath.Join(top, ".git"), 0o700)
	if got := Top(deep); got != top {
		t.Errorf("got %s", got)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"terraform: x", "allow: {hooks: [a]}", "a: &a [*a]", "? [x]\n: y", "<<: {engine: tofu}"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, text []byte) { Parse("terrace.yaml", text) })
}
