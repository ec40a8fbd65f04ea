// Package modules is `terrace modules`: the lock of the modules that an estate
// uses.
package modules

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/command/target"
	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/contract/locking"
	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/module"
	"github.com/terrace-cloud/terrace/internal/term"
)

// New makes the command with its subcommands.
func New(s *term.Streams) *cobra.Command {
	c := &cobra.Command{
		Use:   "modules",
		Short: "Lock the modules that an estate uses, and hold them to the lock",
		Long: `The lock, terrace.lock.json at the top of the repository, is committed. For each
registry module that the estate uses, and the modules that those call, it holds the
hash of the content at its version, and the interface: variables with type, default
and validation, outputs with the types that can be inferred, required providers.
"terrace check" reads interfaces from it, so that nothing need be downloaded;
"terrace rehearse" refuses a module whose content is another.

Terraform declares no types of outputs: they are worked out from the text of the
module and the schema of the AWS provider that is here. "any" stands for what cannot
be known before a run.

The hash is that of golang.org/x/mod/sumdb/dirhash ("h1:"): over the SHA-256 and the
path of every file, sorted by path; modes do not count, a link counts by where it
leads, .git, .terraform and .terragrunt-cache are left out.`,
		Example: "  terrace modules lock\n  terrace modules verify\n  terrace modules outdated",
	}
	c.AddCommand(newLock(s), newVerify(s), newOutdated(s))
	return c
}

// options are the flags that all subcommands have.
type options struct {
	json     bool
	offline  bool
	settings *config.Flags
}

func (o *options) bind(c *cobra.Command) {
	c.Flags().BoolVar(&o.json, "json", false, "as a JSON document")
	o.settings = config.Bind(c.Flags(), "estate", "module_mirror", "contracts")
}

// work is what a subcommand works on.
type work struct {
	*target.Target
	path string // of the lock, absolute
	lock *contract.Lock
}

func open(ctx context.Context, o options) (*work, error) {
	t, err := target.Whole(ctx, o.settings, "", target.Options{})
	if err != nil {
		return nil, err
	}
	w := &work{Target: t, path: contract.Path(t.Top, t.Settings.Contracts)}
	w.lock, err = contract.Open(w.path)
	return w, err
}

// options puts together what the work takes; locked tells whether modules are
// held to the lock as it stands.
func (w *work) options(s *term.Streams, o options, locked bool) (locking.Options, error) {
	so := module.StoreOptions{Offline: o.offline, Token: token}
	r := &module.Resolver{Mirror: target.Mirror(w.Top, &w.Settings, o.offline)}
	if locked {
		so.Locked, r.Locked = w.lock.Hash, w.lock.HashOf
	}
	if !o.offline {
		services, err := module.ReadServices(cliConfig()...)
		if err != nil {
			return locking.Options{}, err
		}
		so.Services = func(host string) (string, bool) {
			at, ok := services[host]["modules.v1"]
			return at, ok
		}
	}
	cache, err := engine.CacheDir(os.Getenv)
	if err != nil {
		return locking.Options{}, err
	}
	if r.Store, err = module.Open(filepath.Join(cache, "modules"), so); err != nil {
		return locking.Options{}, err
	}
	lo := locking.Options{Estate: w.Estate, Resolver: r, Old: w.lock}
	if s.Redraw {
		lo.Progress = func(name string) { s.Errorf("\r\x1b[K%s", cut(name, s.Width()-1)) }
	}
	return lo, nil
}

// done takes the line of progress off the screen.
func done(s *term.Streams) {
	if s.Redraw {
		s.Errorf("\r\x1b[K")
	}
}

func cut(text string, n int) string {
	if r := []rune(text); len(r) > n {
		return string(r[:max(n, 0)])
	}
	return text
}

// cliConfig are the files in which Terraform's users name their registries.
// Source: https://developer.hashicorp.com/terraform/cli/config/config-file#locations
func cliConfig() []string {
	if file := os.Getenv("TF_CLI_CONFIG_FILE"); file != "" {
		return []string{file}
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return nil
	}
	return []string{filepath.Join(home, ".terraformrc"), filepath.Join(home, ".tofurc")}
}

// token gives the credentials for a registry that the environment names.
// Source: https://developer.hashicorp.com/terraform/cli/config/config-file#environment-variable-credentials
func token(host string) (string, bool) {
	host, _, _ = strings.Cut(host, ":")
	for _, name := range []string{strings.ReplaceAll(host, ".", "_"), strings.ReplaceAll(strings.ReplaceAll(host, "-", "__"), ".", "_")} {
		if t := os.Getenv("TF_TOKEN_" + name); t != "" {
			return t, true
		}
	}
	return "", false
}

func printJSON(s *term.Streams, doc any) error {
	b, err := json.MarshalIndent(doc, "", "  ")
	if err != nil {
		return err
	}
	s.Printf("%s\n", b)
	return nil
}

// short gives a path as people look for it: relative to the working folder
// where it lies below.
func (w *work) short(path string) string {
	if rel, err := filepath.Rel(w.Dir, path); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return path
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}
