package module

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// gitSchemes are the ways to a repository that a registry may name.
var gitSchemes = map[string]bool{"https": true, "http": true, "ssh": true}

// gitEnv is what git gets of the environment: to find its configuration and
// keys, and the way through a proxy.
var gitEnv = []string{
	"PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR", "SSH_AUTH_SOCK", "GIT_SSH_COMMAND", "GIT_SSL_CAINFO", "SSL_CERT_FILE", "SSL_CERT_DIR",
	"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy",
}

// clone brings a repository at the ref of the address's query into root,
// without its history: the commit alone where the server gives it, else all.
func (s *Store) clone(ctx context.Context, u *url.URL, root string) error {
	ref := u.Query().Get("ref")
	u.RawQuery, u.Fragment = "", ""
	switch {
	case !gitSchemes[u.Scheme] || u.Host == "" || strings.HasPrefix(u.Host, "-"):
		return unusable(u.Redacted(), "a git repository is named by https or ssh")
	case strings.HasPrefix(ref, "-"):
		return unusable(u.Redacted(), fmt.Sprintf("%q is no name of a branch, a tag or a commit", ref))
	case ref == "":
		ref = "HEAD"
	}
	ctx, cancel := context.WithTimeout(ctx, 5*s.opts.Timeout) // git has no timeout of its own
	defer cancel()
	if _, err := s.git(ctx, "init", "--quiet", "--", root); err != nil {
		return err
	}
	fetched := "FETCH_HEAD"
	out, err := s.git(ctx, "-C", root, "fetch", "--quiet", "--depth=1", "--no-tags", "--", u.String(), ref)
	if err != nil && ctx.Err() == nil {
		// Some servers do not give a single commit.
		fetched = ref
		out, err = s.git(ctx, "-C", root, "fetch", "--quiet", "--tags", "--", u.String(), "+refs/heads/*:refs/heads/*")
	}
	if err == nil {
		out, err = s.git(ctx, "-C", root, "checkout", "--quiet", "--detach", fetched, "--")
	}
	if f, ok := err.(*diag.Finding); ok {
		return f
	}
	if err != nil {
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return unreachable(u.String(), fmt.Errorf("git: %s: %w", strings.TrimSpace(out), err))
	}
	return os.RemoveAll(root + "/.git")
}

// git runs git without a terminal, and gives what it printed.
func (s *Store) git(ctx context.Context, args ...string) (string, error) {
	bin := s.opts.Git
	if bin == "" {
		bin = "git"
	}
	bin, err := exec.LookPath(bin)
	if err != nil {
		return "", &diag.Finding{
			Severity: diag.Error, Code: diag.Missing,
			Summary: "git is not installed", Detail: "The registry keeps this module in a git repository.",
			Fix: "Install git, or take the module from a mirror (--module-mirror DIR).",
		}
	}
	cmd := exec.CommandContext(ctx, bin, args...)
	cmd.WaitDelay = 2 * time.Second
	cmd.Env = []string{"GIT_TERMINAL_PROMPT=0", "GIT_ALLOW_PROTOCOL=https:http:ssh", "GIT_ASKPASS=true", "LC_ALL=C"}
	for _, k := range gitEnv {
		if v, ok := os.LookupEnv(k); ok {
			cmd.Env = append(cmd.Env, k+"="+v)
		}
	}
	out, err := cmd.CombinedOutput()
	return string(out), err
}
