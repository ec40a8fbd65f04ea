package rehearsal

import (
	"path/filepath"

	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/rehearsal/states"
)

// Owner is the name under which the cloud knows who made a thing: the folder of
// the unit, from the top of the repository, so that two estates and any number
// of plain modules in one repository stand beside each other.
func Owner(top, dir string) string {
	rel, err := filepath.Rel(top, dir)
	if err != nil {
		return filepath.ToSlash(dir)
	}
	return filepath.ToSlash(rel)
}

// nameOf is how people are told of a unit: its path in its estate, or, of a
// plain module, its folder in the repository.
func nameOf(top string, u *estate.Unit) string {
	if u.Plain() {
		return Owner(top, u.Dir)
	}
	return u.Path
}

// KeptBy tells where a unit will keep its states in a rehearsal that lives in
// folder, before anything of it is initialised; an unknown place where only
// Terragrunt's own run can tell.
func KeptBy(top, folder string, u *estate.Unit) states.Place {
	if u.Plain() {
		dir := tree(top, folder).To(u.Dir)
		if b, ok, err := states.Backend(u.Dir); err == nil && ok && b.Away(dir, tree(top, folder).Dir) {
			return states.Beside(dir)
		}
		return states.Configured(dir, u.Dir)
	}
	return keptBy(u)
}

// keptBy reads the place out of a unit's remote_state block.
func keptBy(u *estate.Unit) states.Place {
	s := u.RemoteState
	if s == nil || s.Backend != "s3" {
		return states.Place{}
	}
	return states.S3(text(s.Config, "bucket"), text(s.Config, "key"), text(s.Config, "workspace_key_prefix"))
}
