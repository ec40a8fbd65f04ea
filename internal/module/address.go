package module

import (
	"fmt"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// Kind tells how a source is brought to disk.
type Kind int

// The kinds of sources.
const (
	LocalKind    Kind = iota // a folder of the tree
	RegistryKind             // a module of a registry
	GitKind                  // a git repository
	OtherKind                // an address that a mirror cannot hold: archives, buckets, Mercurial
)

// Address names a module of a registry, without its version.
type Address struct {
	Host                      string // "" for the engine's default registry
	Namespace, Name, Provider string
}

// String gives HOST/NAMESPACE/NAME/PROVIDER, without an empty host.
func (a Address) String() string {
	return strings.TrimPrefix(a.Host+"/"+a.path(), "/")
}

// Canonical gives the address without the host where that is a default one.
func (a Address) Canonical() Address {
	if slices.Contains(defaultHosts, a.Host) {
		a.Host = ""
	}
	return a
}

func (a Address) path() string { return a.Namespace + "/" + a.Name + "/" + a.Provider }

// Source is a module source taken apart.
type Source struct {
	Raw        string
	Kind       Kind
	Path       string  // local: as written, without the submodule
	Address    Address // registry
	Version    string  // registry: exact version of a tfr source
	Constraint string  // registry: version constraint of a module call, "" for any
	Repo       string  // git: HOST/PATH without ".git"
	URL        string  // git: what git clones
	Ref        string  // git: "" for the default branch
	Sub        string  // folder below the module's top, cleaned, "" for the top
}

// Name names the source for people: address and version, or repository and ref.
func (s Source) Name() string {
	switch s.Kind {
	case RegistryKind:
		return strings.TrimSpace(s.Address.String() + " " + s.Version)
	case GitKind:
		return strings.TrimSpace(s.Repo + " " + s.Ref)
	}
	return s.Raw
}

// part is what a registry allows in a namespace, a name or a provider.
var part = regexp.MustCompile(`^[0-9A-Za-z](?:[0-9A-Za-z_-]{0,62}[0-9A-Za-z])?$`)

// defaultHosts are the registries that an address without a host means, by engine.
var defaultHosts = []string{"registry.terraform.io", "registry.opentofu.org"}

var hostname = regexp.MustCompile(`^[0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?(?::[0-9]{1,5})?$`)

// ParseSource takes the source of a Terragrunt unit apart. Relative paths need
// no leading dot there, and registry modules are written tfr://; an empty
// source is the unit's own folder. Errors are findings without a place.
func ParseSource(raw string) (Source, error) {
	if raw == "" {
		return Source{Kind: LocalKind, Path: "."}, nil
	}
	if rest, ok := strings.CutPrefix(raw, "tfr://"); ok {
		return parseTFR(raw, rest)
	}
	return parseAddress(raw, LocalKind)
}

// ParseCall takes the source of a module block apart, with its version
// constraint. Local paths start with a dot there; three or four bare words are
// a registry address. Errors are findings without a place.
func ParseCall(raw, constraint string) (Source, error) {
	if strings.HasPrefix(raw, "./") || strings.HasPrefix(raw, "../") || raw == "." || raw == ".." || path.IsAbs(raw) {
		return localSource(raw)
	}
	pkg, sub := splitSub(raw)
	words := strings.Split(pkg, "/")
	var a Address
	switch {
	case len(words) == 3 && !strings.Contains(words[0], "."):
		a = Address{Namespace: words[0], Name: words[1], Provider: words[2]}
	case len(words) == 4 && strings.ContainsAny(words[0], ".:") && !codeHosts[words[0]]:
		a = Address{Host: words[0], Namespace: words[1], Name: words[2], Provider: words[3]}
	default:
		return parseAddress(raw, OtherKind)
	}
	if err := a.check(raw); err != nil {
		return Source{}, err
	}
	s := Source{Raw: raw, Kind: RegistryKind, Address: a, Constraint: constraint}
	return s.below(sub)
}

func parseTFR(raw, rest string) (Source, error) {
	before, query, _ := strings.Cut(rest, "?")
	host, tail, _ := strings.Cut(before, "/")
	pkg, sub := splitSub(tail)
	q, err := url.ParseQuery(query)
	words := strings.Split(pkg, "/")
	if err != nil || len(words) != 3 {
		return Source{}, malformed(raw, "a registry source is written tfr://HOST/NAMESPACE/NAME/PROVIDER//SUBMODULE?version=VERSION; the host and the submodule may be left out")
	}
	a := Address{Host: host, Namespace: words[0], Name: words[1], Provider: words[2]}
	if err := a.check(raw); err != nil {
		return Source{}, err
	}
	s := Source{Raw: raw, Kind: RegistryKind, Address: a, Version: q.Get("version")}
	if s.Version == "" {
		return s, &diag.Finding{
			Severity: diag.Error, Code: diag.Config,
			Summary: fmt.Sprintf("Source %q names no version", raw),
			Fix:     "Add ?version=VERSION to the source: Terragrunt does not choose one.",
		}
	}
	if !versionText.MatchString(s.Version) {
		return s, malformed(raw, fmt.Sprintf("%q is not an exact version such as 1.2.3", s.Version))
	}
	return s.below(sub)
}

// versionText also keeps a version from leaving the folder that it names.
var versionText = regexp.MustCompile(`^v?[0-9]+(?:\.[0-9]+){0,2}(?:-[0-9A-Za-z.-]+)?(?:\+[0-9A-Za-z.-]+)?$`)

// parseAddress reads what is neither a registry address nor a path that looks
// like one; plain tells what words without a scheme are.
func parseAddress(raw string, plain Kind) (Source, error) {
	forced, rest := cutForced(detect(raw))
	switch {
	case forced == "git":
		return parseGit(raw, rest)
	case forced == "" && !strings.Contains(rest, "://") && plain == LocalKind:
		return localSource(rest)
	case forced == "" && strings.HasPrefix(rest, "file://"):
		s, err := localSource(strings.TrimPrefix(rest, "file://"))
		s.Raw = raw
		return s, err
	}
	_, sub := splitSub(raw)
	s := Source{Raw: raw, Kind: OtherKind}
	return s.below(sub)
}

func localSource(raw string) (Source, error) {
	p, sub := splitSub(raw)
	s := Source{Raw: raw, Kind: LocalKind, Path: p}
	return s.below(sub)
}

func parseGit(raw, rest string) (Source, error) {
	pkg, sub := splitSub(rest)
	u, err := url.Parse(pkg)
	if err != nil || u.Host == "" || strings.HasPrefix(u.Host, "-") {
		return Source{}, malformed(raw, "a git source is written git::https://HOST/PATH.git//SUBFOLDER?ref=REF")
	}
	s := Source{Raw: raw, Kind: GitKind, Ref: u.Query().Get("ref")}
	if strings.HasPrefix(s.Ref, "-") || strings.Contains(s.Ref, "..") {
		return Source{}, malformed(raw, fmt.Sprintf("%q is no name of a branch, a tag or a commit", s.Ref))
	}
	u.RawQuery, u.Fragment = "", ""
	s.URL = u.String()
	s.Repo = strings.TrimSuffix(u.Hostname()+path.Clean("/"+u.Path), ".git")
	return s.below(sub)
}

// below adds a submodule, refusing one that leaves the module.
func (s Source) below(sub string) (Source, error) {
	if sub == "" {
		return s, nil
	}
	clean := path.Clean(sub)
	if clean == ".." || strings.HasPrefix(clean, "../") || path.IsAbs(clean) {
		return s, malformed(s.Raw, fmt.Sprintf("the submodule %q lies outside the module", sub))
	}
	if clean != "." {
		s.Sub = clean
	}
	return s, nil
}

func (a Address) check(raw string) error {
	if a.Host != "" && !hostname.MatchString(a.Host) {
		return malformed(raw, fmt.Sprintf("%q is not a host name", a.Host))
	}
	for _, w := range []string{a.Namespace, a.Name, a.Provider} {
		if !part.MatchString(w) {
			return malformed(raw, fmt.Sprintf("%q cannot be part of a registry address", w))
		}
	}
	return nil
}

// splitSub cuts the submodule after "//" out of a source and keeps the query
// with the package, as go-getter does.
func splitSub(src string) (pkg, sub string) {
	before, query, hasQuery := strings.Cut(src, "?")
	start := 0
	if i := strings.Index(before, "://"); i >= 0 {
		start = i + 3
	}
	i := strings.Index(before[start:], "//")
	if i < 0 {
		return src, ""
	}
	pkg, sub = before[:start+i], before[start+i+2:]
	if hasQuery {
		pkg += "?" + query
	}
	return pkg, sub
}

func malformed(raw, why string) *diag.Finding {
	return &diag.Finding{
		Severity: diag.Error, Code: diag.Config,
		Summary: fmt.Sprintf("Module source %q cannot be read", raw),
		Detail:  why + ".",
		Fix:     "Correct the source.",
	}
}
