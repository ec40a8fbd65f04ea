package rehearsal

import (
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/zclconf/go-cty/cty"
)

// place is where a unit lives.
type place struct{ account, region string }

// Where units are that do not say it: the account of AWS's own examples, and
// the region that AWS falls back to.
const (
	nobody  = "111122223333"
	nowhere = "us-east-1"
)

var (
	accountRe = regexp.MustCompile(`allowed_account_ids\s*=\s*\[\s*"(\d{12})"`)
	roleRe    = regexp.MustCompile(`^arn:[a-z-]+:iam::(\d{12}):role/`)
	regionRe  = regexp.MustCompile(`(?m)^\s*region\s*=\s*"([a-z0-9-]+)"`)
)

// PlaceOf gives the account and region in which a rehearsal puts what a unit
// makes, where its provider blocks do not say otherwise; account is that of the
// settings, empty for none.
func PlaceOf(u *estate.Unit, account string) (string, string) {
	p := placeOf(u, place{account, ""})
	return p.account, p.region
}

// placeOf reads the place of a unit out of its remote state, the role that
// Terragrunt assumes for it, and its generated provider blocks, the later over the
// earlier; what none of them names is as in fallback.
func placeOf(u *estate.Unit, fallback place) place {
	p := place{account: cmp.Or(fallback.account, nobody), region: cmp.Or(fallback.region, nowhere)}
	if s := u.RemoteState; s != nil && s.Backend == "s3" {
		if r := text(s.Config, "region"); r != "" {
			p.region = r
		}
		if l := member(s.Config, "allowed_account_ids"); l != cty.NilVal && l.IsWhollyKnown() && l.CanIterateElements() && l.LengthInt() > 0 {
			if id := l.AsValueSlice()[0]; id.Type() == cty.String && !id.IsNull() {
				p.account = id.AsString()
			}
		}
	}
	if m := roleRe.FindStringSubmatch(u.IAM.Role); m != nil {
		p.account = m[1]
	}
	for _, g := range u.Generate {
		if !strings.Contains(g.Contents, `provider "aws"`) {
			continue
		}
		if m := accountRe.FindStringSubmatch(g.Contents); m != nil {
			p.account = m[1]
		}
		if m := regionRe.FindStringSubmatch(g.Contents); m != nil {
			p.region = m[1]
		}
	}
	return p
}

// usual gives where most of what stands of an owner is: what was loaded from a
// real state may live in an account that no file names.
func usual(standing []cloud.Object) place {
	accounts, regions := map[string]int{}, map[string]int{}
	for _, o := range standing {
		accounts[o.Account]++
		if cloud.RegionOf(o.Type, "x") == "x" { // not a service with one place for all
			regions[o.Region]++
		}
	}
	return place{cloud.Most(accounts), cloud.Most(regions)}
}

func member(v cty.Value, name string) cty.Value {
	if v == cty.NilVal || v.IsNull() || !v.IsKnown() {
		return cty.NilVal
	}
	switch t := v.Type(); {
	case t.IsObjectType() && t.HasAttribute(name):
		return v.GetAttr(name)
	case t.IsMapType():
		return v.AsValueMap()[name]
	}
	return cty.NilVal
}

func text(v cty.Value, name string) string { return textOf(member(v, name)) }

func textOf(v cty.Value) string {
	if v != cty.NilVal && v.Type() == cty.String && v.IsKnown() && !v.IsNull() {
		return v.AsString()
	}
	return ""
}

// environment is all that a child gets to see: nothing of the user's own
// environment but what is allowed by name, and the way to the programs of the
// system.
func (r *runner) environment(account string, hooks bool) []string {
	home := filepath.Join(r.Folder, "home")
	var env []string
	for _, name := range r.Settings.Allow.Env { // what follows wins
		if v, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+v)
		}
	}
	env = append(env,
		"HOME="+home, "XDG_CACHE_HOME="+filepath.Join(home, "cache"), "TMPDIR="+r.temp.Dir(), "LANG=C.UTF-8", "NO_COLOR=1",
		"PATH="+strings.Join([]string{filepath.Dir(r.Tools.Engine.Path), filepath.Dir(r.Tools.Git.Path), "/usr/bin", "/bin"}, string(os.PathListSeparator)),
		"TF_CLI_CONFIG_FILE="+r.modules.cliConfig, "TF_IN_AUTOMATION=1", "TF_INPUT=0", "CHECKPOINT_DISABLE=1",
		"TG_TF_PATH="+r.Tools.Engine.Path, "TG_NON_INTERACTIVE=true", "TG_NO_COLOR=true", "TG_TF_FORWARD_STDOUT=true",
		"TG_NO_AUTO_RETRY=true", "TG_NO_TIPS=true", "TG_LOG_LEVEL=error",
		"TG_DEPENDENCY_FETCH_OUTPUT_FROM_STATE=true", "TG_EXPERIMENT=optional-hooks",
	)
	if !hooks {
		env = append(env, "TG_NO_HOOKS=true")
	}
	return append(env, r.credentials(account)...)
}
