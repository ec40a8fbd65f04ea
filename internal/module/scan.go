package module

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// Contents is what a module and the modules that it calls ask for.
type Contents struct {
	Types        map[string]*Types // by provider source: "hashicorp/aws", with the host where it is not the default
	Providers    []Need            // every required_providers entry
	Terraform    []Constraint      // required_version of every module
	Functions    []Function        // provider-defined functions in use
	Provisioners []Provisioner
	External     []diag.Pos // `external` data sources: programs that a plan would run
	Calls        []ModuleCall
	Unresolved   []ModuleCall // calls whose folder is not known; what they ask for is not in here
	Folders      []string     // folders read, absolute, the first is the module's own
}

// Types are the types in use of one provider, sorted, each once.
type Types struct {
	Resources, Data, Ephemeral, Actions []string
	First                               diag.Pos // one of the places that use one; zero where only a requirement names the provider
}

// Need is one entry of required_providers.
type Need struct {
	Name       string // as the module calls it
	Source     string // as in [Contents.Types]
	Constraint string // "" for any version
	Pos        diag.Pos
}

// Constraint is a version constraint and where it stands.
type Constraint struct {
	Text string
	Pos  diag.Pos
}

// Function is a call of provider::NAME::FUNCTION.
type Function struct {
	Source, Name string
	Pos          diag.Pos
}

// Provisioner is a program that would run when a resource is made or removed.
type Provisioner struct {
	Kind    string // "local-exec", "remote-exec", "file"
	Address string // TYPE.NAME of the resource
	Pos     diag.Pos
}

// ModuleCall is one module block.
type ModuleCall struct {
	Name       string // names from the root down: "a.b"
	Source     string
	Constraint string
	Folder     string // absolute; "" when it is not known
	Pos        diag.Pos
}

// Scan reads a module folder and the modules that it calls: local ones, and
// those that `init` has brought (.terraform/modules). Calls that it cannot
// follow are listed. Contents are given as far as they could be read also when
// there is an error, which is a list of findings.
func Scan(dir string) (Contents, error) {
	return scan(dir, func(ModuleCall, string) (string, error) { return "", nil })
}

// Scan is like the function [Scan] and finds registry and git modules through
// the resolver, so that nothing need be initialised before.
func (r *Resolver) Scan(ctx context.Context, dir string) (Contents, error) {
	return scan(dir, func(c ModuleCall, from string) (string, error) {
		s, err := ParseCall(c.Source, c.Constraint)
		if err != nil {
			return "", at(err, c.Pos)
		}
		res, err := r.Call(ctx, Call{Source: s, Dir: from, Pos: c.Pos})
		if err != nil {
			return "", err
		}
		return filepath.Join(res.Root, res.Sub), nil
	})
}

// Add takes what another module asks for into the same list.
func (c *Contents) Add(o Contents) {
	if c.Types == nil {
		c.Types = map[string]*Types{}
	}
	for source, t := range o.Types {
		to := c.of(source)
		if to.First.IsZero() {
			to.First = t.First
		}
		for _, kind := range kinds {
			for _, name := range *kind.list(t) {
				insert(kind.list(to), name)
			}
		}
	}
	c.Providers = append(c.Providers, o.Providers...)
	c.Terraform = append(c.Terraform, o.Terraform...)
	c.Functions = append(c.Functions, o.Functions...)
	c.Provisioners = append(c.Provisioners, o.Provisioners...)
	c.External = append(c.External, o.External...)
	c.Calls = append(c.Calls, o.Calls...)
	c.Unresolved = append(c.Unresolved, o.Unresolved...)
	c.Folders = append(c.Folders, o.Folders...)
}

func (c *Contents) of(source string) *Types {
	t := c.Types[source]
	if t == nil {
		t = &Types{}
		c.Types[source] = t
	}
	return t
}

func insert(l *[]string, s string) {
	if i, found := slices.BinarySearch(*l, s); !found {
		*l = slices.Insert(*l, i, s)
	}
}

// Sources lists the providers in use or required, sorted.
func (c Contents) Sources() []string {
	all := map[string]bool{}
	for s := range c.Types {
		all[s] = true
	}
	for _, n := range c.Providers {
		all[n.Source] = true
	}
	for _, f := range c.Functions {
		all[f.Source] = true
	}
	return slices.Sorted(maps.Keys(all))
}

// scan walks the calls breadth first; a folder is read once however often it
// is called.
func scan(dir string, follow func(c ModuleCall, from string) (string, error)) (Contents, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return Contents{}, err
	}
	out := Contents{Types: map[string]*Types{}}
	brought := InstalledIn(dir)
	type visit struct{ dir, name string }
	queue, seen := []visit{{dir, ""}}, map[string]bool{dir: true}
	var findings diag.Findings
	for len(queue) > 0 {
		v := queue[0]
		queue = queue[1:]
		out.Folders = append(out.Folders, v.dir)
		calls, fs := out.read(v.dir)
		findings = append(findings, fs...)
		for _, c := range calls {
			if v.name != "" {
				c.Name = v.name + "." + c.Name
			}
			switch {
			case brought[c.Name].Folder != "":
				c.Folder = brought[c.Name].Folder
			case strings.HasPrefix(c.Source, "./") || strings.HasPrefix(c.Source, "../"):
				c.Folder = filepath.Join(v.dir, filepath.FromSlash(c.Source))
			default:
				if c.Folder, err = follow(c, v.dir); err != nil {
					findings = append(findings, diag.AsFindings(err, diag.Config)...)
				}
			}
			out.Calls = append(out.Calls, c)
			switch fi, err := os.Stat(c.Folder); {
			case c.Folder == "" || err != nil || !fi.IsDir():
				out.Unresolved = append(out.Unresolved, c)
			case !seen[c.Folder]:
				seen[c.Folder] = true
				queue = append(queue, visit{c.Folder, c.Name})
			}
		}
	}
	return out, findings.Err()
}

// Installed is a module that `init` has brought into a root module.
type Installed struct {
	Folder  string // absolute
	Source  string // "registry.terraform.io/NAMESPACE/NAME/PROVIDER//SUB", "./x", "git::…"
	Version string // "" where such a source has none
}

// InstalledIn gives the modules that `init` has brought into a root module, by the
// names of their calls from the root down: "a.b". The root itself has the name "".
func InstalledIn(root string) map[string]Installed {
	b, err := os.ReadFile(filepath.Join(root, ".terraform", "modules", "modules.json"))
	if err != nil {
		return nil
	}
	var list struct {
		Modules []struct{ Key, Dir, Source, Version string }
	}
	if json.Unmarshal(b, &list) != nil {
		return nil
	}
	out := map[string]Installed{}
	for _, m := range list.Modules {
		if !filepath.IsAbs(m.Dir) {
			m.Dir = filepath.Join(root, m.Dir)
		}
		out[m.Key] = Installed{Folder: m.Dir, Source: m.Source, Version: m.Version}
	}
	return out
}

// providerSource writes a provider's source out: bare names are HashiCorp's.
func providerSource(source string) string {
	for _, host := range defaultHosts {
		source = strings.TrimPrefix(source, host+"/")
	}
	if !strings.Contains(source, "/") {
		if source == "terraform" {
			return "terraform.io/builtin/terraform"
		}
		source = path.Join("hashicorp", source)
	}
	return strings.ToLower(source)
}
