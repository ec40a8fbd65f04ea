package idioms

import (
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var bareInclude = made("bare-include", diag.Warning,
	"An include without a name is refused by strict mode, and there can be no second one.",
	"Give it a name: include \"root\" { … }.", migration,
	func(p *rule.Pass, f *rule.File) {
		if f.Kind != rule.Configuration {
			return
		}
		for _, b := range rule.Blocks(f.Body, "include") {
			if len(b.Labels) > 0 {
				continue
			}
			found := p.At(diag.FromRange(b.TypeRange), "the include has no name")
			if !named(f) { // include.locals would have to become include.root.locals
				at := b.TypeRange.End.Byte
				found.Edits = []rule.Edit{{File: f.Path, Start: at, End: at, Text: ` "root"`}}
			}
		}
	})

func named(f *rule.File) bool {
	for _, r := range roots(f) {
		if r[0] == "include" {
			return true
		}
	}
	return false
}
