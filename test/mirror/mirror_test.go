// Package mirror_test holds the stand-ins for registry modules against the
// interfaces of those modules and against what the real ones plan.
package mirror_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/terrace-cloud/terrace/internal/contract"
)

// standIns gives the locked interfaces of which there are stand-ins, by folder.
func standIns(t *testing.T) map[string]*contract.Module {
	t.Helper()
	lock, err := contract.Open("../../" + contract.FileName)
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]*contract.Module{}
	for _, p := range lock.Packages {
		for _, f := range p.Folders {
			dir := filepath.Join(filepath.FromSlash(p.Source), p.Version, filepath.FromSlash(f.Sub))
			if l, _ := filepath.Glob(filepath.Join(dir, "*.tf")); len(l) > 0 {
				all[dir] = f.Module
			}
		}
	}
	if len(all) == 0 {
		t.Fatal("no stand-ins")
	}
	return all
}

// A stand-in has the interface of its module, as the lock has it.
func TestStandInsKeepTheirContract(t *testing.T) {
	t.Parallel()
	for dir, want := range standIns(t) {
		t.Run(dir, func(t *testing.T) {
			t.Parallel()
			got, err := contract.Read(dir)
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range contract.Diff(want, got) {
				t.Error(line)
			}
			if d := cmp.Diff(want.Terraform, got.Terraform); d != "" {
				t.Error("required_version: " + d)
			}
			if w, g := aws(want), aws(got); w != g {
				t.Errorf("version of hashicorp/aws is %q, not %q", g, w)
			}
		})
	}
}

func aws(m *contract.Module) string {
	for _, p := range m.Providers {
		if p.Source == "hashicorp/aws" {
			return p.Version
		}
	}
	return ""
}

// What looks like a registry module must say that it is none.
func TestStandInsSayWhatTheyAre(t *testing.T) {
	t.Parallel()
	for _, m := range standIns(t) {
		file := filepath.Join(filepath.FromSlash(m.Source), m.Version, "STAND-IN.md")
		text, err := os.ReadFile(file)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, say := range []string{"# Stand-in for " + m.Source + " " + m.Version, "Covers:", "Leaves out:"} {
			if !strings.Contains(string(text), say) {
				t.Errorf("%s does not say %q", file, say)
			}
		}
	}
}

func TestEveryFileIsOfALockedModuleAndFormatted(t *testing.T) {
	t.Parallel()
	known := standIns(t)
	err := filepath.WalkDir("terraform-aws-modules", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".tf") {
			return err
		}
		if known[filepath.Dir(path)] == nil {
			t.Errorf("%s belongs to no module of the lock", path)
		}
		text, err := os.ReadFile(path)
		if err == nil && !bytes.Equal(text, hclwrite.Format(text)) {
			t.Errorf("%s is not formatted (terraform fmt)", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
