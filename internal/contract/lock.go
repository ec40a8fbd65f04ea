package contract

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hashicorp/go-version"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/module"
)

// FileName is the name of the lock, at the top of the repository.
const FileName = "terrace.lock.json"

// Schema names the form of the lock; docs/schema/lock.json describes it.
const Schema = "terrace.lock/1"

// Lock holds the interfaces of modules by source and version. A lock that is
// open is not changed; all methods that read may be called at the same time.
// The nil Lock holds nothing.
type Lock struct {
	Packages []*Package // sorted by source and version
}

// Package is one version of a module, with all its folders.
type Package struct {
	Source  string // see [Key]
	Version string
	Hash    string // content hash of the whole, see [module.HashDir]
	Folders []Folder
}

// Folder is one module of a package: its top, or a submodule.
type Folder struct {
	*Module
	Kept bool // asked for by name, though no unit may use it
	// Files holds the SHA-256, in hex, of each file right in the folder, by
	// name: it tells which one differs where the hash of the whole does.
	Files map[string]string
}

// Key names a source in the lock: "NAMESPACE/NAME/PROVIDER", with the host
// where it is not the default, or "git::HOST/PATH". False means that the lock
// does not hold such sources.
func Key(s module.Source) (source string, ok bool) {
	switch s.Kind {
	case module.RegistryKind:
		return s.Address.Canonical().String(), true
	case module.GitKind:
		return "git::" + s.Repo, true
	}
	return "", false
}

// Version gives the version of a source as the lock writes it: without a
// leading v for a registry module, the ref for a git module.
func Version(s module.Source) string {
	if s.Kind == module.GitKind {
		return s.Ref
	}
	return strings.TrimPrefix(s.Version, "v")
}

// Path gives where the lock of a repository stands: the file that its settings
// name, else [FileName] at its top.
func Path(top, named string) string {
	if named != "" {
		return named
	}
	return filepath.Join(top, FileName)
}

// Open reads a lock. A file that does not exist is a lock that holds nothing;
// one that cannot be read is an error with its place.
func Open(path string) (*Lock, error) {
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return &Lock{}, nil
	}
	if err != nil {
		return nil, unreadable(path, 0, err.Error())
	}
	l, err := Parse(text)
	if err != nil {
		return nil, unreadable(path, lineOf(text, err), err.Error())
	}
	return l, nil
}

func unreadable(path string, line int, why string) error {
	return &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "The lock of the modules cannot be read", Detail: why + ".",
		Fix: "Take the file from the repository again; or remove it, and write it anew with `terrace modules lock`.", Where: diag.Pos{File: path, Line: line}}
}

// lineOf gives the line that a JSON error is about, 0 when it names none.
func lineOf(text []byte, err error) int {
	var offset int64
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		offset = syntax.Offset
	case errors.As(err, &kind):
		offset = kind.Offset
	default:
		return 0
	}
	return 1 + bytes.Count(text[:min(int(offset), len(text))], []byte("\n"))
}

// Find gives a package; false when the lock does not hold it.
func (l *Lock) Find(source, version string) (*Package, bool) {
	if l == nil {
		return nil, false
	}
	i, ok := slices.BinarySearchFunc(l.Packages, [2]string{source, version}, func(p *Package, want [2]string) int {
		return order(p.Source, p.Version, want[0], want[1])
	})
	if !ok {
		return nil, false
	}
	return l.Packages[i], true
}

// Held gives the package for a use of a module: the version that it names, or
// the newest that its constraint allows.
func (l *Lock) Held(s module.Source) (*Package, bool) {
	source, _ := Key(s)
	if s.Kind == module.GitKind || s.Version != "" {
		return l.Find(source, Version(s))
	}
	var best *Package
	allowed, err := version.NewConstraint(s.Constraint)
	if strings.TrimSpace(s.Constraint) != "" && err != nil {
		return nil, false
	}
	for _, p := range l.Versions(source) {
		v, err := version.NewVersion(p.Version)
		if err == nil && (allowed == nil || allowed.Check(v)) {
			best = p
		}
	}
	return best, best != nil
}

// Module gives the interface of a module: sub is its folder below the top of
// the package, "" for the top itself.
func (l *Lock) Module(source, version, sub string) (*Module, bool) {
	p, ok := l.Find(source, version)
	if !ok {
		return nil, false
	}
	return p.Module(sub)
}

// Module gives the interface of a folder of the package.
func (p *Package) Module(sub string) (*Module, bool) {
	for _, f := range p.Folders {
		if f.Sub == sub {
			return f.Module, true
		}
	}
	return nil, false
}

// Versions gives the packages of a source, oldest first.
func (l *Lock) Versions(source string) (out []*Package) {
	if l == nil {
		return nil
	}
	for _, p := range l.Packages {
		if p.Source == source {
			out = append(out, p)
		}
	}
	return out
}

// Hash gives the content hash of a registry module; it suits
// [module.StoreOptions.Locked].
func (l *Lock) Hash(a module.Address, version string) (string, bool) {
	return l.HashOf(module.Source{Kind: module.RegistryKind, Address: a, Version: version})
}

// HashOf gives the content hash of a source with a version or a ref; it suits
// [module.Resolver].
func (l *Lock) HashOf(s module.Source) (string, bool) {
	source, _ := Key(s)
	p, ok := l.Find(source, Version(s))
	if !ok {
		return "", false
	}
	return p.Hash, true
}

// order sorts by source, then by version as versions go; what is no version
// sorts as text before those that are.
func order(aSource, aVersion, bSource, bVersion string) int {
	if n := strings.Compare(aSource, bSource); n != 0 {
		return n
	}
	a, aerr := version.NewVersion(aVersion)
	b, berr := version.NewVersion(bVersion)
	switch {
	case aerr == nil && berr == nil:
		if n := a.Compare(b); n != 0 {
			return n
		}
	case aerr == nil:
		return 1
	case berr == nil:
		return -1
	}
	return strings.Compare(aVersion, bVersion)
}

// Sort brings packages and folders into their order.
func (l *Lock) Sort() {
	slices.SortFunc(l.Packages, func(a, b *Package) int { return order(a.Source, a.Version, b.Source, b.Version) })
	for _, p := range l.Packages {
		slices.SortFunc(p.Folders, func(a, b Folder) int { return strings.Compare(a.Sub, b.Sub) })
	}
}

// duplicate names a package that is there twice.
func (l *Lock) duplicate() error {
	for i := 1; i < len(l.Packages); i++ {
		if a, b := l.Packages[i-1], l.Packages[i]; a.Source == b.Source && a.Version == b.Version {
			return fmt.Errorf("%s %s is there twice", a.Source, a.Version)
		}
	}
	return nil
}
