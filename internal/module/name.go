package module

import (
	"crypto/sha1"
	"encoding/base64"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// Terragrunt names its download folder after the unit's folder and the source,
// and keeps the version beside the module. This file computes these names;
// source: internal/tf/source.go and internal/getter/detect.go of Terragrunt
// 1.1.0, with the detectors of go-getter 2.2.

// The files by which Terragrunt knows what it has downloaded.
const (
	cacheFolder  = ".terragrunt-cache"
	versionFile  = ".terragrunt-source-version"
	initRequired = ".terragrunt-init-required"
)

// place is where Terragrunt keeps a unit's module.
type place struct {
	download string // the whole module
	work     string // where Terraform runs, download or a folder below it
	version  string // content of the version file; "" for local sources, which are hashed by time
}

// placeOf computes the place of a source for a unit. The unit's folder is
// taken as it is: links in it are not resolved.
func placeOf(unitDir, source string) (place, error) {
	if source == "" {
		source = "."
	}
	unitDir = filepath.Clean(unitDir)
	u, err := sourceURL(source, unitDir)
	if err != nil {
		return place{}, malformed(source, err.Error())
	}
	top, sub, _ := strings.Cut(u.Path, "//")
	u.Path, u.RawPath = top, ""
	query := u.Query().Encode()
	local := u.Scheme == "file"
	if local {
		u.Path = filepath.ToSlash(filepath.Clean(u.Path))
	}
	u.RawQuery = ""
	p := place{download: filepath.Join(unitDir, cacheFolder, encode(unitDir), encode(u.String()))}
	p.work = filepath.Join(p.download, sub)
	if !local {
		p.version = encode(query)
	}
	return p, nil
}

// encode is unpadded URL base64 of SHA-1: a name, not a protection.
func encode(s string) string {
	sum := sha1.Sum([]byte(s))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

// sourceURL gives the source as the URL that Terragrunt names folders after.
func sourceURL(source, unitDir string) (*url.URL, error) {
	source = detect(source)
	forced, rest := cutForced(source)
	if forced == "" {
		if u, err := url.Parse(rest); err != nil || u.Scheme == "" {
			return fileURL(rest, unitDir)
		}
	}
	// Terragrunt strips forced prefixes until none is left and puts them back
	// before the scheme.
	var prefix string
	for forced != "" {
		prefix += forced + "::"
		forced, rest = cutForced(rest)
	}
	u, err := url.Parse(rest)
	if err != nil {
		return nil, err
	}
	u.Scheme = prefix + u.Scheme
	return u, nil
}

// fileURL resolves a path against the unit's folder; only a unit folder that
// is itself a link is resolved.
func fileURL(p, unitDir string) (*url.URL, error) {
	p, sub := splitSub(p)
	if !filepath.IsAbs(p) {
		if fi, err := os.Lstat(unitDir); err == nil && fi.Mode()&os.ModeSymlink != 0 {
			if to, err := filepath.EvalSymlinks(unitDir); err == nil {
				unitDir = to
			}
		}
		p = filepath.Join(unitDir, p)
	}
	u, err := url.Parse("file://" + p)
	if err == nil && sub != "" {
		u.Path += "//" + sub
	}
	return u, err
}

// codeHosts are hosts whose bare addresses mean git over https.
var codeHosts = map[string]bool{"github.com": true, "gitlab.com": true, "bitbucket.org": true}

var (
	forcedPrefix = regexp.MustCompile(`^([A-Za-z0-9]+)::(.+)$`)
	webScheme    = regexp.MustCompile(`(?i)^https?://`)
	scpAddress   = regexp.MustCompile(`^git@([^:/]+):/?(.+)$`)
)

func cutForced(s string) (forced, rest string) {
	if m := forcedPrefix.FindStringSubmatch(s); m != nil {
		return m[1], m[2]
	}
	return "", s
}

// detect writes the short forms of git addresses out; others stay as they are.
func detect(source string) string {
	forced, rest := cutForced(source)
	if m := scpAddress.FindStringSubmatch(rest); m != nil && (forced == "" || forced == "git") {
		return "git::ssh://git@" + m[1] + "/" + m[2]
	}
	if forced != "" {
		return source
	}
	bare := webScheme.ReplaceAllString(rest, "")
	before, query, hasQuery := strings.Cut(bare, "?")
	words := strings.SplitN(before, "/", 4)
	if len(words) < 3 || !codeHosts[words[0]] {
		return source
	}
	// After the repository comes the folder, with or without a second slash.
	repo, sub := words[2], ""
	if len(words) == 4 {
		sub = strings.TrimPrefix(words[3], "/")
	}
	if !strings.HasSuffix(repo, ".git") {
		repo += ".git"
	}
	out := "git::https://" + words[0] + "/" + words[1] + "/" + repo
	if sub != "" {
		out += "//" + sub
	}
	if hasQuery {
		out += "?" + query
	}
	return out
}
