package locking

import (
	"context"
	"strings"

	"github.com/hashicorp/go-version"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/module"
)

// Age tells which newer versions of a locked module there are.
type Age struct {
	Source   string `json:"source"`
	Version  string `json:"version"`          // that is locked
	Within   string `json:"within,omitempty"` // newest with the same major version, where it is newer
	Newest   string `json:"newest,omitempty"` // newest of all, where it is newer; no prerelease
	Versions int    `json:"versions"`         // how many are known
	Asked    bool   `json:"asked,omitempty"`  // the registry was asked, not only this machine
}

// Outdated tells, for each registry module of the lock, which newer versions
// there are: in the registry, or offline on this machine. What a registry does
// not answer is in the findings. Git modules are left out: what a tag means,
// only their owner knows.
func Outdated(ctx context.Context, o Options, offline bool) ([]Age, diag.Findings, error) {
	var out []Age
	var findings diag.Findings
	for _, p := range o.Old.Packages {
		s := sourceOf(p)
		if s.Kind != module.RegistryKind {
			continue
		}
		if o.Progress != nil {
			o.Progress(p.Source)
		}
		ask := o.Resolver.Versions
		if !offline {
			ask = o.Resolver.Store.Registered
		}
		have, err := ask(ctx, s.Address)
		if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		if err != nil {
			findings = append(findings, diag.AsFindings(err, diag.Failed)...)
			continue
		}
		a := age(p.Version, have)
		a.Source, a.Asked = p.Source, !offline
		out = append(out, a)
	}
	return out, findings, nil
}

// age looks for newer versions than one; have is sorted, oldest first.
func age(locked string, have []string) Age {
	a := Age{Version: locked, Versions: len(have)}
	now, err := version.NewVersion(locked)
	if err != nil {
		return a
	}
	for _, text := range have {
		v, err := version.NewVersion(text)
		if err != nil || v.Prerelease() != "" || !v.GreaterThan(now) {
			continue
		}
		text = strings.TrimPrefix(text, "v")
		a.Newest = text
		if v.Segments()[0] == now.Segments()[0] {
			a.Within = text
		}
	}
	return a
}
