package idioms

import (
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

const mockLink = "https://docs.terragrunt.com/features/stacks/#unapplied-dependency-and-mock-outputs"

var mocksApplied = made("mocks-applied", diag.Warning,
	"Where the commands are not named, apply uses made-up outputs too, and things are made with them.",
	"Set mock_outputs_allowed_terraform_commands = [\"validate\", \"plan\"], or do without mocks.", mockLink,
	func(p *rule.Pass, f *rule.File) {
		for _, b := range mocked(f) {
			a := b.Body.Attributes["mock_outputs_allowed_terraform_commands"]
			if a == nil {
				p.At(diag.FromRange(b.TypeRange), fmt.Sprintf("dependency %q has mocks for every command, apply too", label(b)))
				continue
			}
			xs, ds := hcl.ExprList(a.Expr)
			if ds.HasErrors() {
				continue
			}
			applies := slices.ContainsFunc(xs, func(x hcl.Expression) bool {
				e, ok := x.(hclsyntax.Expression)
				return ok && text(e) == "apply"
			})
			if applies {
				p.At(diag.FromRange(a.NameRange), fmt.Sprintf("dependency %q has mocks for apply", label(b)))
			}
		}
	})

// A note: mocks are how plans of new units are made without a rehearsal.
var mocks = made("mocks", diag.Note,
	"A plan that was made with mocks says little, and nobody sees which part of it.",
	"Rehearse instead (terrace rehearse): the outputs of a rehearsal are of the right shape, and nothing is mocked.", mockLink,
	func(p *rule.Pass, f *rule.File) {
		for _, b := range mocked(f) {
			p.At(diag.FromRange(b.Body.Attributes["mock_outputs"].NameRange), fmt.Sprintf("dependency %q has mocks", label(b)))
		}
	})

func mocked(f *rule.File) (out []*hclsyntax.Block) {
	if f.Kind != rule.Configuration {
		return nil
	}
	for _, b := range rule.Blocks(f.Body, "dependency") {
		if b.Body.Attributes["mock_outputs"] != nil {
			out = append(out, b)
		}
	}
	return out
}

func label(b *hclsyntax.Block) string {
	if len(b.Labels) == 0 {
		return ""
	}
	return b.Labels[0]
}
