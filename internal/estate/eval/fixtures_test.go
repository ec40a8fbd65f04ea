package eval

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/terrace-cloud/terrace/internal/estate/oracle"
	"golang.org/x/sync/errgroup"
)

// verdict is what comes of evaluating a unit here and by Terragrunt.
type verdict string

const (
	equal      verdict = "equal"
	differ     verdict = "differ"
	onlyOurs   verdict = "fail only here"
	onlyTheirs verdict = "fail only in Terragrunt"
	both       verdict = "fail in both"
)

// TestOracleFixtures holds every unit below a folder against the real
// Terragrunt: TERRACE_ORACLE_FIXTURES names it, `make oracle FIXTURES=DIR` runs
// it. The folder is copied first. It prints the verdict of every unit that does
// not agree and fails for those that no line of TERRACE_ORACLE_KNOWN explains: a
// file with a path and a reason on each line.
func TestOracleFixtures(t *testing.T) {
	from := os.Getenv("TERRACE_ORACLE_FIXTURES")
	if from == "" {
		t.Skip("TERRACE_ORACLE_FIXTURES names no folder")
	}
	program, dir := terragrunt(t), checkout(t, from)
	units := unitsIn(t, dir)
	known := knownDifferences(t, os.Getenv("TERRACE_ORACLE_KNOWN"))
	count, notes := map[verdict]int{}, map[string]string{}
	var mu sync.Mutex
	var g errgroup.Group
	g.SetLimit(2)
	for _, unit := range units {
		g.Go(func() error {
			v, note := compare(program, unit)
			name, _ := filepath.Rel(dir, unit)
			mu.Lock()
			defer mu.Unlock()
			count[v]++
			if v != equal {
				notes[name] = fmt.Sprintf("%s: %s: %s", v, name, strings.ReplaceAll(note, dir+"/", ""))
			}
			if reason := known[name]; reason == "" && (v == differ || v == onlyOurs) {
				t.Errorf("%s: %s", name, v)
			}
			return nil
		})
	}
	_ = g.Wait()
	for _, name := range slices.Sorted(maps.Keys(notes)) {
		t.Log(notes[name])
	}
	t.Logf("%d units: %v", len(units), count)
}

// compare evaluates a unit in both ways.
func compare(program *oracle.Terragrunt, unit string) (verdict, string) {
	c := New(Options{Env: oracle.Env, Mocks: true, Command: "render"})
	ours := c.Config(DefaultFile(c.view, unit))
	bad := ours.Findings.Err()
	want, err := program.Render(unit)
	switch {
	case err != nil && bad != nil:
		return both, lastLine(err) + " | " + lastLine(bad)
	case err != nil:
		return onlyTheirs, lastLine(err)
	case bad != nil:
		return onlyOurs, bad.Error()
	}
	if ds := oracle.Differences(ours.Object(), want); len(ds) > 0 {
		return differ, strings.Join(ds, "; ")
	}
	return equal, ""
}

func lastLine(err error) string {
	lines := strings.Split(strings.TrimSpace(err.Error()), "\n")
	return lines[len(lines)-1]
}

// knownDifferences reads a file of paths and reasons.
func knownDifferences(t *testing.T, file string) map[string]string {
	out := map[string]string{}
	if file == "" {
		return out
	}
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(b) {
		if name, reason, ok := strings.Cut(strings.TrimSpace(string(line)), " "); ok && !strings.HasPrefix(name, "#") {
			out[name] = reason
		}
	}
	return out
}
