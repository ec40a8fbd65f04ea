package module

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// The registry protocol: https://developer.hashicorp.com/terraform/internals/module-registry-protocol
// and remote-service-discovery beside it.

const (
	maxAnswer  = 16 << 20  // bytes of a JSON answer
	maxArchive = 256 << 20 // bytes of an archive as it is sent
)

// fetch downloads a module into the folder root, which does not exist yet.
func (s *Store) fetch(ctx context.Context, a Address, version, root string) error {
	base, err := s.base(ctx, a.Host)
	if err != nil {
		return err
	}
	ask := base + a.path() + "/" + version + "/download"
	resp, cancel, err := s.get(ctx, ask)
	if err != nil {
		return err
	}
	defer cancel()
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusNotFound {
		have, err := s.list(ctx, a)
		if err != nil {
			return err
		}
		return missing(a, version, have, "the registry")
	}
	if resp.StatusCode/100 != 2 {
		return refused(ask, resp)
	}
	location := resp.Header.Get("X-Terraform-Get")
	if location == "" {
		var body struct{ Location string }
		_ = json.NewDecoder(io.LimitReader(resp.Body, maxAnswer)).Decode(&body) // 204 has none
		location = body.Location
	}
	if location == "" {
		return unusable(ask, "it names no place to download the module from")
	}
	return s.bring(ctx, resp.Request.URL, location, root)
}

// bring follows the registry's answer: an archive over http, or a git
// repository, either with a folder below it.
func (s *Store) bring(ctx context.Context, from *url.URL, location, root string) error {
	location = detect(location)
	forced, rest := cutForced(location)
	pkg, sub := splitSub(rest)
	target, err := url.Parse(pkg)
	if err != nil {
		return unusable(from.String(), fmt.Sprintf("it names %q, which is no address", location))
	}
	target = from.ResolveReference(target)
	whole := root + ".whole"
	defer os.RemoveAll(whole)
	switch {
	case forced == "git":
		err = s.clone(ctx, target, whole)
	case forced == "" && (target.Scheme == "https" || target.Scheme == "http"):
		err = s.archive(ctx, target, whole)
	default:
		err = unusable(from.String(), fmt.Sprintf("it names %q; only archives over https and git repositories are followed", location))
	}
	if err != nil {
		return err
	}
	top, err := below(whole, sub)
	if err != nil {
		return unusable(from.String(), err.Error())
	}
	return os.Rename(top, root)
}

// below gives the folder sub, in which a star stands for the one name there.
func below(whole, sub string) (string, error) {
	if sub == "" {
		return whole, nil
	}
	if !filepath.IsLocal(sub) {
		return "", fmt.Errorf("the folder %q lies outside the archive", sub)
	}
	found, err := filepath.Glob(filepath.Join(whole, filepath.FromSlash(sub)))
	if err != nil || len(found) != 1 {
		return "", fmt.Errorf("the archive has no single folder %q", sub)
	}
	if fi, err := os.Lstat(found[0]); err != nil || !fi.IsDir() {
		return "", fmt.Errorf("%q is no folder of the archive", sub)
	}
	return found[0], nil
}

func (s *Store) archive(ctx context.Context, u *url.URL, root string) error {
	q := u.Query()
	q.Del("archive") // go-getter's own parameters are not sent
	q.Del("checksum")
	u.RawQuery = q.Encode()
	resp, cancel, err := s.get(ctx, u.String())
	if err != nil {
		return err
	}
	defer cancel()
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return refused(u.String(), resp)
	}
	file, err := os.CreateTemp(filepath.Dir(root), "archive-")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	defer file.Close()
	n, err := io.Copy(file, io.LimitReader(resp.Body, maxArchive+1))
	late := resp.Request.Context().Err() // a server that ends its answer as we give up makes it look whole
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return unusable(u.Redacted(), "the download was cut short")
	case err != nil:
		return unreachable(u.String(), err)
	case n > maxArchive:
		return unusable(u.Redacted(), fmt.Sprintf("the archive is larger than %d MiB", maxArchive>>20))
	}
	if err := extract(file, n, root); err != nil && late != nil {
		return unreachable(u.String(), late)
	} else if err != nil {
		return unusable(u.Redacted(), err.Error())
	}
	return nil
}

// base gives the modules.v1 address of a host, ending in a slash.
func (s *Store) base(ctx context.Context, host string) (string, error) {
	if s.opts.Services != nil {
		if b, ok := s.opts.Services(host); ok {
			return strings.TrimSuffix(b, "/") + "/", nil
		}
	}
	s.mu.Lock()
	b, ok := s.bases[host]
	s.mu.Unlock()
	if ok {
		return b, nil
	}
	ask := "https://" + host + "/.well-known/terraform.json"
	var services map[string]any
	final, err := s.getJSON(ctx, ask, &services)
	if err != nil {
		return "", err
	}
	text, _ := services["modules.v1"].(string)
	u, err := url.Parse(text)
	if text == "" || err != nil {
		return "", unusable(ask, "it offers no module registry (modules.v1)")
	}
	b = strings.TrimSuffix(final.ResolveReference(u).String(), "/") + "/"
	s.mu.Lock()
	s.bases[host] = b
	s.mu.Unlock()
	return b, nil
}

// list asks the registry for a module's versions, sorted.
func (s *Store) list(ctx context.Context, a Address) ([]string, error) {
	base, err := s.base(ctx, a.Host)
	if err != nil {
		return nil, err
	}
	var answer struct {
		Modules []struct{ Versions []struct{ Version string } }
	}
	if _, err := s.getJSON(ctx, base+a.path()+"/versions", &answer); err != nil {
		var none *notFound
		if errors.As(err, &none) {
			return nil, &diag.Finding{
				Severity: diag.Error, Code: diag.Config,
				Summary: fmt.Sprintf("The registry has no module %s", a),
				Fix:     "Correct the source; it is written NAMESPACE/NAME/PROVIDER.",
			}
		}
		return nil, err
	}
	var out []string
	for _, m := range answer.Modules {
		for _, v := range m.Versions {
			if versionText.MatchString(v.Version) {
				out = append(out, v.Version)
			}
		}
	}
	return sortVersions(out), nil
}
