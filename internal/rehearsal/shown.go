package rehearsal

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/module"
)

// shown gives a place in the copy as one in the user's tree.
func (u *unitRun) shown(p diag.Pos) diag.Pos {
	p.File = u.tree.From(p.File)
	return p
}

// inModule gives a place in what Terraform ran as one that people can open: the
// unit's `generate` block, the local module's own file, or that of a mirror or of
// the module store.
func (u *unitRun) inModule(p diag.Pos) diag.Pos {
	rel, err := filepath.Rel(u.workDir(), p.File)
	if err != nil || u.source == "" {
		return u.shown(p)
	}
	for _, g := range u.unit.Generate {
		if filepath.Clean(g.Path) == rel && !g.Pos.IsZero() {
			return u.shown(g.Pos)
		}
	}
	for _, at := range []string{u.inCalled(rel), filepath.Join(u.source, rel)} {
		if _, err := os.Stat(at); err == nil {
			p.File = at
			break
		}
	}
	return u.shown(p)
}

// inCalled gives a file of a module that init has brought as one of the folder that
// it was brought from; "" where that is not known.
func (u *unitRun) inCalled(rel string) string {
	parts := strings.SplitN(filepath.ToSlash(rel), "/", 4) // .terraform/modules/KEY/FILE
	if len(parts) < 4 || parts[0] != ".terraform" || parts[1] != "modules" {
		return ""
	}
	m := module.InstalledIn(u.workDir())[parts[2]]
	s, err := module.ParseCall(m.Source, "")
	if err != nil {
		return ""
	}
	if s.Kind == module.RegistryKind {
		s.Version = m.Version
	}
	for _, c := range u.modules.resolver.Copies(s) {
		return filepath.Join(c.Root, filepath.FromSlash(parts[3]))
	}
	return ""
}
