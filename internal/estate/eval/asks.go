package eval

import (
	"io/fs"
	"path/filepath"
	"strings"
	"sync"

	"github.com/terrace-cloud/terrace/internal/estate/tree"
)

// asks are the questions that evaluations put to the tree and the environment,
// numbered: whoever wants to know whether a unit can have changed asks them
// again. Units share most of them.
type asks struct {
	mu      sync.Mutex
	numbers map[string]int32
	all     []string // a kind of question and the name it is about
}

// The kinds of questions.
const (
	content  = 'f' // what is in a file
	kind     = 'k' // what a path leads to
	listing  = 'd' // what is in a folder
	variable = 'e' // what an environment variable holds
)

func (a *asks) number(q byte, name string) int32 {
	key := string(q) + name
	a.mu.Lock()
	defer a.mu.Unlock()
	n, ok := a.numbers[key]
	if !ok {
		n = int32(len(a.all))
		a.numbers[key] = n
		a.all = append(a.all, key)
	}
	return n
}

// ask notes a question.
func (t *trace) ask(q byte, name string) {
	if t.asks != nil {
		t.asks[t.e.asks.number(q, name)] = true
	}
}

// A trace is the tree as one evaluation sees it: it notes what is asked.

// ReadFile reads a file, which then counts as read.
func (t *trace) ReadFile(path string) ([]byte, error) {
	t.ask(content, path)
	b, err := t.e.view.ReadFile(path)
	if err == nil {
		t.reads[path] = true
	}
	return b, err
}

// ReadDir lists a folder.
func (t *trace) ReadDir(path string) ([]fs.DirEntry, error) {
	t.ask(listing, path)
	return t.e.view.ReadDir(path)
}

// Stat tells what a path leads to.
func (t *trace) Stat(path string) (fs.FileInfo, error) {
	t.ask(kind, path)
	return t.e.view.Stat(path)
}

// Kind tells what a path leads to.
func (t *trace) Kind(path string) tree.Kind {
	t.ask(kind, path)
	return t.e.view.Kind(path)
}

// find looks for a file in a folder and those above it; see [Evaluator.find].
func (t *trace) find(dir, name string) string {
	found := t.e.find(dir, name)
	if t.asks == nil {
		return found
	}
	names, at := []string{name}, filepath.Clean(strings.TrimSuffix(found, name))
	if name == "" {
		names, at = []string{unitJSON, unitFile}, filepath.Dir(found)
	}
	for {
		for _, n := range names {
			t.ask(kind, filepath.Join(dir, n))
		}
		up := filepath.Dir(dir)
		if up == dir || found != "" && dir == at {
			return found
		}
		dir = up
	}
}

// env gives an environment variable.
func (t *trace) env(name string) (string, bool) {
	t.ask(variable, name)
	if t.e.opts.Env == nil {
		return "", false
	}
	return t.e.opts.Env(name)
}

// Read counts a file as read of which only the name was asked for.
func (t *trace) Read(path string) { t.reads[path] = true }
