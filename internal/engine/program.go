package engine

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"strings"
	"time"

	"github.com/hashicorp/go-version"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// program is what Terrace knows of a tool that it runs.
type program struct {
	name  string         // file name, and key of the flag and the setting
	title string         // as people know it
	env   string         // variable that names its path
	args  []string       // what makes it tell its version
	says  *regexp.Regexp // how it tells it
	min   string         // oldest version that will do
	below string         // first version that will not, empty: none known
	get   string         // where people get it
	pin   *Pin           // how Terrace builds it; nil: it does not
}

var programs = map[string]program{
	"terraform": {
		name: "terraform", title: "Terraform", env: "TERRACE_TERRAFORM", args: []string{"version"},
		says: regexp.MustCompile(`(?m)^Terraform v(\S+)`), min: "1.10", below: "2.0",
		get: "https://developer.hashicorp.com/terraform/install",
	},
	"tofu": {
		name: "tofu", title: "OpenTofu", env: "TERRACE_TOFU", args: []string{"version"},
		says: regexp.MustCompile(`(?m)^OpenTofu v(\S+)`), min: "1.10", below: "2.0",
		get: "https://opentofu.org/docs/intro/install/", pin: &PinnedOpenTofu,
	},
	"terragrunt": {
		name: "terragrunt", title: "Terragrunt", env: "TERRACE_TERRAGRUNT", args: []string{"--version"},
		says: regexp.MustCompile(`(?m)^terragrunt version v?(\S+)`), min: "1.0", below: "2.0",
		get: "https://docs.terragrunt.com/getting-started/install/", pin: &PinnedTerragrunt,
	},
	"git": {
		name: "git", title: "git", args: []string{"--version"},
		says: regexp.MustCompile(`(?m)^git version (\d+(?:\.\d+)*)`), min: "2.20",
		get: "https://git-scm.com/downloads",
	},
}

// needs says which versions will do.
func (p program) needs() string {
	if p.below == "" {
		return ">= " + p.min
	}
	return fmt.Sprintf(">= %s, < %s", p.min, p.below)
}

// probeTime is enough for a cold disk; a program that takes longer waits for
// something that will not come.
const probeTime = 20 * time.Second

// probe asks the program at path for its version. The error says in a few
// words why it will not do; dir is where it runs, for version managers look there.
func (p program) probe(ctx context.Context, path, dir string, environ []string) (string, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return "", errors.New("does not exist")
	case err != nil:
		return "", err
	case info.IsDir() || info.Mode()&0o111 == 0:
		return "", errors.New("is not a program")
	}
	asked, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	env := append(CleanEnv(environ), "CHECKPOINT_DISABLE=1", "TG_NO_COLOR=true")
	r, err := Run(asked, Command{Path: path, Args: p.args, Dir: dir, Env: env})
	var f *diag.Finding
	switch {
	case ctx.Err() != nil:
		return "", ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return "", fmt.Errorf("did not tell its version within %s", probeTime)
	case errors.As(err, &f):
		return "", fmt.Errorf("does not start: %s", f.Detail)
	case err != nil:
		return "", err
	}
	said := strings.TrimSpace(r.Stdout + "\n" + r.Stderr)
	m := p.says.FindStringSubmatch(said)
	if m == nil {
		first, _, _ := strings.Cut(said, "\n")
		return "", fmt.Errorf("does not say that it is %s, but %q (exit code %d)", p.title, first, r.ExitCode)
	}
	return m[1], p.fits(m[1])
}

// fits tells whether a version will do. A pre-release counts as its release:
// who runs one knows.
func (p program) fits(v string) error {
	have, err := version.NewVersion(v)
	if err != nil {
		return fmt.Errorf("tells the version %q, which is none", v)
	}
	core := have.Core()
	if core.LessThan(version.Must(version.NewVersion(p.min))) || p.below != "" && core.GreaterThanOrEqual(version.Must(version.NewVersion(p.below))) {
		return fmt.Errorf("is version %s, and Terrace needs %s", v, p.needs())
	}
	return nil
}
