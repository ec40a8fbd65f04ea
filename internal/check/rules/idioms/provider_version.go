package idioms

import (
	"fmt"
	"regexp"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

var versionInProvider = regexp.MustCompile(`(?s)provider\s+"[a-z0-9-]+"\s*\{[^{}]*?\n?\s*version\s*=`)

var providerVersion = made("provider-version-argument", diag.Warning,
	"A version inside of a provider block is deprecated since Terraform 0.13 and refused by OpenTofu.",
	"Write it in terraform { required_providers { … } }.",
	"https://developer.hashicorp.com/terraform/language/providers/requirements",
	func(p *rule.Pass, f *rule.File) {
		switch f.Kind {
		case rule.Terraform:
			for _, b := range rule.Blocks(f.Body, "provider") {
				if a := b.Body.Attributes["version"]; a != nil {
					p.At(diag.FromRange(a.NameRange), fmt.Sprintf("provider %q has a version", label(b)))
				}
			}
		case rule.Configuration:
			for _, b := range rule.Blocks(f.Body, "generate") {
				a := b.Body.Attributes["contents"]
				if a == nil {
					continue
				}
				t, ok := a.Expr.(*hclsyntax.TemplateExpr)
				if !ok {
					continue
				}
				whole := ""
				for _, part := range t.Parts {
					if l, ok := part.(*hclsyntax.LiteralValueExpr); ok && l.Val.Type() == cty.String {
						whole += l.Val.AsString()
					}
				}
				if versionInProvider.MatchString(whole) {
					p.At(diag.FromRange(a.NameRange), "the generated provider has a version")
				}
			}
		}
	})
