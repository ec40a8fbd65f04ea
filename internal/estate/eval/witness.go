package eval

import "github.com/terrace-cloud/terrace/internal/estate/memo"

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

// find gives the nearest file of a name, in a folder or above it; "" when there
// is none. See [Evaluator.find].
func (t *trace) find(dir, name string) string {
	l := t.e.find(dir, name)
	t.Join(l.asked)
	return l.path
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
