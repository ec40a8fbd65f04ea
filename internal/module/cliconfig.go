package module

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

// CLI is the CLI configuration that children get instead of the user's own:
// https://developer.hashicorp.com/terraform/cli/config/config-file. There is
// one block a host and the last one wins whole, so the user's services are
// merged in; credentials and development overrides are left out.
type CLI struct {
	Registry       *Registry                    // answers module calls; nil leaves them to the hosts
	Hosts          []string                     // hosts it answers for, besides the default ones of both engines
	Services       map[string]map[string]string // the user's own host blocks, see [ReadServices]
	Mirrors        []string                     // filesystem mirrors of providers; those that do not exist are left out
	NetworkMirrors []string                     // network mirrors of providers
	PluginCache    string                       // plugin cache folder, which must exist; "" for none
	Direct         bool                         // whether providers may be downloaded
}

// Render gives the text of the configuration. What a filesystem mirror holds
// is never looked for on the network.
func (c CLI) Render() []byte {
	f := hclwrite.NewEmptyFile()
	b := f.Body()
	b.SetAttributeValue("disable_checkpoint", cty.True)
	if c.PluginCache != "" {
		b.SetAttributeValue("plugin_cache_dir", cty.StringVal(c.PluginCache))
		// A cached provider may be used where the lock file does not know it yet.
		b.SetAttributeValue("plugin_cache_may_break_dependency_lock_file", cty.True)
	}
	c.hosts(b)
	c.installation(b.AppendNewBlock("provider_installation", nil).Body())
	return f.Bytes()
}

func (c CLI) hosts(b *hclwrite.Body) {
	all := map[string]map[string]string{}
	for host, services := range c.Services {
		all[host] = maps.Clone(services)
	}
	if c.Registry != nil {
		for _, host := range slices.Concat(defaultHosts, c.Hosts) {
			if all[host] == nil {
				all[host] = map[string]string{}
			}
			all[host]["modules.v1"] = c.Registry.services(host)
			// Services named here replace the host's own list, so the providers
			// must be named as well.
			if all[host]["providers.v1"] == "" && slices.Contains(defaultHosts, host) {
				all[host]["providers.v1"] = "https://" + host + "/v1/providers/"
			}
		}
	}
	for _, host := range slices.Sorted(maps.Keys(all)) {
		values := map[string]cty.Value{}
		for k, v := range all[host] {
			values[k] = cty.StringVal(v)
		}
		if len(values) > 0 {
			b.AppendNewBlock("host", []string{host}).Body().SetAttributeValue("services", cty.ObjectVal(values))
		}
	}
}

func (c CLI) installation(b *hclwrite.Body) {
	var local []string
	add := func(kind, key, at string, more string, l []string) {
		body := b.AppendNewBlock(kind, nil).Body()
		if key != "" {
			body.SetAttributeValue(key, cty.StringVal(at))
		}
		if len(l) > 0 {
			values := make([]cty.Value, len(l))
			for i, s := range l {
				values[i] = cty.StringVal(s)
			}
			body.SetAttributeValue(more, cty.ListVal(values))
		}
	}
	for _, dir := range c.Mirrors {
		if held := mirrored(dir); len(held) > 0 {
			add("filesystem_mirror", "path", dir, "include", held)
			local = append(local, held...)
		}
	}
	slices.Sort(local)
	local = slices.Compact(local)
	for _, u := range c.NetworkMirrors {
		add("network_mirror", "url", u, "exclude", local)
	}
	switch {
	case c.Direct:
		add("direct", "", "", "exclude", local)
	case len(local) == 0 && len(c.NetworkMirrors) == 0:
		// Without any method, engines fall back to the network.
		add("filesystem_mirror", "path", os.DevNull, "include", []string{"invalid.invalid/none/none"})
	}
}

// mirrored lists the providers of a filesystem mirror: HOST/NAMESPACE/TYPE.
func mirrored(dir string) []string {
	found, err := filepath.Glob(filepath.Join(dir, "*", "*", "*"))
	if err != nil {
		return nil
	}
	var out []string
	for _, p := range found {
		rel, err := filepath.Rel(dir, p)
		if fi, serr := os.Stat(p); err == nil && serr == nil && fi.IsDir() && strings.Contains(rel, ".") {
			out = append(out, filepath.ToSlash(rel))
		}
	}
	return out
}

// ReadServices reads the host blocks of the user's CLI configuration files; a
// file that does not exist has none. The answer for modules.v1 suits
// [StoreOptions.Services].
func ReadServices(paths ...string) (map[string]map[string]string, error) {
	out := map[string]map[string]string{}
	var findings diag.Findings
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		f, ds := hclparse.NewParser().ParseHCL(text, p)
		if ds.HasErrors() {
			findings = append(findings, &diag.Finding{
				Severity: diag.Warning, Summary: "The CLI configuration cannot be read; its host blocks are not used", Detail: ds[0].Detail,
				Fix: "Correct the file.", Where: diag.FromRange(*ds[0].Subject),
			})
			continue
		}
		content, _, _ := f.Body.PartialContent(&hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "host", LabelNames: []string{"name"}}}})
		for _, b := range content.Blocks {
			out[b.Labels[0]] = services(b)
		}
	}
	if len(findings) > 0 {
		return out, findings
	}
	return out, nil
}

func services(b *hcl.Block) map[string]string {
	out := map[string]string{}
	attrs, _ := b.Body.JustAttributes()
	if attrs["services"] == nil {
		return out
	}
	v, ds := attrs["services"].Expr.Value(nil)
	if ds.HasErrors() || !v.CanIterateElements() {
		return out
	}
	for k, v := range v.AsValueMap() {
		if v.Type() == cty.String && !v.IsNull() {
			out[k] = v.AsString()
		}
	}
	return out
}

// WriteFile writes the configuration to a file, readable by its owner only.
func (c CLI) WriteFile(path string) error {
	tmp := path + ".new"
	if err := os.WriteFile(tmp, c.Render(), 0o600); err != nil {
		return fmt.Errorf("writing the CLI configuration: %w", err)
	}
	return os.Rename(tmp, path)
}
