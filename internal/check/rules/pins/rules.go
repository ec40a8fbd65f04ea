// Package pins holds the rules about versions: that what runs tomorrow is what
// ran today, and that production runs what was tried before.
package pins

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/module"
)

// Rules lists the rules of the family.
var Rules = []*rule.Rule{unpinned, movingRef, versionRange, unlocked, providerUnpinned, differs, productionAhead}

const sourcesLink = "https://developer.hashicorp.com/terraform/language/modules/sources"

// use is a module that a unit runs, or that a local module calls.
type use struct {
	source module.Source
	raw    string
	at     diag.Pos
	call   bool // of a local module
}

// uses lists the modules that a unit uses and that are no folders of the tree.
func uses(p *rule.Pass, u *estate.Unit) (out []use) {
	if _, local := u.Module(); !local && u.Source.Raw != "" {
		// A source without its version is an error, and given all the same.
		if s, _ := module.ParseSource(u.Source.Raw); s.Kind != module.LocalKind {
			out = append(out, use{s, u.Source.Raw, u.Source.Pos, false})
		}
	}
	return append(out, rule.Once(p.Input, called{u.Dir, u.Source.Raw}, func() []use {
		seen := map[string]bool{}
		var out []use
		calls(p, u.Dir, seen, &out)
		if dir, local := u.Module(); local {
			calls(p, dir, seen, &out)
		}
		return out
	})...)
}

type called struct{ dir, source string }

// calls follows the calls of local modules.
func calls(p *rule.Pass, dir string, seen map[string]bool, out *[]use) {
	if seen[dir] {
		return
	}
	seen[dir] = true
	m, _ := p.Contracts.Local(dir)
	if m == nil {
		return
	}
	for _, c := range m.Calls {
		s, err := module.ParseCall(c.Source, c.Version)
		switch {
		case err != nil || c.Source == "": // worked out, or Terraform says so
		case s.Kind == module.LocalKind:
			if !filepath.IsAbs(s.Path) {
				s.Path = filepath.Join(dir, s.Path)
			}
			calls(p, filepath.Join(s.Path, s.Sub), seen, out)
		default:
			*out = append(*out, use{s, c.Source, c.Pos, true})
		}
	}
}

var (
	commit   = regexp.MustCompile(`^[0-9a-f]{7,64}$`)
	exact    = regexp.MustCompile(`^=?\s*v?\d+(\.\d+){0,2}([-+].*)?$`)
	major    = regexp.MustCompile(`^v?\d+$`) // a tag that owners move by custom
	branches = map[string]bool{"main": true, "master": true, "develop": true, "development": true, "dev": true, "trunk": true, "head": true,
		"staging": true, "production": true, "prod": true, "latest": true, "stable": true, "release": true, "default": true, "edge": true}
)

// moves tells whether a ref names something else from time to time, and what it
// is taken for.
func moves(ref string) (kind string, ok bool) {
	name := strings.ToLower(ref)
	switch {
	case branches[strings.TrimPrefix(name, "refs/heads/")], strings.HasPrefix(name, "refs/heads/"),
		strings.HasPrefix(name, "feature/"), strings.HasPrefix(name, "feat/"), strings.HasPrefix(name, "fix/"), strings.HasPrefix(name, "bugfix/"):
		return "a branch", true
	case major.MatchString(ref) && len(ref) < 7: // a longer one is a commit
		return "a tag that its owner moves with each release", true
	}
	return "", false
}

// name says what a module is called, without its version.
func (x use) name() string {
	if key, ok := contract.Key(x.source); ok {
		if x.source.Sub != "" {
			key += "//" + x.source.Sub
		}
		return strings.TrimPrefix(key, "git::")
	}
	return x.raw
}

func (x use) quoted() string { return fmt.Sprintf("module %s", x.name()) }
