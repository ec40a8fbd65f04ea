package pins

import (
	"strings"

	"github.com/hashicorp/go-version"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/module"
)

// placed is a unit that runs a version of a module in an environment.
type placed struct {
	use
	unit  *estate.Unit
	facts rule.Facts
	text  string           // version or ref, as written
	v     *version.Version // nil when the ref is no version
}

type rolesKey struct{}

// roles groups units that are the same in different environments: alike in path
// but for environment, region and account, and in module.
func roles(p *rule.Pass) [][]placed {
	type key struct{ path, module string }
	groups := map[key]int{}
	return rule.Once(p.Input, rolesKey{}, func() (out [][]placed) {
		for _, u := range p.Estate.Units {
			facts := p.Facts(u)
			if _, local := u.Module(); local || facts.Environment == "" || u.Source.Raw == "" {
				continue
			}
			s, _ := module.ParseSource(u.Source.Raw)
			x := placed{use: use{s, u.Source.Raw, u.Source.Pos, false}, unit: u, facts: facts}
			switch s.Kind {
			case module.RegistryKind:
				x.text = s.Version
			case module.GitKind:
				x.text = s.Ref
			default:
				continue
			}
			if x.text == "" {
				continue
			}
			x.v, _ = version.NewVersion(tagged(x.text))
			k := key{role(u.Path, facts), x.name()}
			i, ok := groups[k]
			if !ok {
				i = len(out)
				groups[k] = i
				out = append(out, nil)
			}
			out[i] = append(out[i], x)
		}
		return out
	})
}

// tagged cuts what stands before the version in tags such as vpc-v1.2.0.
func tagged(ref string) string {
	if i := strings.LastIndexByte(ref, '/'); i >= 0 {
		ref = ref[i+1:]
	}
	for i := range ref {
		if i > 0 && (ref[i-1] == '-' || ref[i-1] == '_') && (ref[i] == 'v' || ref[i] >= '0' && ref[i] <= '9') && strings.Contains(ref[i:], ".") {
			return ref[i:]
		}
	}
	return ref
}

// role is a path without what tells environments apart.
func role(path string, f rule.Facts) string {
	var out []string
	for _, seg := range strings.Split(path, "/") {
		if seg != f.Environment && seg != f.Region {
			out = append(out, seg)
		}
	}
	return strings.Join(out, "/")
}

// reasoned tells whether a comment stands at the line of a source, or right
// above it.
func reasoned(p *rule.Pass, at diag.Pos) bool {
	f := p.File(at.File)
	if f == nil {
		return false
	}
	if above := strings.TrimSpace(f.Line(at.Line - 1)); strings.HasPrefix(above, "#") || strings.HasPrefix(above, "//") || strings.HasSuffix(above, "*/") {
		return true
	}
	tokens, _ := hclsyntax.LexConfig([]byte(f.Line(at.Line)), f.Path, hcl.InitialPos)
	for _, t := range tokens {
		if t.Type == hclsyntax.TokenComment {
			return true
		}
	}
	return false
}
