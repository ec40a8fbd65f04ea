// Package place tells where a unit stands: environment, region and layer, of
// any estate. Paths say most of it, in whatever order their folders are; what
// a unit's configuration says of itself decides where they leave it open.
package place

import (
	"regexp"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

// Place is where a unit stands; what cannot be told is "".
type Place struct {
	Environment string // as it is written: "dev", "production"; several folders are joined: "acme/live"
	Region      string // AWS or Google region, or "global"
	Layer       string // what is between them and the unit: "network", "data/stores"
	Name        string // what is left: the unit's own folder
}

// Of places every unit of an estate. Folders at the top that all units are in,
// say infrastructure/live, tell nothing and are left out.
func Of(e *estate.Estate) map[*estate.Unit]Place {
	drop := shared(e.Units)
	out := make(map[*estate.Unit]Place, len(e.Units))
	for _, u := range e.Units {
		out[u] = of(u, strings.Split(u.Path, "/")[drop:])
	}
	return out
}

// shared counts the leading folders that all units are in and that name
// neither an environment nor a region.
func shared(units []*estate.Unit) (n int) {
	if len(units) < 2 {
		return 0
	}
	first := strings.Split(units[0].Path, "/")
	for ; n < len(first)-1; n++ {
		if isEnvironment(first[n]) || IsRegion(first[n]) {
			return n
		}
		for _, u := range units[1:] {
			segs := strings.Split(u.Path, "/")
			if n >= len(segs)-1 || segs[n] != first[n] {
				return n
			}
		}
	}
	return n
}

func of(u *estate.Unit, segs []string) Place {
	p := Place{Name: segs[len(segs)-1]}
	folders := segs[:len(segs)-1]
	for len(folders) > 0 && holders[strings.ToLower(folders[0])] {
		folders = folders[1:]
	}
	said := says(u, "environment", "env", "environment_name", "env_name", "stage")

	region := slices.IndexFunc(folders, IsRegion)
	if region >= 0 {
		p.Region = strings.TrimPrefix(folders[region], "_")
	} else if p.Region = provider(u); p.Region == "" {
		if r := says(u, "aws_region", "region"); IsRegion(r) {
			p.Region = r
		}
	}

	env, upto := -1, len(folders)
	if env = slices.IndexFunc(folders, func(s string) bool { return said != "" && s == said }); env < 0 {
		env = slices.IndexFunc(folders, isEnvironment)
	}
	switch {
	case env >= 0:
		p.Environment = folders[env]
	case said != "":
		p.Environment = said
	case region > 0: // a name of somebody's own: what stands before the region
		p.Environment, upto = strings.Join(folders[:region], "/"), region
	case region < 0 && len(folders) > 1:
		p.Environment, upto = folders[0], 1
	}
	from := max(env, region) + 1
	if upto < len(folders) {
		from = max(from, upto)
	}
	p.Layer = strings.Join(folders[from:], "/")
	return p
}

// regions are the names of AWS and Google regions, with or without a zone.
var regions = regexp.MustCompile(`^(?:` +
	`(?:af|ap|ca|cn|eu|eusc|il|me|mx|sa|us|us-gov|us-isob?)-(?:(?:north|south)?(?:east|west)|north|south|central)-\d[a-f]?` + `|` +
	`(?:africa|asia|australia|europe|me|northamerica|southamerica|us)-(?:(?:north|south)?(?:east|west)|north|south|central)\d{1,2}(?:-[a-f])?` + `|` +
	`_?global)$`)

// IsRegion tells whether a folder, or a value, names a region; "global" counts.
func IsRegion(s string) bool { return regions.MatchString(s) }

// holders are folders at the top that hold everything, and tell nothing.
var holders = map[string]bool{"env": true, "envs": true, "environment": true, "environments": true, "live": true, "infra": true,
	"infrastructure": true, "infrastructure-live": true, "iac": true, "terraform": true, "terragrunt": true, "deployments": true}

// words are what environments are called, alone or as a part of a name.
var words = map[string]bool{}

func init() {
	for w := range strings.FieldsSeq(`dev develop development test testing tst qa uat int integration stage staging stg sandbox sbx
		preprod prod production prd nonprod preview demo perf acceptance acc canary dr mgmt management
		sharedservices shared-services`) {
		words[w] = true
	}
}

// isEnvironment tells whether a folder goes by the name of an environment:
// "dev", "acme-prod", "non-prod", "prod2".
func isEnvironment(s string) bool {
	s = strings.ToLower(s)
	parts := strings.FieldsFunc(s, func(r rune) bool { return r == '-' || r == '_' || r == '.' })
	if words[s] || len(parts) == 0 {
		return words[s]
	}
	bare := func(w string) bool { return strong[strings.TrimRight(w, "0123456789")] }
	return bare(parts[0]) || bare(parts[len(parts)-1])
}

// strong are the words that mean an environment in a longer name too: a
// "test-runner" is no environment, an "acme-prod" is one.
var strong = map[string]bool{"dev": true, "qa": true, "uat": true, "stage": true, "staging": true, "stg": true, "sandbox": true,
	"prod": true, "production": true, "prd": true, "preprod": true, "nonprod": true}

// says gives the first of these names that the unit's inputs or locals hold a
// text under.
func says(u *estate.Unit, names ...string) string {
	for _, n := range names {
		if in, ok := u.Inputs[n]; ok && !in.Sensitive {
			if s := str(in.Value); s != "" {
				return s
			}
		}
		if l := u.Locals; l != cty.NilVal && l.IsKnown() && !l.IsNull() && l.Type().IsObjectType() && l.Type().HasAttribute(n) {
			if s := str(l.GetAttr(n)); s != "" {
				return s
			}
		}
	}
	return ""
}

func str(v cty.Value) string {
	if v == cty.NilVal || v.IsMarked() || !v.IsKnown() || v.IsNull() || v.Type() != cty.String {
		return ""
	}
	return v.AsString()
}

var regionLine = regexp.MustCompile(`(?m)^\s*region\s*=\s*"([a-z0-9-]+)"`)

// provider reads the region from the AWS provider that is generated.
func provider(u *estate.Unit) string {
	for _, g := range u.Generate {
		if !g.Disabled && !g.Unknown && strings.Contains(g.Contents, `provider "aws"`) {
			if m := regionLine.FindStringSubmatch(g.Contents); m != nil && IsRegion(m[1]) {
				return m[1]
			}
		}
	}
	return ""
}
