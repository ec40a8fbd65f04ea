package home

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/diag"
)

func TestOneWriter(t *testing.T) {
	t.Parallel()
	top := t.TempDir()
	if _, err := Open(top, ReadOnly); diag.CodeOf(err) != diag.Config {
		t.Errorf("reading where nothing is: %v", err)
	}
	h, err := Open(top, Write)
	if err != nil {
		t.Fatal(err)
	}
	fi, err := os.Stat(h.Dir)
	if err != nil || fi.Mode().Perm() != 0o700 {
		t.Errorf("the folder's mode is %v, %v", fi.Mode(), err)
	}
	if b, _ := os.ReadFile(filepath.Join(h.Dir, ".gitignore")); string(b) != "*\n" {
		t.Errorf(".gitignore is %q", b)
	}
	_, err = Open(top, Write)
	if err == nil || !strings.Contains(err.Error(), "Another rehearsal is at work") || !strings.Contains(err.Error(), "Process ") {
		t.Errorf("a second writer is told %v", err)
	}
	if _, err := Open(top, ReadOnly); err != nil {
		t.Errorf("a reader beside the writer: %v", err)
	}
	if err := os.WriteFile(h.Cloud(), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := h.Clear(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(h.Cloud()); err == nil {
		t.Error("the cloud is still there after Clear")
	}
	h.Close()
	if h, err = Open(top, Write); err != nil {
		t.Fatalf("after the first writer went: %v", err)
	}
	h.Close()
}

func TestNewerLayout(t *testing.T) {
	t.Parallel()
	top := t.TempDir()
	if err := os.Mkdir(filepath.Join(top, Name), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(top, Name, "format"), []byte("99\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, m := range []Mode{ReadOnly, Write} {
		_, err := Open(top, m)
		if diag.CodeOf(err) != diag.Config || !strings.Contains(err.Error(), "newer version") {
			t.Errorf("mode %d: %v", m, err)
		}
	}
}
