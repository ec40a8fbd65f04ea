package pins

import (
	"net/url"
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/module"
)

var unpinned = &rule.Rule{
	ID: "module-unpinned", Family: rule.Pins, Severity: diag.Error,
	Protects: "A module without a version is another one tomorrow: the same commit of this repository then makes other infrastructure.",
	Fix:      "Name the version: ?version= in a registry source, ?ref= with a tag or a commit in a git source, version in a module call.",
	Link:     sourcesLink,
	Unit: func(p *rule.Pass, u *estate.Unit) {
		for _, x := range uses(p, u) {
			if why := lacks(x); why != "" {
				p.At(x.at, x.quoted()+" "+why)
			}
		}
	},
}

// archive matches what a code host packs: its address names what is in it.
var archive = regexp.MustCompile(`\.(zip|tgz|tar\.gz|tar\.bz2|tar\.xz)(//[^?]*)?(\?.*)?$`)

// lacks says what a use does not name, "" when it names what it should.
func lacks(x use) string {
	switch s := x.source; s.Kind {
	case module.RegistryKind:
		if s.Version == "" && strings.TrimSpace(s.Constraint) == "" {
			return "has no version"
		}
	case module.GitKind:
		if s.Ref == "" && !archive.MatchString(x.raw) {
			return "has no ref"
		}
	}
	return ""
}

// query gives a parameter of a source.
func query(raw, name string) string {
	_, q, _ := strings.Cut(raw, "?")
	v, err := url.ParseQuery(q)
	if err != nil {
		return ""
	}
	return v.Get(name)
}
