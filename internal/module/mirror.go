package module

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// Mirror is a folder that holds modules for closed networks:
// NAMESPACE/NAME/PROVIDER/VERSION for registry modules (below HOST/ for hosts
// other than the default), HOST/PATH/REF for git repositories. A file named
// STAND-IN.md at the top of a module says that it stands in for the real one.
// The empty Mirror holds nothing.
type Mirror string

// standInMark marks a module that only stands in for the real one.
const standInMark = "STAND-IN.md"

// module gives a module of the mirror; false means that it is not there.
func (m Mirror) module(a Address, v string) (Resolved, bool, error) {
	root, ok := m.find(Source{Kind: RegistryKind, Address: a, Version: v})
	if !ok {
		return Resolved{}, false, nil
	}
	res, err := hashed(root)
	res.Version = v
	return res, true, err
}

// find gives the folder of a source with a version or a ref.
func (m Mirror) find(s Source) (root string, ok bool) {
	if m == "" {
		return "", false
	}
	var names []string
	switch v := strings.TrimPrefix(s.Version, "v"); s.Kind {
	case RegistryKind:
		at := s.Address.Canonical().String()
		names = []string{filepath.Join(at, v), filepath.Join(at, "v"+v)}
	case GitKind:
		names = []string{gitFolder(s)}
	}
	for _, name := range names {
		root, err := filepath.Abs(filepath.Join(string(m), name))
		if err != nil {
			continue
		}
		if root, err = filepath.EvalSymlinks(root); err != nil {
			continue
		}
		if fi, err := os.Stat(root); err == nil && fi.IsDir() {
			return root, true
		}
	}
	return "", false
}

func gitFolder(s Source) string {
	ref := s.Ref
	if ref == "" {
		ref = "HEAD"
	}
	return filepath.Join(filepath.FromSlash(s.Repo), filepath.FromSlash(ref))
}

// Versions lists what the mirror holds of a module, oldest first.
func (m Mirror) Versions(a Address) []string {
	if m == "" {
		return nil
	}
	return sortVersions(folders(filepath.Join(string(m), a.Canonical().String())))
}

// git gives a git repository of the mirror; without one it gives a finding,
// because what a ref means may change, and cloning may ask for credentials.
func (m Mirror) git(s Source) (Resolved, error) {
	if root, ok := m.find(s); ok {
		res, err := hashed(root)
		res.Version, res.Sub = s.Ref, s.Sub
		return res, err
	}
	return Resolved{}, &diag.Finding{
		Severity: diag.Error, Code: diag.Config,
		Summary: fmt.Sprintf("Git source %q is not in a module mirror", s.Raw),
		Detail:  "Git sources are taken from a mirror folder only: what a branch or tag names can change under a rehearsal.",
		Fix:     fmt.Sprintf("Clone it into the mirror and name that with --module-mirror DIR: git clone %s%s DIR/%s", branchFlag(s.Ref), s.URL, filepath.ToSlash(gitFolder(s))),
	}
}

func branchFlag(ref string) string {
	if ref == "" {
		return ""
	}
	return "--branch " + ref + " "
}

func hashed(root string) (Resolved, error) {
	hash, err := HashDir(root)
	return Resolved{Root: root, Level: LevelOf(root), Hash: hash}, err
}

// LevelOf tells a module from its stand-in.
func LevelOf(root string) Level {
	if _, err := os.Stat(filepath.Join(root, standInMark)); err == nil {
		return StandIn
	}
	return Real
}

func folders(dir string) []string {
	l, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var out []string
	for _, e := range l {
		if e.IsDir() || e.Type()&os.ModeSymlink != 0 {
			out = append(out, e.Name())
		}
	}
	return out
}
