package workflows

import (
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var noConcurrency = made("workflow-no-concurrency", diag.Warning,
	"Two merges one after the other apply at the same time: the older one may come last.",
	"Set concurrency with a group for the environment, and cancel-in-progress: false.",
	"https://docs.github.com/en/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency",
	func(p *rule.Pass, w *rule.Workflow) {
		if rule.Key(w.Root, "concurrency") != nil {
			return
		}
		for _, j := range w.Jobs {
			if applies(j) && rule.Key(j.Node, "concurrency") == nil {
				p.At(w.Pos(j.Key), "job "+j.Name+" applies, and two of it may run at the same time")
			}
		}
	})

var noTimeout = made("workflow-no-timeout", diag.Note,
	"An apply that hangs holds its locks for six hours before GitHub ends it.",
	"Set timeout-minutes on the job.",
	"https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idtimeout-minutes",
	func(p *rule.Pass, w *rule.Workflow) {
		for _, j := range w.Jobs {
			if applies(j) && rule.Key(j.Node, "timeout-minutes") == nil {
				p.At(w.Pos(j.Key), "job "+j.Name+" applies without a time limit")
			}
		}
	})

var autoApply = made("workflow-apply-on-pull-request", diag.Error,
	"What is applied from a pull request was reviewed by nobody.",
	"Plan on pull_request; apply on push to the main branch, behind an environment with reviewers.",
	"https://docs.github.com/en/actions/reference/workflows-and-actions/deployments-and-environments",
	func(p *rule.Pass, w *rule.Workflow) {
		if !w.Triggered("pull_request") && !w.Triggered("pull_request_target") {
			return
		}
		for _, j := range w.Jobs {
			if applies(j) && rule.Key(j.Node, "if") == nil && rule.Key(j.Node, "environment") == nil && rule.Key(j.Node, "needs") == nil && !conditional(j) {
				p.At(w.Pos(j.Key), "job "+j.Name+" applies what a pull request brings")
			}
		}
	})

// conditional tells whether the steps that apply have a condition.
func conditional(j rule.Job) bool {
	for _, s := range j.Steps {
		if s.Run != nil && applying.MatchString(uncommented(s.Run.Value)) && rule.Key(s.Node, "if") == nil {
			return false
		}
		if s.Uses != nil && rule.Key(s.Node, "if") == nil && applies(rule.Job{Steps: []rule.Step{s}}) {
			return false
		}
	}
	return true
}
