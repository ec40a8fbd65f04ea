package pins

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var providerUnpinned = &rule.Rule{
	ID: "provider-unpinned", Family: rule.Pins, Severity: diag.Warning,
	Protects: "Without an upper bound and without a lock file, an init takes the next major version of a provider as soon as it is out.",
	Fix:      "Bound it (~> 5.100) in the root's generated required_providers, or commit .terraform.lock.hcl beside the unit.",
	Link:     "https://developer.hashicorp.com/terraform/language/files/dependency-lock",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		m, err := p.Contracts.For(u)
		if m == nil || err != nil || m.Partial || locked(u) {
			return
		}
		at := map[string]diag.Pos{}
		bound := map[string]bool{}
		var sources []string
		for _, n := range m.Providers {
			if !slices.Contains(sources, n.Source) {
				sources = append(sources, n.Source)
			}
			bound[n.Source] = bound[n.Source] || bounded(n.Version)
			if filepath.IsAbs(n.Pos.File) {
				at[n.Source] = n.Pos
			}
		}
		for _, source := range sources {
			if bound[source] {
				continue
			}
			where := at[source]
			if where.IsZero() {
				where = u.Source.Pos
			}
			if where.IsZero() {
				where = diag.Pos{File: u.Written(), Line: 1, Column: 1}
			}
			p.At(where, fmt.Sprintf("nothing bounds the version of %s", source))
		}
	},
}

// bounded tells whether a constraint leaves the next major version out.
func bounded(constraint string) bool {
	for _, part := range strings.Split(constraint, ",") {
		part = strings.TrimSpace(part)
		switch {
		case part == "", strings.HasPrefix(part, ">"), strings.HasPrefix(part, "!="):
		case strings.HasPrefix(part, "~>") && !strings.Contains(part, "."): // ~> 5 takes 6 as well
		default:
			return true
		}
	}
	return false
}

// locked tells whether a lock file of Terraform stands beside the unit or its
// local module.
func locked(u *estate.Unit) bool {
	dirs := []string{u.Dir}
	if dir, local := u.Module(); local {
		dirs = append(dirs, dir)
	}
	return slices.ContainsFunc(dirs, func(dir string) bool {
		_, err := os.Stat(filepath.Join(dir, ".terraform.lock.hcl"))
		return err == nil
	})
}
