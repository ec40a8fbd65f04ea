package pins

import (
	"context"
	"fmt"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/module"
)

var unlocked = &rule.Rule{
	ID: "module-unlocked", Family: rule.Pins, Severity: diag.Note,
	Protects: "What is not in the lock can change under its version, and inputs and outputs are not held to its interface.",
	Fix:      "Run `terrace modules lock`, and commit terrace.lock.json.",
	Link:     rule.Docs,
	Estate: func(_ context.Context, p *rule.Pass) {
		missing := map[string]int{}
		var first *rule.Finding
		for _, u := range p.Estate.Units {
			if _, local := u.Module(); local {
				continue
			}
			s, err := module.ParseSource(u.Source.Raw)
			source, ok := contract.Key(s)
			if err != nil || !ok || u.Source.Raw == "" {
				continue
			}
			if _, ok := p.Lock.Module(source, contract.Version(s), s.Sub); ok {
				continue
			}
			name := s.Name()
			if s.Sub != "" {
				name += " //" + s.Sub
			}
			missing[name]++
			if first == nil {
				first = p.At(u.Source.Pos, fmt.Sprintf("module %s is not in the lock", name))
				first.Unit = u.Path
			}
		}
		if n := len(missing); n > 1 {
			first.Summary += fmt.Sprintf(", nor are %d others", n-1)
		}
	},
}
