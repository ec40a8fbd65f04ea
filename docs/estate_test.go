package docs

import (
	"slices"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"

	"github.com/terrace-cloud/terrace/internal/describe"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/estate/eval"
	"github.com/terrace-cloud/terrace/internal/estate/place"
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
	units  []*unit // by path
	byPath map[string]*unit
	env    map[string]cty.Value // locals of env.hcl, by environment
}

// unit is a unit with its place, and those that it needs and that stand.
type unit struct {
	*estate.Unit
	place.Place
	needs []*unit
}

func (u *unit) short() string { return u.Layer + "/" + u.Name }

// stands tells whether the environment has it.
func (u *unit) stands() bool { return !u.Excluded() }

func load(t *testing.T) *platform {
	t.Helper()
	e, err := estate.Load(t.Context(), root, estate.Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := &platform{Estate: e, byPath: map[string]*unit{}, env: map[string]cty.Value{}}
	places := place.Of(e)
	for _, u := range e.Units {
		for _, f := range u.Findings {
			t.Fatal(f)
		}
		p.units = append(p.units, &unit{Unit: u, Place: places[u]})
		p.byPath[u.Path] = p.units[len(p.units)-1]
	}
	for _, u := range p.units {
		for _, path := range describe.Needs(u.Unit) {
			if need := p.byPath[path]; need.stands() {
				u.needs = append(u.needs, need)
			}
		}
	}
	reader := eval.New(eval.Options{})
	for _, env := range environments {
		c := reader.Config(e.Root + "/" + env + "/env.hcl")
		if err := c.Findings.Err(); err != nil {
			t.Fatal(err)
		}
		p.env[env] = c.Locals
	}
	return p
}

// those gives the units that fit, by path.
func (p *platform) those(fit func(*unit) bool) []*unit {
	return slices.DeleteFunc(slices.Clone(p.units), func(u *unit) bool { return !fit(u) })
}

// source names a unit's module in a few letters: "vpc 5.21.0", "modules/ecr".
func (p *platform) source(u *unit) string {
	s := describe.SourceOf(p.Estate, u.Unit)
	name := strings.NewReplacer("terraform-aws-modules/", "", "/aws", "", "//modules/", "//").Replace(s.Module)
	return strings.TrimSpace(name + " " + s.Version)
}
