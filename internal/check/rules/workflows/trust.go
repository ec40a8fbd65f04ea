package workflows

import (
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var inherit = made("workflow-secrets-inherit", diag.Note,
	"secrets: inherit hands all secrets of the repository to the called workflow.",
	"Name the secrets that it needs.", hardening,
	func(p *rule.Pass, w *rule.Workflow) {
		for _, j := range w.Jobs {
			if n := rule.Key(j.Node, "secrets"); n != nil && n.Value == "inherit" {
				p.At(w.Pos(n), "job "+j.Name+" hands all secrets over")
			}
		}
	})

var piped = regexp.MustCompile(`\b(?:curl|wget)\b[^\n|;]*\|\s*(?:sudo\s+)?(?:-E\s+)?(?:ba|z)?sh\b`)

var pipedShell = made("workflow-piped-shell", diag.Warning,
	"A script that is run as it is loaded can be another one tomorrow, with the credentials of the job.",
	"Load a release, compare its checksum, then run it; or use an action that is pinned to a commit.", hardening,
	func(p *rule.Pass, w *rule.Workflow) {
		for _, j := range w.Jobs {
			for _, s := range j.Steps {
				if s.Run != nil && piped.MatchString(uncommented(s.Run.Value)) {
					p.At(w.Pos(s.Run), "a script is run as it is loaded")
				}
			}
		}
	})

// A note: the token is short-lived, and some jobs push.
var credentials = made("workflow-persisted-token", diag.Note,
	"actions/checkout leaves the token in .git/config, where every later step can read it.",
	"Set persist-credentials: false where nothing is pushed.",
	"https://github.com/actions/checkout#usage",
	func(p *rule.Pass, w *rule.Workflow) {
		for _, j := range w.Jobs {
			for _, s := range j.Steps {
				if s.Uses == nil || !strings.HasPrefix(s.Uses.Value, "actions/checkout@") || !applies(j) {
					continue
				}
				if n := rule.Key(s.With, "persist-credentials"); n == nil || n.Value != "false" {
					p.At(w.Pos(s.Uses), "the token stays in the checkout of a job that applies")
				}
			}
		}
	})
