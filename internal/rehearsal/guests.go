package rehearsal

import (
	"context"
	"encoding/json"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/terrace-cloud/terrace/internal/rehearsal/provider"
	"github.com/terrace-cloud/terrace/internal/rehearsal/states"
)

// guests are the modules that a command of `cloud exec` applies: no estate
// leads to them, so who made what, and where its states lie, is written down
// before anything is made.
type guests struct {
	*runner
	dir string // where the command runs

	mu    sync.Mutex
	seen  map[string]states.Place // by owner
	wrong error                   // first failure to write one down
}

// owner gives the owner of what the process in a folder makes. A module whose
// state is in S3 is the same one as in a rehearsal of its folder; one that
// keeps its state beside itself is not: a rehearsal runs in a copy.
func (g *guests) owner(folder string) string {
	if folder == "" { // the system does not tell
		folder = g.dir
	}
	unit, _, _ := strings.Cut(folder, string(filepath.Separator)+".terragrunt-cache"+string(filepath.Separator))
	if g.tree != nil {
		unit = g.tree.From(unit)
	}
	name := Owner(g.Top, unit)
	kept, err := states.Of(folder)
	if err != nil || !kept.Known() {
		kept = states.Place{}
	}
	if kept.Bucket == "" {
		name = "exec:" + Owner(g.Top, folder)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if _, known := g.seen[name]; known || !kept.Known() {
		return name
	}
	g.seen[name] = kept
	b, err := json.Marshal(kept)
	if err == nil {
		err = g.cloud.Remember(context.Background(), name, b)
	}
	if g.wrong == nil {
		g.wrong = err
	}
	return name
}

// settle is called when the command has ended. What a command made that went
// well is kept, wherever its state lies; after a failure the states decide.
func (g *guests) settle(ctx context.Context, well bool) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, owner := range slices.Sorted(maps.Keys(g.seen)) {
		err := g.wrong
		switch {
		case err != nil:
		case well:
			err = g.cloud.Keep(ctx, owner)
		default:
			err = g.reconcile(ctx, owner, owner, g.seen[owner])
		}
		if err != nil {
			return err
		}
	}
	return g.wrong
}

// tidy rolls back what commands made that were killed before its state was
// saved.
func (r *runner) tidy(ctx context.Context) error {
	left, err := r.cloud.Unsaved()
	if err != nil {
		return err
	}
	for _, owner := range slices.Sorted(maps.Keys(left)) {
		var kept states.Place
		if err := json.Unmarshal(left[owner], &kept); err != nil {
			return err
		}
		if err := r.reconcile(ctx, owner, owner, kept); err != nil {
			return err
		}
	}
	return nil
}

// session is for whom a guest's socket is.
func (g *guests) session(account string) provider.Session {
	return provider.Session{Run: g.Run, Account: account, Region: "us-east-1", Owner: g.owner, Uses: g.uses}
}
