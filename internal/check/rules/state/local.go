package state

import (
	"bytes"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var local = made("state-local", diag.Error,
	"State on one machine is lost with it, cannot be shared, and is deleted with the cache that Terragrunt runs in.",
	"Keep it in a bucket: remote_state with the s3 backend, encrypted and locked.",
	func(p *rule.Pass, u *estate.Unit) {
		r := u.RemoteState
		switch {
		case u.Plain() || len(u.Findings) > 0:
		case r != nil && r.Backend == "local":
			p.At(r.Pos, "the state is kept on the machine that runs the unit")
		case r == nil && !backend(p, u):
			p.At(diag.Pos{File: u.Written(), Line: 1, Column: 1}, "nothing says where the state is kept: it stays on the machine that runs the unit")
		}
	})

// backend tells whether something else than remote_state may name a backend:
// the module, a generated file, an argument of init.
func backend(p *rule.Pass, u *estate.Unit) bool {
	for _, g := range u.Generate {
		if g.Unknown || strings.Contains(g.Contents, "backend ") || strings.Contains(g.Contents, "cloud {") || strings.Contains(g.Contents, "backend\"") {
			return true
		}
	}
	for _, a := range u.Arguments {
		for _, x := range a.Arguments {
			if strings.Contains(x, "backend") {
				return true
			}
		}
	}
	dir, isLocal := u.Module()
	if !isLocal {
		return false // a module of a registry has none
	}
	for _, path := range u.Reads {
		f := p.File(path)
		if f != nil && f.Kind == rule.Terraform && strings.HasPrefix(path, dir) && (bytes.Contains(f.Src, []byte("backend ")) || bytes.Contains(f.Src, []byte("cloud {"))) {
			return true
		}
	}
	return false
}
