package hardcoded

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var environment = made("hard-coded-environment", diag.Warning,
	"A unit that names its environment touches the old one when it is copied into a new one.",
	"Read it from env.hcl.",
	func(p *rule.Pass, f *rule.File) {
		for _, u := range f.Units {
			if u.File != f.Path {
				continue
			}
			env := p.Facts(u).Environment
			if env == "" || strings.Count(filepath.ToSlash(u.Path), "/") == 0 || word(filepath.Base(u.Dir), env) {
				return // where the last folder names it, too, it is what the unit is about: workloads-dev
			}
			for _, l := range literals(p, f) {
				if word(l.Text, env) && l.In != "find_in_parent_folders" && l.In != "read_terragrunt_config" && !strings.ContainsAny(l.Text, "/\n") {
					p.At(l.At, fmt.Sprintf("the environment %s is written here", env))
				}
			}
			return
		}
	})

// word tells whether a text has a name in it as a word of its own.
func word(text, name string) bool {
	text, name = strings.ToLower(text), strings.ToLower(name)
	for i := 0; ; {
		at := strings.Index(text[i:], name)
		if at < 0 {
			return false
		}
		at += i
		end := at + len(name)
		if (at == 0 || !letter(text[at-1])) && (end == len(text) || !letter(text[end])) {
			return true
		}
		i = end
	}
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }
