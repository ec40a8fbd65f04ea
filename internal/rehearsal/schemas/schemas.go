// Package schemas remembers what providers say of their types, so that who only
// reads an estate knows them and starts no provider. They are asked for where
// tools are set up, and kept by the version of the provider.
package schemas

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/go-version"
	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/contract/infer"
	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/whole"
	"github.com/zclconf/go-cty/cty"
)

// aws is the provider whose schemas are kept.
const aws = "hashicorp/aws"

// Store is a folder of schemas. It implements [infer.Schemas]; a store with
// nothing in it knows no type.
type Store struct {
	dir string

	mu     sync.Mutex
	listed []*kept                    // newest first
	looked bool                       // listed is filled
	chosen map[string]*tfwire.Schemas // by constraint; nil where none fits
}

// kept is the schema of one version.
type kept struct {
	version *version.Version
	load    func() *tfwire.Schemas
}

// Open gives the store in a folder, which need not exist yet; "" is none, in
// which nothing can be kept.
func Open(dir string) *Store { return &Store{dir: dir, chosen: map[string]*tfwire.Schemas{}} }

// Here gives the store of this user, in Terrace's cache.
func Here() *Store {
	cache, err := engine.CacheDir(os.Getenv)
	if err != nil {
		return Open("")
	}
	return Open(filepath.Join(cache, "schemas"))
}

// Empty tells that no schema is kept.
func (s *Store) Empty() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.list()) == 0
}

// Has tells whether the schema of a version is kept.
func (s *Store) Has(version string) bool {
	_, err := os.Stat(s.file(version))
	return err == nil
}

func (s *Store) file(version string) string {
	return filepath.Join(s.dir, filepath.FromSlash(aws), strings.TrimPrefix(version, "v")+suffix)
}

const suffix = ".schema"

// Ask starts the AWS provider at path, asks for its schema and keeps it, unless
// it is kept already. A provider whose version nobody can tell is not asked.
func (s *Store) Ask(ctx context.Context, path, of string) error {
	if _, err := version.NewVersion(of); err != nil || s.dir == "" || path == "" || s.Has(of) {
		return nil
	}
	answer, err := Of(ctx, path)
	if err != nil {
		return err
	}
	return s.Keep(of, answer)
}

// Keep keeps what the AWS provider of a version has answered, unless it is kept
// already, or nobody can tell the version.
func (s *Store) Keep(of string, answer *tfwire.Schemas) error {
	if _, err := version.NewVersion(of); err != nil || s.dir == "" || s.Has(of) {
		return nil
	}
	file := s.file(of)
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	if err := whole.Write(file, answer.Full(), 0o644); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.looked, s.listed = false, nil
	clear(s.chosen)
	return nil
}

// Of starts the provider at path and asks for its schemas.
func Of(ctx context.Context, path string) (*tfwire.Schemas, error) {
	pool, err := realprov.Start(path, io.Discard)
	if err != nil {
		return nil, err
	}
	defer pool.Close()
	var raw tfwire.Raw
	if err := pool.Call(ctx, "GetSchema", []byte{}, &raw); err != nil {
		return nil, err
	}
	defer raw.Free()
	return tfwire.ParseSchemas(slices.Clone(raw.Bytes()))
}

// kinds are the kinds of block as the provider knows them.
var kinds = map[infer.Kind]tfwire.Kind{infer.Resource: tfwire.Resource, infer.Data: tfwire.Data}

// Type gives the type of a resource or data source by the newest schema that
// the requirement allows.
func (s *Store) Type(p contract.Provider, k infer.Kind, name string) (cty.Type, bool) {
	t := s.choose(p)
	if t == nil || !t.Has(kinds[k], name) {
		return cty.NilType, false
	}
	b, err := t.Block(kinds[k], name)
	if err != nil {
		return cty.NilType, false
	}
	return b.Type, true
}

// Lacks tells that the provider is that of AWS, and no version of it is here
// that the requirement allows.
func (s *Store) Lacks(p contract.Provider) bool { return p.Source == aws && s.choose(p) == nil }

func (s *Store) choose(p contract.Provider) *tfwire.Schemas {
	if p.Source != aws {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if t, ok := s.chosen[p.Version]; ok {
		return t
	}
	var allowed version.Constraints
	if strings.TrimSpace(p.Version) != "" {
		var err error
		if allowed, err = version.NewConstraint(p.Version); err != nil {
			s.chosen[p.Version] = nil
			return nil
		}
	}
	var t *tfwire.Schemas
	for _, k := range s.list() {
		if allowed == nil || allowed.Check(k.version) {
			if t = k.load(); t != nil {
				break
			}
		}
	}
	s.chosen[p.Version] = t
	return t
}

// list gives what is kept, the newest first.
func (s *Store) list() []*kept {
	if s.looked {
		return s.listed
	}
	s.looked = true
	if s.dir == "" {
		return nil
	}
	entries, err := os.ReadDir(filepath.Dir(s.file("0")))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil // what cannot be read is not known
	}
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), suffix)
		v, err := version.NewVersion(name)
		if !ok || err != nil {
			continue
		}
		path := s.file(name)
		s.listed = append(s.listed, &kept{v, sync.OnceValue(func() *tfwire.Schemas { return read(path) })})
	}
	slices.SortFunc(s.listed, func(a, b *kept) int { return b.version.Compare(a.version) })
	return s.listed
}

// read reads a schema; nil where it is none.
func read(path string) *tfwire.Schemas {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	all, err := tfwire.ParseSchemas(b)
	if err != nil || len(all.Names(tfwire.Resource)) == 0 {
		return nil
	}
	return all
}
