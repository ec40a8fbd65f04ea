package module

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/diag"
)

func TestResolve(t *testing.T) {
	t.Parallel()
	mirror, tree := t.TempDir(), t.TempDir()
	write(t, mirror, map[string]string{
		"acme/net/aws/1.2.3/main.tf":                    "",
		"acme/net/aws/1.2.3/modules/a/main.tf":          "",
		"acme/net/aws/1.10.0/main.tf":                   "",
		"acme/net/aws/1.10.0/STAND-IN.md":               "",
		"acme/net/aws/2.0.0-beta1/main.tf":              "",
		"reg.example.org/acme/net/aws/v3.0.0/main.tf":   "",
		"git.example.org/acme/net/v1/modules/a/main.tf": "",
	})
	write(t, tree, map[string]string{"unit/terragrunt.hcl": "", "modules/net/main.tf": ""})
	unit := filepath.Join(tree, "unit")
	r := &Resolver{Mirror: mirror}

	for source, want := range map[string]Resolved{
		"../modules//net": {Root: filepath.Join(tree, "modules"), Sub: "net", Level: Local},
		"tfr:///acme/net/aws//modules/a?version=1.2.3":       {Root: filepath.Join(mirror, "acme/net/aws/1.2.3"), Sub: "modules/a", Version: "1.2.3", Level: Real},
		"tfr:///acme/net/aws?version=1.10.0":                 {Root: filepath.Join(mirror, "acme/net/aws/1.10.0"), Version: "1.10.0", Level: StandIn},
		"tfr://reg.example.org/acme/net/aws?version=3.0.0":   {Root: filepath.Join(mirror, "reg.example.org/acme/net/aws/v3.0.0"), Version: "3.0.0", Level: Real},
		"git::ssh://git@git.example.org/acme/net.git?ref=v1": {Root: filepath.Join(mirror, "git.example.org/acme/net/v1"), Version: "v1", Level: Real},
	} {
		got, err := r.Resolve(t.Context(), source, unit, diag.Pos{})
		if hashed := got.Hash != ""; hashed != (want.Level != Local) {
			t.Errorf("%s: hash %q", source, got.Hash)
		}
		if got.Hash = ""; err != nil || got != want {
			t.Errorf("%s: %v\n got %+v\nwant %+v", source, err, got, want)
		}
	}

	at := diag.Pos{File: "envcommon/net.hcl", Line: 3}
	for source, want := range map[string]string{
		"tfr:///acme/net/aws?version=1.3.0":                "has no version 1.3.0: Not in the mirror; the nearest versions there are 1.2.3, 1.10.0",
		"tfr:///acme/other/aws?version=1.3.0":              "--module-mirror DIR",
		"tfr:///acme/net/aws//modules/b?version=1.2.3":     `has no submodule "modules/b": Submodules: modules/a`,
		"git::https://git.example.org/acme/net.git?ref=v2": "git clone --branch v2 https://git.example.org/acme/net.git DIR/git.example.org/acme/net/v2",
		"../modules/none":                                  "does not exist",
		"s3::https://bucket.example.org/net.zip":           "cannot be rehearsed",
	} {
		_, err := r.Resolve(t.Context(), source, unit, at)
		if err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "envcommon/net.hcl:3: ") || diag.CodeOf(err) != diag.Config {
			t.Errorf("%s: %v, want %q", source, err, want)
		}
	}

	for constraint, want := range map[string]string{
		"": "1.10.0", "~> 1.2.0": "1.2.3", ">= 1.2, < 1.10": "1.2.3", "2.0.0-beta1": "2.0.0-beta1", "= 1.2.3": "1.2.3",
		">= 2": "No version of module acme/net/aws meets", "what": "cannot be read",
	} {
		s, err := ParseCall("acme/net/aws", constraint)
		if err != nil {
			t.Fatal(err)
		}
		got, err := r.Call(t.Context(), Call{Source: s, Pos: at})
		if got.Version != want && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%q: %+v, %v; want %s", constraint, got, err, want)
		}
	}
}

// The mirror goes before the store, and the store fills in what it lacks.
func TestMirrorBeforeStore(t *testing.T) {
	t.Parallel()
	reg := newRegistry(t, map[string]string{"1.0.0": "/a", "1.2.0": "/a"})
	reg.serve("/a", tarred(t, "main.tf", "# registry\n"))
	mirror := t.TempDir()
	write(t, filepath.Join(mirror, reg.address().String()), map[string]string{"1.0.0/main.tf": "# mirror\n"})
	r := &Resolver{Mirror: mirror, Store: reg.open(t, StoreOptions{})}
	for version, want := range map[string]string{"1.0.0": "# mirror\n", "1.2.0": "# registry\n"} {
		m, err := r.Resolve(t.Context(), "tfr://"+reg.address().String()+"?version="+version, mirror, diag.Pos{})
		if err != nil {
			t.Error(err)
			continue
		}
		if got := read(t, filepath.Join(m.Root, "main.tf")); got != want {
			t.Errorf("%s: %q", version, got)
		}
	}
	if have, err := r.Versions(t.Context(), reg.address()); err != nil || len(have) != 6 {
		t.Error(have, err)
	}
	// Without the registry the mirror's versions are what there is.
	reg.Close()
	r.Store = reg.open(t, StoreOptions{Timeout: 1})
	if have, err := r.Versions(t.Context(), reg.address()); err != nil || strings.Join(have, " ") != "1.0.0" {
		t.Error(have, err)
	}
}
