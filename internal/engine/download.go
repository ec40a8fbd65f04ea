package engine

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/engine/locate"
)

// download brings the AWS provider: the most wanted that can be had, the pinned one
// where none is wanted.
func download(ctx context.Context, c Config, engine Tool) (err error) {
	wanted := c.ProviderVersions
	if len(wanted) == 0 {
		wanted = []string{PinnedProvider}
	}
	for _, want := range wanted {
		if err = downloadVersion(ctx, c, engine, want); err == nil || ctx.Err() != nil {
			return err
		}
	}
	return err
}

// downloadVersion has the engine bring the AWS provider, for it checks the
// signature, and knows the mirrors of the user's CLI configuration.
func downloadVersion(ctx context.Context, c Config, engine Tool, want string) error {
	tell := func(p Phase) { c.tell(Progress{Tool: "AWS provider", Version: want, Phase: p}) }
	unlock, err := lock(ctx, filepath.Join(c.Cache, "providers.lock"), func() { tell(Waiting) })
	if err != nil {
		return notDownloaded(ctx, c, want, err.Error())
	}
	defer unlock()
	dir, err := os.MkdirTemp("", "terrace-provider-*")
	if err != nil {
		return notDownloaded(ctx, c, want, err.Error())
	}
	defer os.RemoveAll(dir)
	text := fmt.Sprintf("terraform {\n  required_providers {\n    aws = {\n      source  = %q\n      version = %q\n    }\n  }\n}\n", providerSource, want)
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(text), 0o600); err != nil {
		return notDownloaded(ctx, c, want, err.Error())
	}
	tell(Downloading)
	env := lookup(c.Environ)
	environ := append(CleanEnv(c.Environ), NetworkEnv(c.Environ)...)
	environ = append(environ, "CHECKPOINT_DISABLE=1")
	if file := env("TF_CLI_CONFIG_FILE"); isFile(file) {
		environ = append(environ, "TF_CLI_CONFIG_FILE="+file)
	}
	r, err := Run(ctx, Command{Path: engine.Path, Args: []string{"init", "-backend=false", "-input=false", "-no-color"}, Dir: dir, Env: environ})
	switch {
	case err != nil:
		return notDownloaded(ctx, c, want, err.Error())
	case r.ExitCode != 0:
		return notDownloaded(ctx, c, want, r.Stderr)
	}
	o := (&finder{Config: c, env: env}).where()
	found := locate.Named(o, filepath.Join(dir, ".terraform", "providers"))
	if len(found) == 0 {
		return notDownloaded(ctx, c, want, engine.Path+" init says it has brought the provider, but there is none for this platform.")
	}
	if _, err := locate.Adopt(o, found[0]); err != nil {
		return notDownloaded(ctx, c, want, err.Error())
	}
	tell(Installed)
	return nil
}

func notDownloaded(ctx context.Context, c Config, want, why string) error {
	if ctx.Err() != nil {
		return &diag.Finding{Severity: diag.Error, Code: diag.Interrupted, Summary: "The download of the AWS provider was stopped", Fix: "Run it again."}
	}
	return &diag.Finding{Severity: diag.Error, Code: diag.Missing, Summary: "The AWS provider " + want + " could not be downloaded", Detail: lastLines(why, 12),
		Fix: "Where the registry cannot be reached, bring the provider from another machine: put it below a folder as registry.terraform.io/hashicorp/aws/" + PinnedProvider + "/OS_ARCH/terraform-provider-aws_v" + PinnedProvider + "_x5 and name that folder with --provider, TERRACE_AWS_PROVIDER or in terrace.yaml; or let a filesystem_mirror of the CLI configuration name it."}
}
