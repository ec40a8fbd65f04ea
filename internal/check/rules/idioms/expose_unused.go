package idioms

import (
	"fmt"

	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var exposeUnused = made("expose-unused", diag.Note,
	"An include that is exposed is evaluated once more, for every unit.",
	"Take expose = true away.",
	"https://docs.terragrunt.com/reference/hcl/blocks/#include",
	func(p *rule.Pass, f *rule.File) {
		if f.Kind != rule.Configuration {
			return
		}
		used := map[string]bool{}
		for _, r := range roots(f) {
			if r[0] == "include" {
				used[r[1]] = true
			}
		}
		for _, b := range rule.Blocks(f.Body, "include") {
			a := b.Body.Attributes["expose"]
			if a == nil || used[label(b)] || used[""] || len(b.Labels) == 0 {
				continue
			}
			if v, ds := a.Expr.Value(nil); ds.HasErrors() || !v.IsKnown() || v.IsNull() || v.Type().FriendlyName() != "bool" || v.False() {
				continue
			}
			found := p.At(diag.FromRange(a.NameRange), fmt.Sprintf("nothing of include %q is read", label(b)))
			found.Edits = removal(f, a)
		}
	})

// removal takes a line away that holds nothing but an attribute; nil when there
// is more on it.
func removal(f *rule.File, a *hclsyntax.Attribute) []rule.Edit {
	r := a.SrcRange
	if r.Start.Line != r.End.Line && !endsLine(f, r.End.Byte) {
		return nil
	}
	start, end := r.Start.Byte, r.End.Byte
	for start > 0 && (f.Src[start-1] == ' ' || f.Src[start-1] == '\t') {
		start--
	}
	if start > 0 && f.Src[start-1] != '\n' || !endsLine(f, end) {
		return nil
	}
	for end < len(f.Src) && f.Src[end] != '\n' {
		end++
	}
	if end < len(f.Src) {
		end++
	}
	return []rule.Edit{{File: f.Path, Start: start, End: end}}
}

// endsLine tells whether nothing but space follows on the line.
func endsLine(f *rule.File, at int) bool {
	for ; at < len(f.Src) && f.Src[at] != '\n'; at++ {
		if c := f.Src[at]; c != ' ' && c != '\t' && c != '\r' {
			return false
		}
	}
	return true
}
