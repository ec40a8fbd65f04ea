package module

import (
	"fmt"
	"os"
	"path/filepath"

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
	if m == "" {
		return Resolved{}, false, nil
	}
	for _, name := range []string{v, "v" + v} {
		if res, ok, err := m.folder(filepath.Join(a.String(), name)); ok || err != nil {
			res.Version = v
			return res, ok, err
		}
	}
	return Resolved{}, false, nil
}

// Versions lists what the mirror holds of a module, oldest first.
func (m Mirror) Versions(a Address) []string {
	if m == "" {
		return nil
	}
	return sortVersions(folders(filepath.Join(string(m), a.String())))
}

// git gives a git repository of the mirror; without one it gives a finding,
// because what a ref means may change, and cloning may ask for credentials.
func (m Mirror) git(s Source) (Resolved, error) {
	ref := s.Ref
	if ref == "" {
		ref = "HEAD"
	}
	rel := filepath.Join(filepath.FromSlash(s.Repo), filepath.FromSlash(ref))
	if m != "" {
		res, ok, err := m.folder(rel)
		if err != nil {
			return Resolved{}, err
		}
		if ok {
			res.Version, res.Sub = s.Ref, s.Sub
			return res, nil
		}
	}
	return Resolved{}, &diag.Finding{
		Severity: diag.Error, Code: diag.Config,
		Summary: fmt.Sprintf("Git source %q is not in a module mirror", s.Raw),
		Detail:  "Git sources are taken from a mirror folder only: what a branch or tag names can change under a rehearsal.",
		Fix:     fmt.Sprintf("Clone it into the mirror and name that with --module-mirror DIR: git clone %s%s DIR/%s", branchFlag(s.Ref), s.URL, filepath.ToSlash(rel)),
	}
}

func branchFlag(ref string) string {
	if ref == "" {
		return ""
	}
	return "--branch " + ref + " "
}

func (m Mirror) folder(rel string) (Resolved, bool, error) {
	root, err := filepath.Abs(filepath.Join(string(m), rel))
	if err != nil {
		return Resolved{}, false, err
	}
	if fi, err := os.Stat(root); err != nil || !fi.IsDir() {
		return Resolved{}, false, nil
	}
	res := Resolved{Root: root, Level: Real}
	if _, err := os.Stat(filepath.Join(root, standInMark)); err == nil {
		res.Level = StandIn
	}
	res.Hash, err = HashDir(root)
	return res, true, err
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
