package eval

import (
	"path/filepath"
	"strings"

	"github.com/terrace-cloud/terrace/internal/estate/memo"
)

// ReadFile reads a file, which then counts as read.
func (t *trace) ReadFile(path string) ([]byte, error) {
	b, err := t.Witness.ReadFile(path)
	if err == nil {
		t.reads[t.Origin(path)] = true
	}
	return b, err
}

// Read counts a file as read of which only the name was asked for.
func (t *trace) Read(path string) { t.reads[t.Origin(path)] = true }

// find looks for a file in a folder and those above it; see [Evaluator.find].
func (t *trace) find(dir, name string) string {
	found := t.e.find(dir, name)
	if !t.Noting() {
		return found
	}
	names, last := []string{name}, filepath.Clean(strings.TrimSuffix(found, name))
	if name == "" {
		names, last = []string{unitJSON, unitFile}, filepath.Dir(found)
	}
	for {
		for _, n := range names {
			t.Ask(memo.Leads, filepath.Join(dir, n))
		}
		up := filepath.Dir(dir)
		if up == dir || found != "" && dir == last {
			return found
		}
		dir = up
	}
}

// env gives an environment variable.
func (t *trace) env(name string) (string, bool) {
	t.Ask(memo.Variable, name)
	if t.e.opts.Env == nil {
		return "", false
	}
	return t.e.opts.Env(name)
}

// open notes that a configuration file takes part.
func (t *trace) open(f *file) {
	if t.opened[f.path] {
		return
	}
	t.opened[f.path], t.reads[t.Origin(f.path)] = true, true
	t.Ask(memo.Content, f.path)
	if f.calls == nil || f.calls["abspath"] {
		t.Ask(memo.Working, "")
	}
	t.runs(f)
	t.add(f.told(f.findings)...)
}
