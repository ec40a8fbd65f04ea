package origin

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// golden is one case of testdata: a place, and the origins wanted, each with
// the number of places that the value passes.
type golden struct {
	place Place
	dir   string
	want  []string
}

func open(t testing.TB, name string) golden {
	t.Helper()
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	g := golden{dir: t.TempDir()}
	var at string
	for line := range strings.Lines(string(a.Comment)) {
		key, value, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok {
			continue
		}
		switch key {
		case "file":
			g.place.File = value
		case "at":
			at = value
		case "address":
			g.place.Address = value
		case "attribute":
			g.place.Attribute = strings.Fields(value)
		case "want":
			g.want = append(g.want, value)
		}
	}
	for _, f := range a.Files {
		p := filepath.Join(g.dir, f.Name)
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
		if f.Name == g.place.File {
			i := strings.LastIndex(string(f.Data), at)
			if i < 0 {
				t.Fatalf("%s: no %q", f.Name, at)
			}
			before := string(f.Data[:i])
			g.place.Line = 1 + strings.Count(before, "\n")
			g.place.Column = i - strings.LastIndex(before, "\n")
			g.place.EndLine, g.place.EndColumn = g.place.Line, g.place.Column+len(at)
		}
	}
	return g
}

func TestFind(t *testing.T) {
	t.Parallel()
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatal(err, len(cases))
	}
	for _, name := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			t.Parallel()
			g := open(t, name)
			var got []string
			for _, o := range New(g.dir).Find(g.place) {
				got = append(got, fmt.Sprintf("%s via %d", o, len(o.Via)))
			}
			if d := cmp.Diff(g.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// Via leads from the complaint to the input, so that each step can be shown.
func TestVia(t *testing.T) {
	t.Parallel()
	g := open(t, "testdata/module.txtar")
	found := New(g.dir).Find(g.place)
	if len(found) != 1 {
		t.Fatal(found)
	}
	var got []string
	for _, p := range found[0].Via {
		rel, err := filepath.Rel(g.dir, p.File)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprintf("%s:%d", rel, p.Line))
	}
	want := []string{"net/subnet/main.tf:4", "net/main.tf:6", "net/main.tf:5", "main.tf:6", "main.tf:5"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// A start alone stands for the whole attribute; a place outside everything, in
// a file that is not there or in a file that does not parse has no origin.
func TestFindWithLessToGoBy(t *testing.T) {
	t.Parallel()
	g := open(t, "testdata/merge.txtar")
	p := g.place
	p.EndLine, p.EndColumn, p.Address, p.Column = 0, 0, "", 3
	if got := New(g.dir).Find(p); len(got) != 2 {
		t.Error(got)
	}
	for _, p := range []Place{{}, {File: "none.tf", Line: 1}, {File: "main.tf", Line: 99}, {File: "main.tf", Line: -1, Column: -1, Address: "module..[", Attribute: []string{""}}} {
		if got := New(g.dir).Find(p); len(got) != 0 {
			t.Error(p, got)
		}
	}
	if err := os.WriteFile(filepath.Join(g.dir, "main.tf"), []byte("resource \"a\" \"b\" {\n  x = [var.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	_ = New(g.dir).Find(g.place)
}

func FuzzFind(f *testing.F) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range cases {
		a, err := txtar.ParseFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(a.Files[0].Data, 10, 20, "aws_lb.this", "ingress 0 x")
	}
	f.Fuzz(func(t *testing.T, text []byte, line, column int, address, attribute string) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "main.tf"), text, 0o644); err != nil {
			t.Fatal(err)
		}
		for _, end := range []int{0, line} {
			New(dir).Find(Place{File: "main.tf", Line: line, Column: column, EndLine: end, EndColumn: column + 1, Address: address, Attribute: strings.Fields(attribute)})
		}
	})
}

func BenchmarkFind(b *testing.B) {
	g := open(b, "testdata/module.txtar")
	for b.Loop() {
		New(g.dir).Find(g.place)
	}
}
