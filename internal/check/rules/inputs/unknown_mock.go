package inputs

import (
	"fmt"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/zclconf/go-cty/cty"
)

var unknownMock = &rule.Rule{
	ID: "mock-unknown", Family: rule.Inputs, Severity: diag.Warning,
	Protects: "A plan with a mocked output that the module does not have succeeds, and the apply fails.",
	Fix:      "Mock the outputs that the module has; or mock none, and rehearse.",
	Link:     outputsLink,
	Unit: func(p *rule.Pass, u *estate.Unit) {
		for _, f := range own(p, u) {
			for _, b := range rule.Blocks(f.Body, "dependency") {
				mocks := b.Body.Attributes["mock_outputs"]
				if mocks == nil || len(b.Labels) != 1 {
					continue
				}
				object, ok := mocks.Expr.(*hclsyntax.ObjectConsExpr)
				if !ok {
					continue
				}
				m, target := behind(p, u, b.Labels[0])
				if m == nil || m.Partial {
					continue
				}
				for _, item := range object.Items {
					k, ds := item.KeyExpr.Value(nil)
					if ds.HasErrors() || !k.IsKnown() || k.IsNull() || k.Type() != cty.String || m.Outputs[k.AsString()] != nil {
						continue
					}
					p.At(diag.FromRange(item.KeyExpr.Range()), fmt.Sprintf("the output %q is mocked, and %s has none of that name", k.AsString(), target)).Detail = "Its module has: " + list(m) + "." + nearest(k.AsString(), m.Outputs)
				}
			}
		}
	},
}
