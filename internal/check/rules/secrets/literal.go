package secrets

import (
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var literal = &rule.Rule{
	ID: "secret-literal", Family: rule.Secrets, Severity: diag.Error, Hides: true,
	Protects: "A password in a file is known to everybody who can read the repository, for ever, and stands in the state as well.",
	Fix:      "Make it in the cloud (a managed password, random and write-only arguments), or read it from Secrets Manager, SSM or SOPS; and replace the one that stood here.",
	Link:     link,
	File: func(p *rule.Pass, f *rule.File) {
		if f.Kind == rule.Data || f.Kind == rule.Script {
			return
		}
		for _, l := range f.Literals() {
			name := l.Key()
			if name == "default" && len(l.Path) == 3 && l.Path[0] == "variable" {
				name = l.Path[1]
			}
			if !secretName(name) || !l.Whole || !valueLike(l.Text) || named(name, l.Text) || l.In != "" && l.In != "tostring" && l.In != "sensitive" && l.In != "base64encode" {
				continue
			}
			if l.Under("mock_outputs", "tags", "remote_state") || len(l.Path) > 0 && l.Path[0] == "output" {
				continue
			}
			p.At(l.At, fmt.Sprintf("%s is given as a literal", name))
		}
	},
}
