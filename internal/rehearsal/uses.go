package rehearsal

import (
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/inuse"
	"github.com/terrace-cloud/terrace/internal/rehearsal/provider"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
)

// deep is the size of a type's schema, in bytes, from which on it pays to look
// which of its blocks are in use: of provider 5.100.0 these are the web ACLs and
// rule groups, the dashboards of QuickSight and the intents of Lex.
const deep = 32 << 10

// uses tells what of the provider's schemas the unit needs: what the files name
// that Terraform will read, and what stands. It is asked when init is through,
// and all modules are in place.
func (u *unitRun) uses(provider.Caller) map[string]*tfwire.Uses {
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

// working are the commands of an engine that need no type but those that the
// configuration and what stands have. Others show the schema itself, or plans
// and states from anywhere.
var working = []string{"plan", "apply", "destroy", "refresh", "validate"}

// uses tells what of the schemas a command needs that runs in a folder; nothing,
// for the whole, where that cannot be told for certain. A type is never cut
// within: a command that fails is not run again.
func (g *guests) uses(c provider.Caller) map[string]*tfwire.Uses {
	if c.Folder == "" || !works(c.Args) {
		return nil
	}
	folders := inuse.Folders(c.Folder)
	source := inuse.Read(folders)
	if len(folders) == 1 && source.Calls() { // its modules lie elsewhere
		return nil
	}
	out := map[string]*tfwire.Uses{}
	for name := range source.Types() {
		out[name] = &tfwire.Uses{All: true}
	}
	owner := g.owner(c.Folder)
	g.mu.Lock()
	kept := g.seen[owner]
	g.mu.Unlock()
	if !kept.Known() {
		return nil
	}
	states, err := kept.Read(&g.front.Store)
	if err != nil {
		return nil
	}
	for _, state := range states {
		for _, name := range inuse.Words(state) {
			out[name] = &tfwire.Uses{All: true}
		}
	}
	return out
}

// works tells whether an engine is called to work on the configuration in its
// folder, and not on a plan or a state that is named.
func works(args []string) bool {
	words := slices.DeleteFunc(slices.Clone(args[min(1, len(args)):]), func(a string) bool { return strings.HasPrefix(a, "-") })
	return len(words) == 1 && slices.Contains(working, words[0]) && !slices.ContainsFunc(args, func(a string) bool { return strings.HasPrefix(a, "-state") })
}
