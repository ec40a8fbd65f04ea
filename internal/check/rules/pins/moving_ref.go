package pins

import (
	"fmt"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/module"
)

var movingRef = &rule.Rule{
	ID: "module-moving-ref", Family: rule.Pins, Severity: diag.Error,
	Protects: "What a branch or a moving tag names is changed by others: the next run takes their change to production, untried.",
	Fix:      "Name a tag of one release, or a commit.",
	Link:     "https://developer.hashicorp.com/terraform/language/modules/sources#selecting-a-revision",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		for _, x := range uses(p, u) {
			ref := x.source.Ref
			if x.source.Kind == module.RegistryKind && !x.call { // a registry has versions only, and Terragrunt takes what is written
				ref = strings.TrimSpace(query(x.raw, "version"))
			}
			if ref == "" || x.source.Kind == module.RegistryKind && major.MatchString(ref) {
				continue
			}
			if kind, ok := moves(ref); ok {
				p.At(x.at, fmt.Sprintf("%s is taken from %q, %s", x.quoted(), ref, kind))
			}
		}
	},
}
