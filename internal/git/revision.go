package git

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// Commit finds the commit that a name leads to: a branch, a tag, an id, or any
// other way in which git names one.
func (r *Repo) Commit(ctx context.Context, name string) (id string, err error) {
	id, err = r.line(ctx, "rev-parse", "--verify", "--quiet", "--end-of-options", name+"^{commit}")
	var f *failure
	switch {
	case err == nil:
		return id, nil
	case !errors.As(err, &f):
		return "", err
	case name == "HEAD":
		return "", &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "The repository has no commit yet",
			Detail: "HEAD leads to a branch without commits, so there is nothing to compare with.", Fix: "Commit something first.", Where: diag.Pos{File: r.Top}}
	}
	out := &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: fmt.Sprintf("Git knows no commit %q", name), Detail: f.text,
		Fix: "Name a branch, a tag or a commit of this repository; `git fetch` brings what the remote has, `git branch --all` lists branches.", Where: diag.Pos{File: r.Top}}
	if r.Shallow {
		out.Detail, out.Fix = strings.TrimSpace(f.text+" The clone is shallow: older commits are not in it."), deepen
	}
	return "", out
}

// deepen says how a shallow clone gets its history.
const deepen = "Bring the history: `git fetch --unshallow`, or in GitHub Actions `fetch-depth: 0` at actions/checkout."

// MergeBase gives the commit at which two others parted.
func (r *Repo) MergeBase(ctx context.Context, a, b string) (string, error) {
	id, err := r.line(ctx, "merge-base", a, b)
	var f *failure
	if err == nil || !errors.As(err, &f) {
		return id, err
	}
	out := &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: fmt.Sprintf("%.12s and %.12s have no commit in common", a, b), Detail: f.text,
		Fix: "Name the base that is meant with --base; it is then compared with as it is.", Where: diag.Pos{File: r.Top}}
	if r.Shallow {
		out.Summary, out.Detail, out.Fix = "The clone is too shallow to tell where the branches parted", f.text, deepen
	}
	return "", out
}

// DefaultBranch gives the default branch of origin as this clone knows it, or
// origin/main or origin/master where it does not say; "" without any.
func (r *Repo) DefaultBranch(ctx context.Context) string {
	if ref, err := r.line(ctx, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD"); err == nil {
		if _, err := r.Commit(ctx, ref); err == nil {
			return ref
		}
	}
	for _, ref := range []string{"origin/main", "origin/master"} {
		if _, err := r.line(ctx, "rev-parse", "--verify", "--quiet", "refs/remotes/"+ref+"^{commit}"); err == nil {
			return ref
		}
	}
	return ""
}
