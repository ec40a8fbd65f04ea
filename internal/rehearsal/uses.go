package rehearsal

import (
	"github.com/terrace-cloud/terrace/internal/rehearsal/inuse"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
)

// deep is the size of a type's schema, in bytes, from which on it pays to look
// which of its blocks are in use: of provider 5.100.0 these are the web ACLs and
// rule groups, the dashboards of QuickSight and the intents of Lex.
const deep = 32 << 10

// uses tells what of the provider's schemas the unit needs: what the files name
// that Terraform will read, and what stands. It is asked when init is through,
// and all modules are in place.
func (u *unitRun) uses() map[string]*tfwire.Uses {
	if u.full {
		return nil
	}
	source := inuse.Read(inuse.Folders(u.workDir()))
	standing, err := u.cloud.ByUnit(u.owner)
	if err != nil {
		return nil
	}
	out := map[string]*tfwire.Uses{}
	for name := range source.Types() {
		out[name] = &tfwire.Uses{All: true}
	}
	for _, o := range standing {
		out[o.Type] = &tfwire.Uses{All: true}
	}
	for name := range out {
		if u.host.Schemas().Size(tfwire.Resource, name) > deep {
			out[name] = source.Blocks(name)
		}
	}
	for _, o := range standing {
		if used := out[o.Type]; !used.All {
			inuse.Standing(used, o.Attrs)
		}
	}
	return out
}
