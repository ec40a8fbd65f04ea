package engine

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/hashicorp/go-version"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/engine/locate"
)

// providerSource is the address of the provider in its registry.
const providerSource = "hashicorp/aws"

func (f *finder) where() locate.Options {
	return locate.Options{Top: f.Top, Home: f.env("HOME"), Cache: f.Cache, Env: f.env, OS: runtime.GOOS, Arch: runtime.GOARCH, Search: f.search}
}

// Mirrors gives the folders of this machine that hold providers by their address,
// beside the AWS provider's program and wherever engines or the user's CLI
// configuration look; caches too, where they must do.
func Mirrors(program string, caches bool) []string {
	home, _ := os.UserHomeDir()
	o := locate.Options{Home: home, Env: os.Getenv, OS: runtime.GOOS, Arch: runtime.GOARCH}
	dirs := locate.Mirrors(o, caches)
	if d := locate.Around(program); d != "" && !slices.Contains(dirs, d) {
		dirs = append(dirs, d)
	}
	return dirs
}

// provider looks for the AWS provider: named, else wherever this machine keeps it.
func (f *finder) provider(ctx context.Context) {
	f.tools.Provider = Provider{Tool: Tool{Name: "terraform-provider-aws"}, Source: providerSource}
	o := f.where()
	for _, n := range f.names("provider", f.Provider, "TERRACE_AWS_PROVIDER", f.Settings.Provider) {
		if n.value != "" {
			f.namedProvider(o, n)
			return
		}
	}
	f.unmet = false
	for i, want := range f.constraints() {
		o.Want = want
		found, _, notes := locate.Providers(ctx, o)
		if i == 0 { // they are of the configuration, and the same each time
			f.notes = append(f.notes, notes...)
		}
		if len(found) > 0 {
			f.unmet = want == nil && len(f.ProviderVersions) > 0
			f.use(o, found[0])
			return
		}
	}
	f.absent["provider"] = &diag.Finding{Severity: diag.Error, Code: diag.Missing, Summary: "The AWS provider is missing",
		Fix: "Run `terrace setup`, which has Terraform download it; or run `terraform init` in a configuration that uses it; or name it with --provider, TERRACE_AWS_PROVIDER or in terrace.yaml."}
}

// constraints are those on the provider, then none. What cannot be read is told
// where it is written, by those who run it.
func (f *finder) constraints() []version.Constraints {
	var out []version.Constraints
	for _, text := range f.ProviderVersions {
		if c, err := version.NewConstraint(text); err == nil {
			out = append(out, c)
		}
	}
	return append(out, nil)
}

func (f *finder) namedProvider(o locate.Options, n named) {
	path, _ := filepath.Abs(n.value)
	found := locate.Named(o, path)
	if len(found) == 0 {
		f.wrong = append(f.wrong, &diag.Finding{Severity: diag.Error, Code: diag.Missing, Where: n.where,
			Summary: "The AWS provider, named by " + n.from + ", will not do",
			Detail:  path + " is neither a program nor a folder with terraform-provider-aws in it.",
			Fix:     "Name the program, the folder that holds it, or a folder that holds registry.terraform.io/hashicorp/aws/VERSION/" + runtime.GOOS + "_" + runtime.GOARCH + "/."})
		return
	}
	for _, want := range f.constraints() {
		for _, p := range found {
			// A version that nobody can tell is the user's own build: take it.
			if v, err := version.NewVersion(p.Version); want == nil || err != nil || want.Check(v) {
				p.From = n.from
				f.use(o, p)
				return
			}
		}
	}
}

// use takes a provider, unpacked first where it has to be.
func (f *finder) use(o locate.Options, p locate.Found) {
	if p.Packed {
		var err error
		if p, err = locate.Unpack(o, p); err != nil {
			f.wrong = append(f.wrong, &diag.Finding{Severity: diag.Error, Code: diag.Missing, Summary: "The AWS provider cannot be unpacked", Detail: err.Error(),
				Fix: "Check the archive, and that Terrace may write to " + f.Cache + " (TERRACE_CACHE names another folder)."})
			return
		}
	}
	t := &f.tools.Provider
	t.Path, t.Version, t.From = p.Path, p.Version, p.From
}
