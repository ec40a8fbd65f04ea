package rehearsal

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

// place is where a unit lives: its account and region, and its state.
type place struct {
	account, region string
	bucket, key     string // of its S3 state; empty with another backend
}

// nobody is the account of units that name none.
const nobody = "111122223333"

var (
	accountRe = regexp.MustCompile(`allowed_account_ids\s*=\s*\[\s*"(\d{12})"`)
	regionRe  = regexp.MustCompile(`(?m)^\s*region\s*=\s*"([a-z0-9-]+)"`)
)

// placeOf reads the place of a unit out of its remote state and its generated
// provider blocks; fallback is the account where neither names one.
func placeOf(u *estate.Unit, fallback string) place {
	p := place{account: fallback, region: "us-east-1"}
	if p.account == "" {
		p.account = nobody
	}
	if s := u.RemoteState; s != nil && s.Backend == "s3" {
		p.bucket, p.key = text(s.Config, "bucket"), text(s.Config, "key")
		if r := text(s.Config, "region"); r != "" {
			p.region = r
		}
		if l := member(s.Config, "allowed_account_ids"); l != cty.NilVal && l.IsWhollyKnown() && l.CanIterateElements() && l.LengthInt() > 0 {
			if id := l.AsValueSlice()[0]; id.Type() == cty.String && !id.IsNull() {
				p.account = id.AsString()
			}
		}
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

func text(v cty.Value, name string) string {
	if m := member(v, name); m != cty.NilVal && m.Type() == cty.String && m.IsKnown() && !m.IsNull() {
		return m.AsString()
	}
	return ""
}

// environment is all that a child gets to see: nothing of the user's own
// environment but the way to the programs of the system.
func (r *runner) environment(account string, hooks bool) []string {
	home := filepath.Join(r.Folder, "home")
	env := []string{
		"HOME=" + home, "XDG_CACHE_HOME=" + filepath.Join(home, "cache"), "TMPDIR=" + os.TempDir(), "LANG=C.UTF-8", "NO_COLOR=1",
		"PATH=" + strings.Join([]string{filepath.Dir(r.Tools.Engine.Path), filepath.Dir(r.Tools.Git.Path), "/usr/bin", "/bin"}, string(os.PathListSeparator)),
		"TF_CLI_CONFIG_FILE=" + r.modules.cliConfig, "TF_IN_AUTOMATION=1", "TF_INPUT=0", "CHECKPOINT_DISABLE=1",
		"TG_TF_PATH=" + r.Tools.Engine.Path, "TG_NON_INTERACTIVE=true", "TG_NO_COLOR=true", "TG_TF_FORWARD_STDOUT=true",
		"TG_NO_AUTO_RETRY=true", "TG_NO_TIPS=true", "TG_LOG_LEVEL=error",
		"TG_DEPENDENCY_FETCH_OUTPUT_FROM_STATE=true", "TG_EXPERIMENT=optional-hooks",
	}
	if !hooks {
		env = append(env, "TG_NO_HOOKS=true")
	}
	return append(env, r.front.Env(account)...)
}
