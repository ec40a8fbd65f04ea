package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/module"
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
	o := options{
		repositories: filepath.Join(dir, "terraform-aws-{name}"), lock: filepath.Join(dir, contract.FileName), to: filepath.Join(dir, "mirror"),
		more: []string{"space/thing/aws@1.0.0"},
	}
	if err := o.run(t.Context()); err != nil {
		t.Fatal(err)
	}
	root := filepath.Join(o.to, "space", "thing", "aws", "1.0.0")
	m, err := contract.Read(filepath.Join(root, "modules", "sub"))
	if err != nil || m.Variables["size"] == nil {
		t.Fatalf("%+v, %v", m, err)
	}

	// What is locked must come as it was.
	hash, err := module.HashDir(root)
	if err != nil {
		t.Fatal(err)
	}
	o.more = nil
	for locked, want := range map[string]string{hash: "", "h1:other": "the lock has h1:other"} {
		l := &contract.Lock{Packages: []*contract.Package{{Source: "space/thing/aws", Version: "1.0.0", Hash: locked}}}
		if err := l.Write(o.lock); err != nil {
			t.Fatal(err)
		}
		if err := o.run(t.Context()); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("locked as %s: got %v", locked, err)
		}
	}
}

func TestBringAsksForFolders(t *testing.T) {
	t.Parallel()
	if err := (options{}).run(t.Context()); err == nil {
		t.Error("ran without folders")
	}
}
