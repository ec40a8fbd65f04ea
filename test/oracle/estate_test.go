// Package oracle holds what the evaluator makes of this repository's estate
// against what the real Terragrunt makes of it, where a rehearsal stands: every
// output of a dependency is that of a real apply.
package oracle

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/estate/eval"
	"github.com/terrace-cloud/terrace/internal/estate/oracle"
	"github.com/terrace-cloud/terrace/internal/rehearsal"
)

var (
	folders  = flag.String("folders", "", "folders of the estate to rehearse and compare, separated by commas")
	standing = flag.String("standing", "", "a copy of the repository in which they are rehearsed already")
	update   = flag.Bool("update", false, "write the figures into docs/evaluator.md")
)

// rendered is where Terragrunt writes what it renders, beside each unit.
const rendered = "terragrunt.rendered.json"

func TestEstate(t *testing.T) {
	if *folders == "" {
		t.Skip("no -folders: make oracle-estate")
	}
	terrace := filepath.Join(t.TempDir(), "terrace")
	run(t, "../..", "go", "build", "-o", terrace, "./cmd/terrace")
	dirs, top := strings.Split(*folders, ","), *standing
	if top == "" {
		top = copied(t)
		run(t, top, terrace, append([]string{"rehearse", "--offline"}, dirs...)...)
	}
	e, err := estate.Load(t.Context(), filepath.Join(top, dirs[0]), estate.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var all tally
	for _, dir := range dirs {
		warned := run(t, filepath.Join(top, dir), terrace, "cloud", "exec", "--offline", "--", "terragrunt", "render", "--all", "--json", "--write", "--non-interactive")
		if i := strings.Index(warned, "Failed to decode"); i >= 0 {
			t.Fatalf("Terragrunt has evaluated only a part: %s", warned[i:])
		}
		all.compare(t, top, filepath.Join(top, dir), e)
	}
	if all.inputs == 0 {
		t.Fatal("no input was compared")
	}
	figures(t, fmt.Sprintf("`%s`, rehearsed with the stand-in modules: %d units with %d inputs, every value known but for %d of units that are left out; %d units differ%s.\n",
		strings.Join(dirs, "`, `"), all.units, all.inputs, all.open, len(all.wrong), strings.TrimRight(": "+strings.Join(all.wrong, ", "), ": ")))
}

// tally counts what was compared.
type tally struct {
	units, inputs int
	open          int // inputs that are not known, of units that are left out
	wrong         []string
}

// compare evaluates the units in a folder and holds them against what Terragrunt
// has rendered there.
func (y *tally) compare(t *testing.T, top, dir string, around *estate.Estate) {
	part, err := estate.Load(t.Context(), dir, estate.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := rehearsal.Stand(top, append(slices.Clone(around.Units), part.Units...))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ev := eval.New(eval.Options{Env: os.LookupEnv, Command: "render", Outputs: s.Outputs})
	for _, u := range part.Below(dir) {
		c := ev.Config(u.File)
		ds := oracle.Differences(c.Object(), document(t, filepath.Join(u.Dir, rendered)))
		if err := c.Findings.Err(); err != nil {
			ds = append(ds, err.Error())
		}
		for name, in := range c.Inputs {
			switch y.inputs++; {
			case in.Value.IsWhollyKnown():
			case u.Exclude.If: // it never stands, nor what it needs
				y.open++
			default:
				ds = append(ds, "input "+name+" is not known")
			}
		}
		for _, d := range ds {
			t.Errorf("%s: %s", u.Path, d)
		}
		if y.units++; len(ds) > 0 {
			y.wrong = append(y.wrong, u.Path)
		}
	}
}

// document reads what Terragrunt has rendered. An empty answer is a failure.
func document(t *testing.T, file string) (doc map[string]any) {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	d := json.NewDecoder(f)
	d.UseNumber()
	if err := d.Decode(&doc); err != nil || len(doc) == 0 {
		t.Fatalf("%s: the oracle gave an empty answer, %v", file, err)
	}
	if err := os.Remove(file); err != nil { // none may be mistaken for that of the next run
		t.Fatal(err)
	}
	return doc
}

// copied gives a copy of the estate, so that nothing is rendered into this one.
func copied(t *testing.T) string {
	t.Helper()
	top, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"infrastructure", "test/mirror"} {
		if err := os.CopyFS(filepath.Join(top, part), os.DirFS(filepath.Join("../..", part))); err != nil {
			t.Fatal(err)
		}
	}
	run(t, top, "git", "init", "-q")
	return top
}

// run runs a command and gives what it says.
func run(t *testing.T, dir, program string, args ...string) string {
	t.Helper()
	cmd := exec.Command(program, args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", program, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// figures shows what was measured, and with -update writes it into the page.
func figures(t *testing.T, text string) {
	t.Helper()
	t.Log(text)
	if !*update {
		return
	}
	const page = "../../docs/evaluator.md"
	b, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok := strings.Cut(string(b), "<!-- estate -->\n")
	_, tail, closed := strings.Cut(rest, "<!-- end estate -->\n")
	if !ok || !closed {
		t.Fatalf("%s has no place for the figures", page)
	}
	if err := os.WriteFile(page, []byte(head+"<!-- estate -->\n"+text+"<!-- end estate -->\n"+tail), 0o644); err != nil {
		t.Fatal(err)
	}
}
