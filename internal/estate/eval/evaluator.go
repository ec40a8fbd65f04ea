// Package eval evaluates Terragrunt configuration as Terragrunt 1.1 does, but
// runs nothing: what only a run can tell is carried as an unknown value.
//
// A file is parsed once; what read_terragrunt_config gives is kept as long as
// no function in it asked which unit is reading.
package eval

import (
	"os"
	"path/filepath"
	"sync"

	"github.com/zclconf/go-cty/cty"
)

// Options steer an [Evaluator].
type Options struct {
	// Outputs gives the outputs of a unit (by absolute folder) where they are
	// known, as an object; nil or false: they are carried as unknown.
	Outputs func(dir string) (cty.Value, bool)
	// Env answers get_env; nil means an empty environment.
	Env func(name string) (string, bool)
	// Mocks makes mock_outputs stand in for outputs that are not known, as
	// Terragrunt does where a dependency was never applied.
	Mocks bool
	// Command answers get_terraform_command; empty means that it is unknown.
	Command string
}

// Evaluator evaluates files; it is safe for concurrent use.
type Evaluator struct {
	opts  Options
	files sync.Map // path -> func() *file
	read  sync.Map // path -> *reading
	found sync.Map // folder NUL name -> path or ""
	names sync.Map // folder -> map[string]bool of what is in it
}

// New makes an evaluator with nothing in its memory.
func New(o Options) *Evaluator { return &Evaluator{opts: o} }

// file gives a file, parsed once.
func (e *Evaluator) file(path string) *file {
	if f, ok := e.files.Load(path); ok {
		return f.(func() *file)()
	}
	f, _ := e.files.LoadOrStore(path, sync.OnceValue(func() *file { return parse(path, shapeOf(path)) }))
	return f.(func() *file)()
}

// shapeOf tells values files, which hold attributes only, from configuration.
func shapeOf(path string) *shape {
	if filepath.Base(path) == valuesFile {
		return &shape{open: true}
	}
	return unitShape
}

// find looks for name in dir and the folders above it; "" when it is nowhere.
func (e *Evaluator) find(dir, name string) string {
	key := dir + "\x00" + name
	if p, ok := e.found.Load(key); ok {
		return p.(string)
	}
	p := filepath.Join(dir, name)
	if name == "" {
		p = DefaultFile(dir)
	}
	if !e.has(p) {
		p = ""
		if up := filepath.Dir(dir); up != dir {
			p = e.find(up, name)
		}
	}
	e.found.Store(key, p)
	return p
}

// has tells whether a file or folder is there; folders are listed once.
func (e *Evaluator) has(path string) bool {
	dir := filepath.Dir(path)
	names, ok := e.names.Load(dir)
	if !ok {
		es, err := os.ReadDir(dir)
		if err != nil { // it may be passed through all the same
			_, err = os.Stat(path)
			return err == nil
		}
		set := make(map[string]bool, len(es))
		for _, x := range es {
			set[x.Name()] = true
		}
		names, _ = e.names.LoadOrStore(dir, set)
	}
	return names.(map[string]bool)[filepath.Base(path)]
}

// The names of files that Terragrunt knows.
const (
	unitFile        = "terragrunt.hcl"
	unitJSON        = "terragrunt.hcl.json"
	valuesFile      = "terragrunt.values.hcl"
	autoIncludeFile = "terragrunt.autoinclude.hcl"
)

// DefaultFile gives the configuration file of a folder: terragrunt.hcl.json
// where there is one, else terragrunt.hcl. A path of a file stays as it is.
func DefaultFile(dir string) string {
	if st, err := os.Stat(dir); err == nil && !st.IsDir() {
		return dir
	}
	if p := filepath.Join(dir, unitJSON); isFile(p) {
		return p
	}
	return filepath.Join(dir, unitFile)
}

func isFile(p string) bool {
	st, err := os.Stat(p)
	return err == nil && !st.IsDir()
}

func isDir(p string) bool {
	st, err := os.Stat(p)
	return err == nil && st.IsDir()
}
