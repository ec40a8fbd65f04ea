package locate

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
)

// pluginFolders gives the folders that Terraform and OpenTofu read providers
// from without being told, and the caches.
// Source: https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
func pluginFolders(o Options) []place {
	var all []place
	put := func(cache bool, from string, dirs []string) {
		for _, d := range dirs {
			if filepath.IsAbs(d) {
				all = append(all, place{d, from, cache})
			}
		}
	}
	add := func(from string, dirs ...string) { put(false, from, dirs) }
	cache := func(from string, dirs ...string) { put(true, from, dirs) }
	cache("TF_PLUGIN_CACHE_DIR", o.Env("TF_PLUGIN_CACHE_DIR"))
	add("Terraform's plugin folder", filepath.Join(o.Home, ".terraform.d", "plugins"))
	if o.OS == "darwin" {
		for _, root := range []string{o.Home, "/"} {
			add("Terraform's plugin folder", filepath.Join(root, "Library", "Application Support", "io.terraform", "plugins"))
		}
	}
	data := append([]string{or(o.Env("XDG_DATA_HOME"), filepath.Join(o.Home, ".local", "share"))},
		filepath.SplitList(or(o.Env("XDG_DATA_DIRS"), "/usr/local/share:/usr/share"))...)
	for _, d := range data {
		add("Terraform's plugin folder", filepath.Join(d, "terraform", "plugins"))
		add("OpenTofu's plugin folder", filepath.Join(d, "opentofu", "plugins"))
	}
	cache("TG_PROVIDER_CACHE_DIR", o.Env("TG_PROVIDER_CACHE_DIR"))
	cache("Terragrunt's provider cache", filepath.Join(o.Home, ".cache", "terragrunt", "providers"),
		filepath.Join(o.Home, "Library", "Caches", "terragrunt", "providers"))
	cache("downloaded by terrace", ProviderCache(o.Cache))
	return all
}

// Mirrors gives the folders that hold providers of every kind by their address:
// those that engines read without being told, and those that the CLI
// configuration names; caches too where these must do, as they hold only what
// happened to be used.
func Mirrors(o Options, caches bool) (dirs []string) {
	cli, _ := readCLIConfig(o)
	for _, p := range append(pluginFolders(o), cli...) {
		if (caches || !p.cache) && !slices.Contains(dirs, p.dir) {
			dirs = append(dirs, p.dir)
		}
	}
	return dirs
}

// Around gives the folder that holds a provider's program by its address; empty
// where the program lies otherwise.
func Around(program string) string {
	address := filepath.Dir(filepath.Dir(filepath.Dir(program))) // without VERSION/OS_ARCH/PROGRAM
	for _, host := range hosts {
		if dir, ok := strings.CutSuffix(address, filepath.Join("/", host, "hashicorp", "aws")); ok {
			return dir
		}
	}
	return ""
}

// ProviderCache is where Terrace keeps providers in its cache, by address.
func ProviderCache(cache string) string { return filepath.Join(cache, "providers") }

// initialised looks at what `init` has put below the repository.
func initialised(ctx context.Context, o Options) []Found {
	w := walk{want: ".terraform", depth: 12, most: 20, skip: skipInRepository}
	var all []Found
	for _, dir := range w.find(ctx, []string{o.Top}) {
		all = append(all, scan(o, place{dir: filepath.Join(dir, "providers"), from: "a .terraform folder of the repository"})...)
	}
	return all
}

// SearchRoots are the folders that are searched as the last means.
func SearchRoots(home string) []string {
	return []string{"/opt", "/usr/local", "/usr/share", "/usr/lib", home}
}

// search looks for a mirror nobody has told of. The first root that has one ends it.
func search(ctx context.Context, o Options) []Found {
	roots := o.Search
	if roots == nil {
		roots = SearchRoots(o.Home)
	}
	w := walk{depth: 5, most: 10, skip: skipInSystem}
	for _, root := range roots {
		var all []Found
		for _, w.want = range hosts {
			for _, dir := range w.find(ctx, []string{root}) {
				all = append(all, scan(o, place{dir: filepath.Dir(dir), from: "a search of this machine"})...)
			}
		}
		if len(all) > 0 {
			return all
		}
	}
	return nil
}
