package pins

import (
	"fmt"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/module"
)

var versionRange = &rule.Rule{
	ID: "module-version-range", Family: rule.Pins, Severity: diag.Warning,
	Protects: "Terraform's lock file does not hold modules: a range takes the newest one at every init, and two environments get two.",
	Fix:      "Name one version, and let a bot propose the next.",
	Link:     "https://developer.hashicorp.com/terraform/language/modules/syntax#version",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		for _, x := range uses(p, u) {
			if x.source.Kind != module.RegistryKind {
				continue
			}
			text := strings.TrimSpace(x.source.Constraint)
			if !x.call {
				text = strings.TrimSpace(query(x.raw, "version"))
			}
			if text != "" && (strings.Contains(text, ",") || !exact.MatchString(text)) {
				p.At(x.at, fmt.Sprintf("%s takes any version %s", x.quoted(), text))
			}
		}
	},
}
