// Package eval evaluates Terragrunt configuration as Terragrunt 1.1 does, but
// runs nothing: what only a run can tell is carried as an unknown value.
//
// A file is parsed once; what read_terragrunt_config gives is kept as long as
// no function in it asked which unit is reading.
package eval

import (
	"path/filepath"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/terrace-cloud/terrace/internal/estate/memo"
	"github.com/terrace-cloud/terrace/internal/estate/tree"
	"github.com/zclconf/go-cty/cty"
)

// Options steer an [Evaluator].
type Options struct {
	// Outputs gives the outputs of a unit (by absolute folder) where they are
	// known, as an object; nil or false: they are carried as unknown.
	Outputs func(dir string) (cty.Value, bool)
	// Env answers get_env; nil means an empty environment.
	Env func(name string) (string, bool)
	// OpenEnv makes a variable that is not set, and has no default, unknown: it
	// is set where the estate is run. Else it is an error, as in a run.
	OpenEnv bool
	// Mocks makes mock_outputs stand in for outputs that are not known, as
	// Terragrunt does where a dependency was never applied.
	Mocks bool
	// Command answers get_terraform_command; empty means that it is unknown.
	Command string
	// FS is where files are read from; nil means the disk. [tree.Git] gives a
	// commit, with no work tree made.
	FS tree.FS
	// OutputTypes gives the types of the outputs of the module that a unit (by
	// absolute folder) runs, by its source as evaluated ("" where it has none),
	// where its contract is known: outputs are then unknown values of these
	// types. It is asked, once a unit, for units of which Outputs knows nothing.
	OutputTypes func(dir, source string) (map[string]cty.Type, bool)
	// Questions numbers what evaluations ask of the tree and the environment, so
	// that Config.Asked can tell; nil where nobody wants to know.
	Questions *memo.Questions
	// Outline leaves out of configurations what is costly and not wanted for
	// the edges and reads of units: inputs, remote state, contents of generated
	// files. What is wrong with these, and what they read, is told all the same.
	Outline bool
}

// Evaluator evaluates files; it is safe for concurrent use.
type Evaluator struct {
	opts    Options
	view    *tree.View
	files   sync.Map                                           // path -> func() *file
	parsed  sync.Map                                           // name NUL content of a unit's file -> func() *parsed
	read    sync.Map                                           // path -> *reading
	found   sync.Map                                           // folder NUL name -> *lookup
	typed   sync.Map                                           // configuration file -> cty.Value, its outputs as far as their types are known
	doubt   func(fr *frame, x hcl.Expression, quick cty.Value) // for tests: what was evaluated quickly
	adopted map[string]*Component                              // by folder
}

// New makes an evaluator with nothing in its memory.
func New(o Options) *Evaluator {
	return &Evaluator{opts: o, view: tree.NewView(o.FS), adopted: map[string]*Component{}}
}

// View is the tree of files as the evaluator has seen it.
func (e *Evaluator) View() *tree.View { return e.view }

// file gives a file, parsed once.
func (e *Evaluator) file(path string) *file {
	if f, ok := e.files.Load(path); ok {
		return f.(func() *file)()
	}
	f, _ := e.files.LoadOrStore(path, sync.OnceValue(func() *file { return e.parse(path) }))
	return f.(func() *file)()
}

// parse reads and parses a file; units of the same content share the latter.
func (e *Evaluator) parse(path string) *file {
	base := filepath.Base(path)
	if base != unitFile && base != unitJSON {
		return parse(e.view, path, shapeOf(path))
	}
	f, src := read(e.view, path)
	if !f.exists || len(f.findings) > 0 {
		return f
	}
	p, _ := e.parsed.LoadOrStore(base+"\x00"+string(src), sync.OnceValue(func() *parsed {
		f.load(src, unitShape)
		return f.parsed
	}))
	f.parsed = p.(func() *parsed)()
	return f
}

// NeedsValues tells whether a unit asks for values that it has only where a
// stack generates it.
func (e *Evaluator) NeedsValues(path string) bool {
	return e.file(path).names("values") && e.view.Kind(filepath.Join(filepath.Dir(path), valuesFile)) == tree.None
}

// shapeOf tells values files, which hold attributes only, and stack files from
// configuration.
func shapeOf(path string) *shape {
	switch filepath.Base(path) {
	case valuesFile:
		return &shape{open: true}
	case stackFile, autoIncludeOver:
		return stackShape
	}
	return unitShape
}

// lookup is what looking for a file from a folder upwards gave, and the
// questions that were put.
type lookup struct {
	path  string // "" when it is nowhere
	asked []int32
}

// find looks for a file in a folder and those above it; with no name, for the
// configuration of a unit.
func (e *Evaluator) find(dir, name string) *lookup {
	key := dir + "\x00" + name
	if l, ok := e.found.Load(key); ok {
		return l.(*lookup)
	}
	w := memo.NewWitness(e.view, e.opts.Questions)
	l := &lookup{path: filepath.Join(dir, name)}
	if name == "" {
		l.path = DefaultFile(w, dir)
	}
	if w.Kind(l.path) == tree.None {
		l.path = ""
		if up := filepath.Dir(dir); up != dir {
			above := e.find(up, name)
			l.path = above.path
			w.Join(above.asked)
		}
	}
	l.asked = w.Asked()
	e.found.Store(key, l)
	return l
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
func DefaultFile(in tree.Reader, dir string) string {
	if in.Kind(dir) == tree.File {
		return dir
	}
	if p := filepath.Join(dir, unitJSON); in.Kind(p) == tree.File {
		return p
	}
	return filepath.Join(dir, unitFile)
}
