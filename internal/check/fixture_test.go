package check

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/contract/infer"
	"github.com/terrace-cloud/terrace/internal/estate"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what is found into the examples; read the difference")

// today is the day of the examples.
var today = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

// Every rule has an example: the tree below bad/ has exactly the findings that
// the head of the archive names, the tree below good/ has none.
func TestExamples(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, r := range All() {
		known[r.ID] = true
		t.Run(r.ID, func(t *testing.T) {
			t.Parallel()
			a := Fixture(r.ID)
			if a == nil {
				t.Fatalf("testdata/%s.txtar is missing", r.ID)
			}
			dir := unpack(t, a)
			got := findings(t, filepath.Join(dir, "bad"), r)
			if got == "" {
				t.Error("the bad example is clean")
			}
			if *update {
				a.Comment = []byte(got + "\n")
				if err := os.WriteFile(filepath.Join("testdata", r.ID+".txtar"), txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if d := cmp.Diff(strings.TrimSpace(string(a.Comment)), strings.TrimSpace(got)); d != "" {
				t.Errorf("findings of the bad example (-want +got):\n%s", d)
			}
			if good := findings(t, filepath.Join(dir, "good"), r); good != "" {
				t.Errorf("the good example is not clean:\n%s", good)
			}
		})
	}
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, f := range files {
		if id := strings.TrimSuffix(filepath.Base(f), ".txtar"); !known[id] {
			t.Errorf("%s: there is no rule %s", f, id)
		}
	}
}

// Every rule says what it is about.
func TestMetadata(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, r := range All() {
		if seen[r.ID] {
			t.Errorf("%s is registered twice", r.ID)
		}
		seen[r.ID] = true
		if r.ID != strings.ToLower(r.ID) || strings.ContainsAny(r.ID, " _") {
			t.Errorf("%s is not kebab-case", r.ID)
		}
		if !strings.HasSuffix(r.Protects, ".") || !strings.HasSuffix(r.Fix, ".") || !strings.HasPrefix(r.Link, "https://") {
			t.Errorf("%s: what it protects and its fix are sentences, its link is one: %+v", r.ID, r)
		}
	}
}

// unpack writes an archive into a new folder. Each of its trees is a
// repository of its own.
func unpack(t testing.TB, a *txtar.Archive) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		p := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// load reads the estate and the repository in a folder.
func load(t testing.TB, dir string) *rule.Input {
	t.Helper()
	lock, err := contract.Open(contract.Path(dir, ""))
	if err != nil {
		t.Fatal(err)
	}
	modules := infer.NewBook(lock, nil)
	e, err := estate.Load(context.Background(), dir, estate.Options{OpenEnv: true, OutputTypes: modules.Outputs})
	if err != nil {
		t.Fatal(err)
	}
	in, err := rule.Read(context.Background(), e, dir, modules)
	if err != nil {
		t.Fatal(err)
	}
	return in
}

// findings runs one rule over a tree: a line for each finding. A comment that
// silences a rule needs that rule beside.
func findings(t *testing.T, dir string, r *rule.Rule) string {
	t.Helper()
	in := load(t, dir)
	rules := []*rule.Rule{r}
	if r.Family == rule.Ignores {
		rules = All()
	}
	res, err := Run(context.Background(), in, rules, today)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for _, f := range res.Findings {
		if f.Rule != r.ID {
			if f.Rule == Evaluation {
				fmt.Fprintf(&b, "UNEVALUATED %s\n", f.Error())
			}
			continue
		}
		if f.Where.Line == 0 {
			t.Errorf("no line: %s", f.Error())
		}
		fmt.Fprintf(&b, "%s %s\n", f.Where, f.Summary)
	}
	return strings.TrimSpace(b.String())
}
