package rehearsal

import (
	"context"
	"os"
	"path/filepath"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/module"
)

// modules brings the modules of a rehearsal to where they are looked for.
type modules struct {
	resolver  *module.Resolver
	registry  *module.Registry // answers module calls inside modules
	cliConfig string           // absolute: the CLI configuration of every child
}

func openModules(ctx context.Context, r *runner) (*modules, error) {
	cache, err := engine.CacheDir(os.Getenv)
	if err != nil {
		cache = r.Folder
	}
	store, err := module.Open(filepath.Join(cache, "modules"), module.StoreOptions{Offline: r.Offline, Locked: r.Lock.Hash})
	if err != nil {
		return nil, err
	}
	m := &modules{
		resolver:  &module.Resolver{Mirror: r.Mirror, Store: store, Locked: r.Lock.HashOf},
		cliConfig: filepath.Join(r.Folder, "terraform.rc"),
	}
	if m.registry, err = module.Serve(ctx, m.resolver); err != nil {
		return nil, err
	}
	// Children do not get the user's own configuration, which can name credentials;
	// what the mirrors in it and the plugin folders hold is found all the same.
	cli := module.CLI{Registry: m.registry, Direct: !r.Offline, Mirrors: engine.Mirrors(r.Tools.Provider.Path, r.Offline)}
	return m, os.WriteFile(m.cliConfig, cli.Render(), 0o600)
}

func (m *modules) close() { _ = m.registry.Close() }

// lay resolves the unit's module and fills Terragrunt's download folder with
// it, before Terragrunt looks.
func (m *modules) lay(ctx context.Context, u *unitRun) diag.Findings {
	dir := u.tree.To(u.unit.Dir)
	source := u.unit.Source.Raw
	if source == "" { // the unit's own folder is its module
		u.work, u.source, u.res.Level = dir, dir, module.Local
		l := u.demands(ctx)
		if l.HasErrors() || !u.drop {
			return l
		}
		if _, err := module.DropProvisioners(dir); err != nil {
			return append(l, diag.AsFindings(err, diag.Failed)...)
		}
		return l
	}
	if rest, ok := strings.CutPrefix(source, u.Top+string(filepath.Separator)); ok {
		source = u.tree.Dir + string(filepath.Separator) + rest // as Terragrunt evaluates it there, with its "//"
	}
	found, err := m.resolver.Resolve(ctx, source, dir, u.unit.Source.Pos)
	if err != nil {
		if f := u.outside(u.unit.Source.Raw, u.unit.Dir, u.unit.Source.Pos); f != nil {
			return diag.Findings{f}
		}
		return diag.AsFindings(err, diag.Config)
	}
	u.res.Level, u.res.Version = found.Level, found.Version
	u.source = filepath.Join(found.Root, filepath.FromSlash(found.Sub))
	l := u.demands(ctx)
	if l.HasErrors() {
		return l
	}
	u.res.Findings = append(u.res.Findings, l...)
	if u.work, err = module.Fill(ctx, dir, source, found); err != nil {
		return diag.AsFindings(err, diag.Failed)
	}
	if !u.drop {
		return nil
	}
	copied := u.work // Terragrunt copies a local module anew with every run, so it is cut before
	if found.Level == module.Local {
		copied = u.source
	}
	if _, err := module.DropProvisioners(copied); err != nil {
		return diag.AsFindings(err, diag.Failed)
	}
	return nil
}
