package engine

import (
	"context"
	"fmt"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// engine looks for the engine that was asked for; else for the one that is
// named; else for Terraform, and for OpenTofu where there is none.
func (f *finder) engine(ctx context.Context) {
	kind := Kind(f.Engine)
	if kind == "" {
		kind = Kind(f.Settings.Engine)
	}
	if kind != "" && kind != Terraform && kind != OpenTofu {
		f.wrong = append(f.wrong, &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: fmt.Sprintf("There is no engine %q", kind),
			Fix: "Write terraform or tofu."})
		return
	}
	tf, tofu := programs["terraform"], programs["tofu"]
	if kind == "" && f.isNamed(tofu) && !f.isNamed(tf) {
		kind = OpenTofu
	}
	switch {
	case kind != "":
		f.tools.Kind = kind
		f.tools.Engine = f.program(ctx, string(kind))
		return
	case f.isNamed(tf):
		f.tools.Kind = Terraform
		f.tools.Engine = f.program(ctx, "terraform")
		return
	}
	for _, k := range []Kind{Terraform, OpenTofu} {
		t := f.program(ctx, string(k))
		if t.Path != "" {
			f.tools.Kind, f.tools.Engine = k, t
			if tf := f.absent["terraform"]; tf != nil && tf.Detail != "" {
				f.note("Passed over a Terraform in PATH that will not do", tf.Detail)
			}
			delete(f.absent, "terraform") // the other one will do
			return
		}
	}
	f.absent["engine"] = neither(f.absent["terraform"], f.absent["tofu"])
	delete(f.absent, "terraform")
	delete(f.absent, "tofu")
}

// neither puts what is said of both engines into one finding.
func neither(tf, tofu *diag.Finding) *diag.Finding {
	d := *tofu
	d.Summary = "Neither Terraform nor OpenTofu " + programs["tofu"].needs() + " is here"
	if tf.Detail != "" {
		d.Detail = tf.Detail
		if tofu.Detail != "" {
			d.Detail += "\n" + tofu.Detail
		}
	}
	d.Fix = "Install Terraform (" + programs["terraform"].get + ") or OpenTofu (" + programs["tofu"].get + "), or name one with --terraform, --tofu, TERRACE_TERRAFORM, TERRACE_TOFU or in terrace.yaml; " +
		"or run `terrace setup`, which builds OpenTofu " + PinnedOpenTofu.Version + " with Go."
	return &d
}
