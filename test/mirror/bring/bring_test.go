package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/test/mirror/contract"
)

// repository makes a module of the given text, tagged v1.0.0.
func repository(t *testing.T, dir, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Join(dir, "modules", "sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "modules", "sub", "main.tf"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, arguments := range []string{"init -q", "add .", "-c user.name=t -c user.email=t@example.com -c commit.gpgsign=false commit -q -m module", "-c tag.gpgSign=false tag v1.0.0"} {
		command := exec.Command("git", strings.Fields(arguments)...)
		command.Dir = dir
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", arguments, err, out)
		}
	}
}

func TestBring(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	repository(t, filepath.Join(dir, "terraform-aws-thing"), `variable "size" { type = number }`)
	o := options{repositories: filepath.Join(dir, "terraform-aws-{name}"), contracts: filepath.Join(dir, "contracts"), to: filepath.Join(dir, "mirror")}
	kept := filepath.Join(o.contracts, "thing-1.0.0-sub.json")
	if err := os.Mkdir(o.contracts, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(kept, []byte(`{"source": "space/thing/aws", "version": "1.0.0", "sub": "modules/sub"}`), 0o600); err != nil {
		t.Fatal(err)
	}

	if err := o.run(t.Context()); err == nil || !strings.Contains(err.Error(), `variable "size" is not in the contract`) {
		t.Errorf("a departed contract: got %v", err)
	}
	o.rewrite = true
	if err := o.run(t.Context()); err != nil {
		t.Fatal(err)
	}
	o.rewrite = false
	if err := o.run(t.Context()); err != nil {
		t.Errorf("after taking it again: %v", err)
	}
	if _, err := os.Stat(filepath.Join(o.to, "space", "thing", "aws", "1.0.0", "modules", "sub", "main.tf")); err != nil {
		t.Error(err)
	}
	all, err := contract.Load(o.contracts)
	if err != nil || len(all) != 1 || len(all[0].Variables) != 1 || !all[0].Variables[0].Required() {
		t.Errorf("got %+v, %v", all, err)
	}
}

func TestBringAsksForFolders(t *testing.T) {
	t.Parallel()
	if err := (options{}).run(t.Context()); err == nil {
		t.Error("ran without folders")
	}
}
