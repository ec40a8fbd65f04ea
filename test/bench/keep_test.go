package bench

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// keep replaces the table of a name in a document.
func keep(b *testing.B, document, name, table string) {
	b.Helper()
	path := filepath.Join("../../docs", document)
	text, err := os.ReadFile(path)
	if err != nil {
		b.Fatal(err)
	}
	begin, end := "<!-- "+name+" -->\n", "<!-- end -->\n"
	head, rest, ok := strings.Cut(string(text), begin)
	_, tail, ok2 := strings.Cut(rest, end)
	if !ok || !ok2 {
		b.Fatalf("%s has no place for %s", path, name)
	}
	if err := os.WriteFile(path, []byte(head+begin+table+end+tail), 0o644); err != nil {
		b.Fatal(err)
	}
}
