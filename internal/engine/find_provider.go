package engine

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

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
	if f.ProviderVersion != "" {
		want, err := version.NewConstraint(f.ProviderVersion)
		if err != nil {
			f.wrong = append(f.wrong, &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: fmt.Sprintf("%q is no version constraint", f.ProviderVersion),
				Fix: `Write it as in required_providers: "~> 5.90" or ">= 5.90, < 6".`})
			return
		}
		o.Want = want
	}
	for _, n := range f.names("provider", f.Provider, "TERRACE_AWS_PROVIDER", f.Settings.Provider) {
		if n.value != "" {
			f.namedProvider(o, n)
			return
		}
	}
	found, others, notes := locate.Providers(ctx, o)
	f.notes = append(f.notes, notes...)
	if len(found) > 0 {
		f.use(o, found[0])
		return
	}
	d := &diag.Finding{Severity: diag.Error, Code: diag.Missing, Summary: "The AWS provider is missing"}
	if len(others) > 0 {
		d.Summary = "No AWS provider here meets " + f.ProviderVersion
		d.Detail = "Here: " + list(others) + "."
	}
	d.Fix = "Run `terrace setup`, which has Terraform download it; or run `terraform init` in a configuration that uses it; or name it with --provider, TERRACE_AWS_PROVIDER or in terrace.yaml."
	f.absent["provider"] = d
}

func (f *finder) namedProvider(o locate.Options, n named) {
	path, _ := filepath.Abs(n.value)
	found := locate.Named(o, path)
	d := &diag.Finding{Severity: diag.Error, Code: diag.Missing, Where: n.where,
		Summary: "The AWS provider, named by " + n.from + ", will not do"}
	switch {
	case len(found) == 0:
		d.Detail = path + " is neither a program nor a folder with terraform-provider-aws in it."
		d.Fix = "Name the program, the folder that holds it, or a folder that holds registry.terraform.io/hashicorp/aws/VERSION/" + runtime.GOOS + "_" + runtime.GOARCH + "/."
	default:
		for _, p := range found {
			// A version that nobody can tell is the user's own build: take it.
			if v, err := version.NewVersion(p.Version); o.Want == nil || err != nil || o.Want.Check(v) {
				p.From = n.from
				f.use(o, p)
				return
			}
		}
		d.Detail = path + " holds " + list(found) + ", and the configuration asks for " + f.ProviderVersion + "."
		d.Fix = "Name one that meets the constraint, or take the name away and Terrace looks for one itself."
	}
	f.wrong = append(f.wrong, d)
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

func list(l []locate.Found) string {
	var s []string
	for _, p := range l {
		s = append(s, p.Version)
	}
	return strings.Join(s, ", ")
}
