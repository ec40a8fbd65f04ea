// Package mirror_test holds the stand-ins for registry modules against the
// contracts of those modules and against what the real ones plan.
package mirror_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2/hclwrite"

	"github.com/terrace-cloud/terrace/test/mirror/contract"
)

func contracts(t *testing.T) []contract.Interface {
	t.Helper()
	all, err := contract.Load("contracts")
	if err != nil {
		t.Fatal(err)
	}
	if len(all) == 0 {
		t.Fatal("no contracts")
	}
	return all
}

func TestStandInsKeepTheirContract(t *testing.T) {
	t.Parallel()
	for _, want := range contracts(t) {
		t.Run(want.Folder(), func(t *testing.T) {
			t.Parallel()
			got, err := contract.Read(want.Folder())
			if errors.Is(err, fs.ErrNotExist) {
				t.Fatalf("no stand-in: %v", err)
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, line := range contract.Diff(want, got) {
				t.Error(line)
			}
		})
	}
}

// What looks like a registry module must say that it is none.
func TestStandInsSayWhatTheyAre(t *testing.T) {
	t.Parallel()
	for _, one := range contracts(t) {
		file := filepath.Join(filepath.FromSlash(one.Source), one.Version, "STAND-IN.md")
		text, err := os.ReadFile(file)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, say := range []string{"# Stand-in for " + one.Source + " " + one.Version, "Covers:", "Leaves out:"} {
			if !strings.Contains(string(text), say) {
				t.Errorf("%s does not say %q", file, say)
			}
		}
	}
}

func TestEveryFileIsOfAContractAndFormatted(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, one := range contracts(t) {
		known[one.Folder()] = true
	}
	err := filepath.WalkDir("terraform-aws-modules", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".tf") {
			return err
		}
		if !known[filepath.Dir(path)] {
			t.Errorf("%s belongs to no contract", path)
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
