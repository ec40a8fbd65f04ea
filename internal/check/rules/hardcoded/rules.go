// Package hardcoded holds the rules about facts that are written where they are
// used: in unit files and what units share, instead of once in env.hcl,
// region.hcl or account.hcl.
package hardcoded

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// Rules lists the rules of the family.
var Rules = []*rule.Rule{account, arn, resourceID, image, region, environment, address}

// unitFile tells whether a file makes units: it has inputs, a source or a
// dependency. Files of facts, and what all units include for their state and
// provider, are where facts belong.
func unitFile(f *rule.File) bool {
	if f.Kind != rule.Configuration || f.Body == nil || f.Facts() {
		return false
	}
	if f.Body.Attributes["inputs"] != nil || len(rule.Blocks(f.Body, "dependency")) > 0 {
		return len(rule.Blocks(f.Body, "remote_state")) == 0
	}
	for _, b := range rule.Blocks(f.Body, "terraform") {
		if b.Body.Attributes["source"] != nil {
			return true
		}
	}
	return false
}

// literals lists the texts of a unit file that say what it runs with: not its
// mocks, not the address of its module.
func literals(p *rule.Pass, f *rule.File) (out []rule.Literal) {
	if !unitFile(f) || shared(p, f) {
		return nil
	}
	for _, l := range f.Literals() {
		if l.Under("mock_outputs", "source", "config_path", "include", "remote_state", "description") || strings.Contains(l.Key(), "description") {
			continue
		}
		if len(l.Path) > 0 && (l.Path[0] == "locals" || l.Path[0] == "inputs" || l.Path[0] == "generate" || l.Path[0] == "iam_role") {
			out = append(out, l)
		}
	}
	return out
}

// shared tells whether most units read a file: then it is where the facts of the
// estate stand, whatever else is in it.
func shared(p *rule.Pass, f *rule.File) bool {
	return len(f.Units) > 2 && len(f.Units)*2 > len(p.Estate.Units)
}

// at gives the place of a part of a text that may have several lines.
func at(l rule.Literal, text string) diag.Pos {
	before, _, _ := strings.Cut(l.Text, text)
	if n := strings.Count(before, "\n"); n > 0 {
		return diag.Pos{File: l.At.File, Line: l.At.Line + n, Column: 1}
	}
	return l.At
}

// matching reports the literals of unit files in which a pattern matches; the
// first group, or the whole, is what is said to be written there.
func matching(re *regexp.Regexp, what string, not func(rule.Literal, string) bool) func(*rule.Pass, *rule.File) {
	return func(p *rule.Pass, f *rule.File) {
		for _, l := range literals(p, f) {
			m := re.FindStringSubmatch(l.Text)
			if m == nil {
				continue
			}
			found := m[len(m)-1]
			if not == nil || !not(l, found) {
				p.At(at(l, found), fmt.Sprintf("%s %s is written here", what, found))
			}
		}
	}
}

func made(id string, s diag.Severity, protects, fix string, file func(*rule.Pass, *rule.File)) *rule.Rule {
	return &rule.Rule{ID: id, Family: rule.HardCoded, Severity: s, Protects: protects, Fix: fix, Link: rule.Docs, File: file}
}
