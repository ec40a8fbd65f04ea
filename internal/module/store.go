package module

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/terrace-cloud/terrace/internal/diag"
	"golang.org/x/sync/singleflight"
)

// StoreOptions steer [Open]. Every field may be left zero.
type StoreOptions struct {
	Offline bool   // never download
	Host    string // default registry, registry.terraform.io when empty

	// Locked gives the content hash that the committed lock has for a module;
	// false means that the lock does not name it.
	Locked func(a Address, version string) (string, bool)
	// Services gives the modules.v1 address of a host where the user's own
	// configuration names one, so that the host is not asked.
	Services func(host string) (string, bool)
	// Token gives the credentials of a registry; they go to that host only.
	Token func(host string) (string, bool)

	Client  *http.Client  // nil for one that uses the proxies of the environment
	Timeout time.Duration // of one request, 60 s when zero
	Git     string        // git binary, looked up in PATH when empty
}

// Store keeps registry modules on disk, one folder for each version, below
// HOST/NAMESPACE/NAME/PROVIDER/VERSION: the module in "module", its content
// hash in "h1". It is safe for concurrent use, also by several processes: a
// module appears by a rename, whole or not at all.
type Store struct {
	dir  string
	opts StoreOptions

	flight singleflight.Group
	mu     sync.Mutex
	bases  map[string]string   // host -> modules.v1
	listed map[string][]string // address -> versions that the registry has
}

// Open gives the store at dir, and makes the folder.
func Open(dir string, opts StoreOptions) (*Store, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, &diag.Finding{
			Severity: diag.Error, Summary: "The module store cannot be made", Detail: err.Error() + ".",
			Fix: "Make the folder writable, or free disk space.", Where: diag.Pos{File: dir},
		}
	}
	if opts.Host == "" {
		opts.Host = "registry.terraform.io"
	}
	if opts.Timeout == 0 {
		opts.Timeout = 60 * time.Second
	}
	if opts.Client == nil {
		opts.Client = &http.Client{Transport: http.DefaultTransport}
	}
	return &Store{dir: dir, opts: opts, bases: map[string]string{}, listed: map[string][]string{}}, nil
}

// withHost fills in the default registry.
func (s *Store) withHost(a Address) Address {
	if a.Host == "" {
		a.Host = s.opts.Host
	}
	return a
}

func (s *Store) folder(a Address) string {
	return filepath.Join(s.dir, strings.ReplaceAll(a.Host, ":", "_"), filepath.FromSlash(a.path()))
}

// Module gives a version of a module, downloading it when the store lacks it.
// The content is verified on every use: against the hash taken when it was
// downloaded, and against the lock.
func (s *Store) Module(ctx context.Context, a Address, version string) (Resolved, error) {
	a = s.withHost(a)
	dir := filepath.Join(s.folder(a), version)
	res, err := s.verified(a, version, dir)
	if !errors.Is(err, fs.ErrNotExist) {
		return res, err
	}
	if s.opts.Offline {
		return Resolved{}, missing(a, version, s.held(a), "the module store, and downloads are off")
	}
	// The first caller downloads for all; its cancellation must not fail the
	// others, who try again for themselves.
	for {
		done := s.flight.DoChan(dir, func() (any, error) {
			err := s.download(ctx, a, version, dir)
			if err != nil && ctx.Err() != nil {
				err = ctx.Err()
			}
			return nil, err
		})
		select {
		case <-ctx.Done():
			return Resolved{}, ctx.Err()
		case r := <-done:
			if r.Shared && errors.Is(r.Err, context.Canceled) && ctx.Err() == nil {
				continue
			}
			if r.Err != nil {
				return Resolved{}, copied(r.Err)
			}
		}
		return s.verified(a, version, dir)
	}
}

// copied gives each caller a finding of its own, to which it adds its place.
func copied(err error) error {
	if f, ok := err.(*diag.Finding); ok {
		c := *f
		return &c
	}
	return err
}

