package check

import (
	"embed"
	"slices"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/check/rules"
	"github.com/terrace-cloud/terrace/internal/diag"
	"golang.org/x/tools/txtar"
)

// All lists the rules that Terrace brings, by family and name.
func All() []*rule.Rule {
	all := slices.Concat(rules.All(), ignoreRules)
	slices.SortFunc(all, func(a, b *rule.Rule) int {
		if x := slices.Index(rule.Families, a.Family) - slices.Index(rule.Families, b.Family); x != 0 {
			return x
		}
		if a.ID < b.ID {
			return -1
		}
		return 1
	})
	return all
}

// Unread is the rule of the findings that the evaluator made: always asked, and
// never switched off.
var Unread = &rule.Rule{ID: Evaluation, Family: "evaluation", Severity: diag.Error, Link: rule.Docs,
	Protects: "What cannot be read cannot be run, and no rule can judge it.", Fix: "Correct the configuration where it says."}

// Find gives a rule by its name, nil when there is none.
func Find(id string) *rule.Rule {
	for _, r := range All() {
		if r.ID == id {
			return r
		}
	}
	return nil
}

//go:embed testdata/*.txtar
var fixtures embed.FS

// Fixture gives the example of a rule: an archive with a tree below bad/ that
// breaks it and one below good/ that does not. Nil when there is none.
func Fixture(id string) *txtar.Archive {
	b, err := fixtures.ReadFile("testdata/" + id + ".txtar")
	if err != nil {
		return nil
	}
	return txtar.Parse(b)
}
