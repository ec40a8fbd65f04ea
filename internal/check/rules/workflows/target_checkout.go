package workflows

import (
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var targetCheckout = made("workflow-target-checkout", diag.Error,
	"pull_request_target runs with the secrets of the repository: with the code of a pull request checked out, everybody who opens one gets them.",
	"Use pull_request, or do not check out the head of the pull request.",
	"https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/",
	func(p *rule.Pass, w *rule.Workflow) {
		if !w.Triggered("pull_request_target") && !(w.Triggered("workflow_run") && rule.Key(w.Root, "on", "workflow_run", "branches") == nil) {
			return
		}
		for _, j := range w.Jobs {
			for _, s := range j.Steps {
				if s.Uses == nil || !strings.HasPrefix(s.Uses.Value, "actions/checkout@") {
					continue
				}
				ref := rule.Key(s.With, "ref")
				if ref != nil && (strings.Contains(ref.Value, "pull_request.head") || strings.Contains(ref.Value, "github.head_ref") || strings.Contains(ref.Value, "refs/pull/") || strings.Contains(ref.Value, "workflow_run.head")) {
					p.At(w.Pos(ref), "the code of a pull request is checked out with the secrets of the repository")
				}
			}
		}
	})