// verified gives a module of the store; fs.ErrNotExist means that the store
// lacks it.
func (s *Store) verified(a Address, version, dir string) (Resolved, error) {
	want, err := os.ReadFile(filepath.Join(dir, "h1"))
	if err != nil {
		return Resolved{}, err
	}
	root := filepath.Join(dir, "module")
	got, err := HashDir(root)
	if err != nil || got != string(want) {
		return Resolved{}, &diag.Finding{
			Severity: diag.Error,
			Summary:  fmt.Sprintf("Module %s %s was altered in the module store", a, version),
			Detail:   fmt.Sprintf("Its content hash is %s, it was downloaded as %s.", got, want),
			Fix:      "Remove the folder, so that it is downloaded again: rm -r " + dir,
			Where:    diag.Pos{File: dir},
		}
	}
	if err := s.locked(a, version, got); err != nil {
		return Resolved{}, err
	}
	return Resolved{Root: root, Version: version, Level: LevelOf(root), Hash: got}, nil
}

func (s *Store) locked(a Address, version, got string) error {
	if s.opts.Locked == nil {
		return nil
	}
	want, ok := s.opts.Locked(a, version)
	if !ok || want == got {
		return nil
	}
	return unlocked(a.String()+" "+version, got, want)
}

// unlocked is the finding for a module that is another than the lock has.
func unlocked(name, got, want string) *diag.Finding {
	return &diag.Finding{
		Severity: diag.Error,
		Summary:  fmt.Sprintf("Module %s is not the one that the lock names", name),
		Detail:   fmt.Sprintf("Its content hash is %s, the lock has %s: the tag was moved, or the content was tampered with.", got, want),
		Fix:      "`terrace modules verify` says which files differ. Find out why; only then write the lock again.",
	}
}

// download brings a module into a folder beside its place, then renames it.
func (s *Store) download(ctx context.Context, a Address, version, dir string) error {
	tmp, err := os.MkdirTemp(s.dir, ".download-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	root := filepath.Join(tmp, "module")
	if err := s.fetch(ctx, a, version, root); err != nil {
		return err
	}
	hash, err := HashDir(root)
	if err != nil {
		return err
	}
	if err := s.locked(a, version, hash); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(tmp, "h1"), []byte(hash), 0o644); err != nil {
		return err
	}
	if err := syncTree(tmp); err != nil {
		return err
	}
	if err := os.Chmod(tmp, 0o755); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return err
	}
	if err := os.Rename(tmp, dir); err != nil {
		if _, held := os.Stat(filepath.Join(dir, "h1")); held == nil {
			return nil // another process was quicker
		}
		return err
	}
	return syncPath(filepath.Dir(dir))
}

// Registered asks the registry for the versions of a module, oldest first.
func (s *Store) Registered(ctx context.Context, a Address) ([]string, error) {
	return s.list(ctx, s.withHost(a))
}

// copy gives a module of the store as it lies there; it is not verified.
func (s *Store) copy(a Address, version string) (Copy, bool) {
	root := filepath.Join(s.folder(s.withHost(a)), version, "module")
	if fi, err := os.Stat(root); err != nil || !fi.IsDir() {
		return Copy{}, false
	}
	return Copy{Root: root, Level: LevelOf(root), Where: "store"}, true
}

// held lists what the store has of a module, oldest first.
func (s *Store) held(a Address) []string { return sortVersions(folders(s.folder(a))) }

// Versions lists the versions of a module that the store holds and, unless it
// is offline, that the registry has, oldest first. The registry is asked once.
func (s *Store) Versions(ctx context.Context, a Address) ([]string, error) {
	a = s.withHost(a)
	held := s.held(a)
	if s.opts.Offline {
		return held, nil
	}
	s.mu.Lock()
	listed, ok := s.listed[a.String()]
	s.mu.Unlock()
	if !ok {
		var err error
		if listed, err = s.list(ctx, a); err != nil {
			if len(held) > 0 && ctx.Err() == nil {
				return held, nil
			}
			return nil, err
		}
		s.mu.Lock()
		s.listed[a.String()] = listed
		s.mu.Unlock()
	}
	return sortVersions(append(held, listed...)), nil
}

// syncTree makes a folder's files durable.
func syncTree(dir string) error {
	return filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || (!d.IsDir() && !d.Type().IsRegular()) {
			return err
		}
		return syncPath(p)
	})
}

func syncPath(p string) error {
	f, err := os.Open(p)
	if err != nil {
		return err
	}
	err = f.Sync()
	return errors.Join(err, f.Close())
}
