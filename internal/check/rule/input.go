package rule

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/contract/infer"
	"github.com/terrace-cloud/terrace/internal/estate"
	"golang.org/x/sync/errgroup"
)

// Input is what rules look at. It is not changed once it is read; all methods
// may be called at the same time.
type Input struct {
	Estate    *estate.Estate
	Top       string      // absolute path of the top of the repository
	Files     []*File     // HCL files that units read: configuration, variables, local modules; sorted by path
	Texts     []*File     // other files of the estate and scripts of the repository; sorted by path
	Workflows []*Workflow // .github/workflows; sorted by path

	// Contracts gives the interfaces of the modules, local ones and those of the
	// lock, and the types of their outputs.
	Contracts *infer.Book
	Lock      *contract.Lock

	byPath  map[string]*File
	readers map[string][]*estate.Unit
	facts   map[*estate.Unit]Facts
	memo    sync.Map // what is worked out once: see [Once]
}

// Read gathers what rules look at: the files of an estate, and the workflows
// and scripts of the repository around it. modules are those of the lock at the
// top where they are nil.
func Read(ctx context.Context, e *estate.Estate, top string, modules *infer.Book) (*Input, error) {
	if modules == nil {
		lock, err := contract.Open(contract.Path(top, ""))
		if err != nil {
			return nil, err
		}
		modules = infer.NewBook(lock, nil)
	}
	in := &Input{Estate: e, Top: top, byPath: map[string]*File{}, readers: map[string][]*estate.Unit{}, facts: map[*estate.Unit]Facts{}, Contracts: modules, Lock: modules.Lock}
	for _, u := range e.Units {
		in.facts[u] = factsOf(u)
		for _, r := range u.Reads {
			in.readers[r] = append(in.readers[r], u)
		}
	}
	paths := make([]string, 0, len(in.readers))
	for p := range in.readers {
		paths = append(paths, p)
	}
	if err := in.walk(ctx, &paths); err != nil {
		return nil, err
	}
	slices.Sort(paths)
	paths = slices.Compact(paths)
	files := make([]*File, len(paths))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, p := range paths {
		g.Go(func() error {
			files[i] = readFile(p)
			return ctx.Err()
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	for _, f := range files {
		if f == nil {
			continue
		}
		f.Units = in.readers[f.Path]
		in.byPath[f.Path] = f
		switch {
		case f.Kind == WorkflowFile:
			in.Workflows = append(in.Workflows, readWorkflow(f))
		case f.Body != nil:
			in.Files = append(in.Files, f)
		default:
			in.Texts = append(in.Texts, f)
		}
	}
	return in, nil
}

// File gives a file by its absolute path, nil when it is not part of the input.
func (in *Input) File(path string) *File { return in.byPath[path] }

// Rel gives a path relative to the top of the repository, with slashes.
func (in *Input) Rel(path string) string {
	if rel, err := filepath.Rel(in.Top, path); err == nil && !strings.HasPrefix(rel, "..") {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(path)
}

// Once works something out once and remembers it by its key.
func Once[T any](in *Input, key any, work func() T) T {
	f, ok := in.memo.Load(key)
	if !ok {
		f, _ = in.memo.LoadOrStore(key, sync.OnceValue(work))
	}
	return f.(func() T)()
}

// outside are folders that hold nothing of the repository's own.
var outside = map[string]bool{".git": true, "node_modules": true, "vendor": true, ".terragrunt-cache": true, ".terraform": true, ".terrace": true, ".venv": true}

// fixtures are folders of a repository that Go, and others by its example, keep
// what tests read in. In an estate they are folders like any other.
var fixtures = map[string]bool{"testdata": true}

// walk adds the workflows and scripts of the repository, and every HCL file of
// the estate. HCL elsewhere in the repository is another's, unless a unit reads
// it.
func (in *Input) walk(ctx context.Context, into *[]string) error {
	return filepath.WalkDir(in.Top, func(p string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return nil // a closed folder: the estate says so where it matters
		case d.IsDir():
			if p != in.Top && (outside[d.Name()] || in.foreign(p) || fixtures[d.Name()] && !in.inEstate(p)) {
				return filepath.SkipDir
			}
		case d.Type().IsRegular() && in.wanted(p):
			*into = append(*into, p)
		}
		return nil
	})
}

// AlertsFile is the name of the file, at the root of an estate, that has its
// alerts.
const AlertsFile = "alerts.yaml"

// wanted tells whether a file belongs to the input though no unit reads it.
func (in *Input) wanted(path string) bool {
	switch kindOf(in.Rel(path)) {
	case otherFile:
		return path == filepath.Join(in.Estate.Root, AlertsFile)
	case Script, WorkflowFile:
		return true
	}
	return in.inEstate(path)
}

func (in *Input) inEstate(path string) bool {
	rel, err := filepath.Rel(in.Estate.Root, path)
	return err == nil && filepath.IsLocal(rel)
}

// foreign tells whether a folder is a repository of its own.
func (in *Input) foreign(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, ".git"))
	return err == nil
}
