// Package workflows holds the rules about GitHub workflows.
package workflows

import (
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// Rules lists the rules of the family.
var Rules = []*rule.Rule{unpinned, noPermissions, writeAll, planArtifact, targetCheckout, staticKeys, noConcurrency, injection, autoApply, noTimeout, inherit, pipedShell, credentials, fullPlan}

const hardening = "https://docs.github.com/en/actions/reference/security/secure-use"

func made(id string, s diag.Severity, protects, fix, link string, ask func(*rule.Pass, *rule.Workflow)) *rule.Rule {
	return &rule.Rule{ID: id, Family: rule.Workflows, Severity: s, Protects: protects, Fix: fix, Link: link, Workflow: ask}
}

var applying = regexp.MustCompile(`\b(?:terraform|tofu|terragrunt|terrace)\b[^\n;&|]*\s(?:apply|apply-all|destroy)\b`)

// applies tells whether a job changes infrastructure.
func applies(j rule.Job) bool {
	for _, s := range j.Steps {
		if s.Run != nil && applying.MatchString(uncommented(s.Run.Value)) {
			return true
		}
		if s.Uses != nil && strings.HasPrefix(s.Uses.Value, "gruntwork-io/terragrunt-action") {
			if c := rule.Key(s.With, "tg_command"); c != nil && strings.Contains(" "+c.Value+" ", " apply ") {
				return true
			}
		}
	}
	return false
}

// uncommented leaves out the comments of a script.
func uncommented(script string) string {
	lines := strings.Split(script, "\n")
	for i, l := range lines {
		if strings.HasPrefix(strings.TrimSpace(l), "#") {
			lines[i] = ""
		}
	}
	return strings.Join(lines, "\n")
}
