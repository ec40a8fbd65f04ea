// Package inputs holds the rules about what a unit gives to its module and
// reads of others. What modules take and give is known from their folders, and
// from the lock.
package inputs

import (
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// Rules lists the rules of the family.
var Rules = []*rule.Rule{unknown, unknownAttribute, missing, wrongType, validation, sensitive, unknownOutput, outputAttribute, unknownMock}

const variablesLink = "https://developer.hashicorp.com/terraform/language/values/variables"

// offer gives the interface of a unit's module; nil when it is not known.
func offer(p *rule.Pass, u *estate.Unit) *contract.Module {
	m, err := p.Contracts.For(u)
	if err != nil {
		return nil // Terraform refuses the module
	}
	return m
}

// given is an input whose variable and place are known.
type given struct {
	name  string
	input estate.Input
	to    *contract.Variable
}

// givens lists the inputs that the module of a unit takes, by name.
func givens(p *rule.Pass, u *estate.Unit) (out []given) {
	m := offer(p, u)
	if m == nil {
		return nil
	}
	for _, name := range sorted(u.Inputs) {
		if v := m.Variables[name]; v != nil {
			out = append(out, given{name, u.Inputs[name], v})
		}
	}
	return out
}

// nearest gives " Is it …?" for a name that is close to one that there is.
func nearest[T any](name string, have map[string]T) string {
	if near := diag.Nearest(name, sorted(have)); near != "" {
		return fmt.Sprintf(" Is it %q?", near)
	}
	return ""
}

// short cuts the text of a type where it is too long to read.
func short(text string) string {
	if r := []rune(text); len(r) > 160 {
		return string(r[:159]) + "…"
	}
	return text
}

// written tells whether a place lies in the inputs attribute of its file, not
// in facts that are merged into it as a whole.
func written(p *rule.Pass, at diag.Pos) bool {
	f := p.File(at.File)
	if f == nil || f.Body == nil {
		return false
	}
	a := f.Body.Attributes["inputs"]
	return a != nil && within(at, a.Expr.Range())
}

func within(at diag.Pos, r hcl.Range) bool {
	after := at.Line > r.Start.Line || at.Line == r.Start.Line && at.Column > r.Start.Column
	return after && (at.Line < r.End.Line || at.Line == r.End.Line && at.Column < r.End.Column)
}
