package rule

import (
	"regexp"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

// Facts is where a unit stands, as far as its path, state and inputs tell.
type Facts struct {
	Environment string // as written in the path: dev, staging, production; "" when none is named
	Stage       Stage
	Region      string // AWS region; "" when none is known
	Account     string // twelve digits; "" when not known
}

// Stage is what an environment is for.
type Stage int

// The stages.
const (
	AnyStage Stage = iota // not known
	Lower                 // development, test, staging
	Production
)

var (
	// RegionName matches the name of an AWS region.
	RegionName  = regexp.MustCompile(`^(?:af|ap|ca|cn|eu|il|me|mx|sa|us|us-gov)-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d$`)
	accountName = regexp.MustCompile(`^\d{12}$`)
)

// stages names the words that environments are called by.
var stages = map[string]Stage{
	"prod": Production, "production": Production, "prd": Production, "live": AnyStage,
	"dev": Lower, "develop": Lower, "development": Lower, "test": Lower, "testing": Lower, "tst": Lower, "qa": Lower, "uat": Lower, "int": Lower,
	"integration": Lower, "stage": Lower, "staging": Lower, "stg": Lower, "sandbox": Lower, "sbx": Lower, "preprod": Lower, "preview": Lower,
	"nonprod": Lower, "non-prod": Lower, "pre-prod": Lower, "demo": Lower, "ci": Lower, "acceptance": Lower, "acc": Lower, "perf": Lower,
}

// StageOf gives what a name of an environment, or a word with one in it, is for.
func StageOf(name string) (Stage, bool) {
	name = strings.ToLower(name)
	if s, ok := stages[name]; ok {
		return s, true
	}
	found, any := AnyStage, false
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == '-' || r == '_' || r == '.' }) {
		if s, ok := stages[w]; ok {
			if s == Lower || !any { // pre-prod and non-prod are no production
				found = s
			}
			any = true
		}
		if w == "non" || w == "pre" {
			found, any = Lower, true
		}
	}
	return found, any
}

func factsOf(u *estate.Unit) (f Facts) {
	for _, seg := range strings.Split(u.Path, "/") {
		if RegionName.MatchString(seg) {
			f.Region = seg
			continue
		}
		if s, ok := StageOf(seg); ok && f.Environment == "" && s != AnyStage {
			f.Environment, f.Stage = seg, s
		}
	}
	if f.Region == "" {
		f.Region = providerRegion(u)
	}
	f.Account = accountOf(u)
	return f
}

var providerLine = regexp.MustCompile(`(?m)^\s*region\s*=\s*"([a-z0-9-]+)"`)

// providerRegion reads the region from the provider that is generated.
func providerRegion(u *estate.Unit) string {
	for _, g := range u.Generate {
		if !g.Disabled && !g.Unknown && strings.Contains(g.Contents, `provider "aws"`) {
			if m := providerLine.FindStringSubmatch(g.Contents); m != nil && RegionName.MatchString(m[1]) {
				return m[1]
			}
		}
	}
	return ""
}

var allowedLine = regexp.MustCompile(`allowed_account_ids\s*=\s*\[\s*"(\d{12})"`)

// accountOf reads the account from what guards it: the backend's and the
// provider's allowed_account_ids.
func accountOf(u *estate.Unit) string {
	if u.RemoteState != nil {
		if v, ok := Attr(u.RemoteState.Config, "allowed_account_ids"); ok && v.CanIterateElements() && v.LengthInt() == 1 {
			for it := v.ElementIterator(); it.Next(); {
				if _, id := it.Element(); id.Type() == cty.String && id.IsKnown() && !id.IsNull() && accountName.MatchString(id.AsString()) {
					return id.AsString()
				}
			}
		}
	}
	for _, g := range u.Generate {
		if m := allowedLine.FindStringSubmatch(g.Contents); m != nil {
			return m[1]
		}
	}
	return ""
}

// Facts gives where a unit stands.
func (in *Input) Facts(u *estate.Unit) Facts { return in.facts[u] }

// Attr gives a nested attribute of an object; false when it is not there, null
// or not known.
func Attr(v cty.Value, path ...string) (cty.Value, bool) {
	for _, name := range path {
		if v == cty.NilVal {
			return v, false
		}
		v, _ = v.Unmark()
		if !v.IsKnown() || v.IsNull() {
			return v, false
		}
		switch t := v.Type(); {
		case t.IsObjectType() && t.HasAttribute(name):
			v = v.GetAttr(name)
		case t.IsMapType() && v.HasIndex(cty.StringVal(name)).True():
			v = v.Index(cty.StringVal(name))
		default:
			return cty.NilVal, false
		}
	}
	v, _ = v.Unmark()
	return v, v != cty.NilVal && v.IsKnown() && !v.IsNull()
}

// Text gives a nested attribute that is a text, else "".
func Text(v cty.Value, path ...string) string {
	if v, ok := Attr(v, path...); ok && v.Type() == cty.String {
		return v.AsString()
	}
	return ""
}

// Bool gives a nested attribute that is a boolean, or the text of one; false
// in ok when it is not there, not known or something else.
func Bool(v cty.Value, path ...string) (value, ok bool) {
	v, known := Attr(v, path...)
	switch {
	case !known:
		return false, false
	case v.Type() == cty.Bool:
		return v.True(), true
	case v.Type() == cty.String && slices.Contains([]string{"true", "false"}, v.AsString()):
		return v.AsString() == "true", true
	}
	return false, false
}

// Has tells whether an object has an attribute, known or not.
func Has(v cty.Value, name string) bool {
	if v == cty.NilVal {
		return false
	}
	v, _ = v.Unmark()
	if !v.IsKnown() || v.IsNull() {
		return false
	}
	t := v.Type()
	return t.IsObjectType() && t.HasAttribute(name) || t.IsMapType() && v.HasIndex(cty.StringVal(name)).True()
}
