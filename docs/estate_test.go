package docs

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/estate"
)

const (
	root    = "../infrastructure"
	primary = "eu-central-1"
	second  = "ap-southeast-1"
	global  = "global"
)

var environments = []string{"dev", "staging", "production"}

// platform is the estate as the pages tell of it.
type platform struct {
	*estate.Estate
	byPath map[string]*unit
}

// unit is a unit by its place: ENV/REGION/LAYER/NAME.
type unit struct {
	*estate.Unit
	env, region, layer, name string
	needs                    []*unit // that stand, in the order of their blocks
}

func (u *unit) place() string { return u.layer + "/" + u.name }

// stands tells whether the environment has it.
func (u *unit) stands() bool { return !u.Exclude.Covers("apply") }

func load(t *testing.T) *platform {
	t.Helper()
	e, err := estate.Load(t.Context(), root, estate.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := &platform{e, map[string]*unit{}}
	for _, u := range e.Units {
		for _, f := range u.Findings {
			t.Fatal(f)
		}
		seg := strings.Split(u.Path, "/")
		if len(seg) != 4 {
			t.Fatalf("%s is not ENV/REGION/LAYER/UNIT", u.Path)
		}
		p.byPath[u.Path] = &unit{Unit: u, env: seg[0], region: seg[1], layer: seg[2], name: seg[3]}
	}
	for _, u := range p.byPath {
		for _, d := range u.Dependencies {
			if need := p.byPath[d.Target]; d.Enabled && need != nil && need.stands() && !slices.Contains(u.needs, need) {
				u.needs = append(u.needs, need)
			}
		}
	}
	return p
}

// those gives the units that fit, by path.
func (p *platform) those(fit func(*unit) bool) (out []*unit) {
	for _, e := range p.Units {
		if u := p.byPath[e.Path]; fit(u) {
			out = append(out, u)
		}
	}
	return out
}

// source names a unit's module in a few letters: "vpc 5.21.0", "modules/ecr".
func (u *unit) source() string {
	raw, version, registry := strings.Cut(strings.TrimPrefix(u.Source.Raw, "tfr:///terraform-aws-modules/"), "?version=")
	if !registry {
		return "modules/" + filepath.Base(raw)
	}
	name, sub, _ := strings.Cut(raw, "//modules/")
	name = strings.TrimSuffix(name, "/aws")
	if sub != "" {
		name += "//" + sub
	}
	return name + " " + version
}
