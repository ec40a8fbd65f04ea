package locking

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/estate/estatetest"
	"github.com/terrace-cloud/terrace/internal/module"
)

func source(s string) string { return "terraform {\n  source = \"" + s + "\"\n}\n" }

// repo is an estate beside a mirror.
func repo(t testing.TB, files map[string]string) (dir string, o Options) {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	estatetest.Write(t, dir, files)
	return dir, options(t, dir, nil)
}

func options(t testing.TB, dir string, old *contract.Lock) Options {
	t.Helper()
	e, err := estate.Load(context.Background(), filepath.Join(dir, "live"), estate.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return Options{Estate: e, Old: old, Resolver: &module.Resolver{Mirror: filepath.Join(dir, "mirror"), Locked: old.HashOf}}
}

func makeLock(t testing.TB, o Options) *Made {
	t.Helper()
	m, err := Make(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// listed names what a lock holds: SOURCE VERSION FOLDERS.
func listed(l *contract.Lock) string {
	var out []string
	for _, p := range l.Packages {
		line := p.Source + " " + p.Version
		for _, f := range p.Folders {
			line += " " + strings.TrimPrefix(f.Sub+"/", "/")
		}
		out = append(out, strings.TrimSpace(line))
	}
	return strings.Join(out, "\n")
}

func TestMakeFollowsCalls(t *testing.T) {
	t.Parallel()
	_, o := repo(t, map[string]string{
		"live/a/terragrunt.hcl": source("tfr:///acme/net/aws//modules/x?version=1.0.0"),
		"live/b/terragrunt.hcl": source("../../modules//b"),
		"modules/b/main.tf":     "module \"c\" {\n  source = \"../c\"\n}\n",
		"modules/c/main.tf":     "module \"git\" {\n  source = \"git::https://example.org/acme/m.git//sub?ref=v1\"\n}\n",
		"live/d/terragrunt.hcl": source("git::https://example.org/acme/m.git"),       // no ref
		"live/e/terragrunt.hcl": source("git::https://example.org/acme/n.git?ref=1"), // in no mirror
		"live/f/terragrunt.hcl": source("https://example.org/module.zip"),

		"mirror/acme/net/aws/1.0.0/modules/x/main.tf": "module \"y\" {\n  source = \"../../\"\n}\nmodule \"label\" {\n  source = \"acme/label/null//l\"\n  version = \"~> 1.0\"\n}\n",
		"mirror/acme/net/aws/1.0.0/main.tf":           "module \"x\" {\n  source = \"./modules/x\"\n}\n", // a circle
		"mirror/acme/label/null/1.0.0/l/main.tf":      "",
		"mirror/acme/label/null/1.2.0/l/main.tf":      "module \"x\" {\n  source = \"../../outside\"\n}\n",
		"mirror/acme/label/null/2.0.0/l/main.tf":      "",
		"mirror/example.org/acme/m/v1/sub/main.tf":    "",
	})
	m := makeLock(t, o)
	want := "acme/label/null 1.2.0 l/\nacme/net/aws 1.0.0  modules/x/\ngit::example.org/acme/m v1 sub/"
	if got := listed(m.Lock); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if m.Findings.HasErrors() || len(m.Findings) != 2 {
		t.Errorf("findings: %v", m.Findings)
	}
}

// What was chosen for a constraint stays, also when something newer comes.
func TestMakeIsSteady(t *testing.T) {
	t.Parallel()
	dir, o := repo(t, map[string]string{
		"live/a/terragrunt.hcl": "", "live/a/main.tf": "module \"n\" {\n  source = \"acme/net/aws\"\n}\n",
		"mirror/acme/net/aws/1.0.0/main.tf": "variable \"v\" {}",
	})
	first := makeLock(t, o)
	estatetest.Write(t, dir, map[string]string{"mirror/acme/net/aws/1.1.0/main.tf": ""})
	again := makeLock(t, options(t, dir, first.Lock))
	if got := listed(again.Lock); got != "acme/net/aws 1.0.0" {
		t.Error(got)
	}
	o = options(t, dir, first.Lock)
	o.Again = true
	if got := listed(makeLock(t, o).Lock); got != "acme/net/aws 1.0.0" {
		t.Error("again: " + got)
	}
}

// A unit that cannot be read may use anything: nothing is taken out.
func TestMakeKeepsWhatMayBeUsed(t *testing.T) {
	t.Parallel()
	dir, o := repo(t, map[string]string{
		"live/a/terragrunt.hcl":             source("tfr:///acme/net/aws?version=1.0.0"),
		"mirror/acme/net/aws/1.0.0/main.tf": "",
	})
	first := makeLock(t, o)
	for text, want := range map[string]string{
		source("${local.nowhere}"):                    "acme/net/aws 1.0.0",
		source(`${run_cmd(\"true\")}`):                "acme/net/aws 1.0.0",
		source("tfr:///acme/net/aws?version=2.0.0"):   "acme/net/aws 1.0.0", // not to be had
		source("tfr:///acme/net/aws/x?version=1.0.0"): "acme/net/aws 1.0.0", // no address
		source("./own"):                               "",
	} {
		estatetest.Write(t, dir, map[string]string{"live/a/terragrunt.hcl": text, "live/a/own/main.tf": ""})
		m := makeLock(t, options(t, dir, first.Lock))
		if got := listed(m.Lock); got != want {
			t.Errorf("%s: got %q, want %q; %v", text, got, want, m.Findings)
		}
	}
}

func TestMakeEnds(t *testing.T) {
	t.Parallel()
	_, o := repo(t, map[string]string{
		"live/a/terragrunt.hcl":             source("tfr:///acme/net/aws?version=1.0.0"),
		"mirror/acme/net/aws/1.0.0/main.tf": "",
	})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Make(ctx, o); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// What Terragrunt has downloaded is held to the lock file by file: what it
// writes itself beside the module does not count.
func TestVerifyCaches(t *testing.T) {
	t.Parallel()
	const raw = "tfr:///acme/net/aws//modules/x?version=1.0.0"
	dir, o := repo(t, map[string]string{
		"live/a/terragrunt.hcl":                           source(raw) + "generate \"p\" {\n  path = \"provider.tf\"\n  if_exists = \"overwrite\"\n  contents = \"\"\n}\n",
		"mirror/acme/net/aws/1.0.0/modules/x/main.tf":     "variable \"v\" {}",
		"mirror/acme/net/aws/1.0.0/modules/x/provider.tf": "",
		"mirror/acme/net/aws/1.0.0/examples/x/main.tf":    "",
	})
	lock := makeLock(t, o).Lock
	work, err := module.Fill(t.Context(), filepath.Join(dir, "live/a"), raw, module.Resolved{Root: filepath.Join(dir, "mirror/acme/net/aws/1.0.0"), Sub: "modules/x", Version: "1.0.0", Level: module.Real})
	if err != nil {
		t.Fatal(err)
	}
	states := func() string {
		checked, err := Verify(t.Context(), options(t, dir, lock))
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, s := range checked.Statuses {
			out = append(out, strings.TrimSpace(s.Where+" "+string(s.State)+" "+strings.Join(s.Files, ",")))
		}
		return strings.Join(out, "; ")
	}
	if got := states(); got != "mirror verified" {
		t.Errorf("filled by Terrace: %s", got)
	}
	// As if Terragrunt had filled it.
	if err := os.Remove(filepath.Join(work, "..", "..", ".terrace-fill")); err != nil {
		t.Fatal(err)
	}
	if got := states(); got != "mirror verified; cache verified" {
		t.Errorf("downloaded: %s", got)
	}
	estatetest.Write(t, work, map[string]string{"provider.tf": "provider \"aws\" {}", "backend.tf": "terraform {}"})
	if got := states(); got != "mirror verified; cache verified" {
		t.Errorf("with what Terragrunt writes: %s", got)
	}
	estatetest.Write(t, work, map[string]string{"main.tf": "variable \"w\" {}"})
	if got := states(); got != "mirror verified; cache differs modules/x/main.tf" {
		t.Errorf("tampered: %s", got)
	}
	estatetest.Write(t, dir, map[string]string{"mirror/acme/net/aws/1.0.0/examples/x/main.tf": "# more"})
	if got := states(); !strings.HasPrefix(got, "mirror differs; cache") {
		t.Errorf("another example: %s", got)
	}
	if err := os.RemoveAll(filepath.Join(dir, "mirror")); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "live/a/.terragrunt-cache")); err != nil {
		t.Fatal(err)
	}
	if got := states(); got != "absent" {
		t.Errorf("nothing here: %s", got)
	}
}

func TestAge(t *testing.T) {
	t.Parallel()
	have := []string{"1.0.0", "1.2.0", "1.10.0", "2.0.0", "3.0.0-rc1"}
	for locked, want := range map[string][2]string{
		"1.0.0": {"1.10.0", "2.0.0"}, "1.10.0": {"", "2.0.0"}, "2.0.0": {"", ""}, "3.0.0": {"", ""}, "main": {"", ""},
	} {
		if a := age(locked, have); a.Within != want[0] || a.Newest != want[1] {
			t.Errorf("%s: got %+v", locked, a)
		}
	}
}
