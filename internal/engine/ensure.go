package engine

import (
	"context"
	"errors"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// Ensure finds the tools, and installs those that are missing and that Terrace
// can get: Terragrunt, OpenTofu where there is no engine or it was asked for,
// and the AWS provider. It installs nothing in place of a tool that the user
// has named. What is still missing afterwards is an error among the findings.
func Ensure(ctx context.Context, c Config) (*Tools, diag.Findings) {
	f, err := newFinder(c)
	if err != nil {
		return &Tools{}, diag.AsFindings(err, diag.Config)
	}
	f.all(ctx)
	if f.absent["engine"] != nil || f.absent["tofu"] != nil {
		f.install(ctx, []string{"engine", "tofu"}, func() error { return build(ctx, f.Config, PinnedOpenTofu) }, func() {
			f.tools.Kind = OpenTofu
			f.tools.Engine = f.program(ctx, "tofu")
		})
	}
	if f.absent["terragrunt"] != nil {
		f.install(ctx, []string{"terragrunt"}, func() error { return build(ctx, f.Config, PinnedTerragrunt) }, func() {
			f.tools.Terragrunt = f.program(ctx, "terragrunt")
		})
	}
	if d := f.absent["provider"]; d != nil && f.Offline {
		d.Fix = "Without --offline Terraform downloads it; or name it with --provider, TERRACE_AWS_PROVIDER or in terrace.yaml."
	} else if d != nil && f.tools.Engine.Path != "" {
		f.install(ctx, []string{"provider"}, func() error { return download(ctx, f.Config, f.tools.Engine) }, func() { f.provider(ctx) })
	} else if f.unmet && !f.Offline && f.tools.Engine.Path != "" {
		if err := download(ctx, f.Config, f.tools.Engine); err == nil {
			f.provider(ctx)
		} else {
			f.note("Goes on with AWS provider "+f.tools.Provider.Version, err.Error())
		}
	}
	return &f.tools, f.findings()
}

// install gets a tool and looks for it again. What went wrong takes the place
// of the finding that it is missing.
func (f *finder) install(ctx context.Context, absent []string, get func() error, again func()) {
	err := get()
	if err == nil {
		for _, name := range absent {
			delete(f.absent, name)
		}
		again()
		return
	}
	var d *diag.Finding
	if !errors.As(err, &d) {
		d = &diag.Finding{Severity: diag.Error, Code: diag.Missing, Summary: err.Error()}
	}
	for _, name := range absent {
		if f.absent[name] != nil {
			f.absent[name] = d
		}
	}
}
