package rehearsal

import (
	"path/filepath"
	"regexp"
)

// missingFile is a file or a folder that Terraform's functions, or the archive
// provider, do not find; lines of it are broken at any place.
var missingFile = regexp.MustCompile(`(?:no\s+file\s+exists\s+at|open|stat|missing\s+(?:file|directory):|(?:file|directory)\s+that\s+is\s+not\s+present:)\s+"?([^":;\s]+)`)

// lackedFile tells whether a child failed for files that the user's tree has, and
// that the copy has from now on: what a build makes is mostly ignored by git.
func (u *unitRun) lackedFile(obs *observation) bool {
	grew := false
	for _, d := range obs.diagnostics {
		for _, m := range missingFile.FindAllStringSubmatch(d.Summary+" "+d.Detail, -1) {
			path := m[1]
			if !filepath.IsAbs(path) {
				path = filepath.Join(u.source, path)
			} else if rel, err := filepath.Rel(u.workDir(), path); err == nil && filepath.IsLocal(rel) {
				path = filepath.Join(u.source, rel)
			}
			did, err := u.tree.Bring(path)
			grew = grew || did && err == nil
		}
	}
	return grew
}
