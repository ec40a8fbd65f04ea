package workflows

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"go.yaml.in/yaml/v3"
)

// What a stranger can write into an event.
var untrusted = regexp.MustCompile(`\$\{\{[^}]*\b(github\.(?:event\.(?:issue|pull_request|discussion)\.(?:title|body)|event\.(?:comment|review|review_comment)\.body|event\.pages|event\.head_commit\.message|event\.commits|event\.pull_request\.head\.(?:ref|label|repo\.default_branch)|head_ref))\b[^}]*\}\}`)

var injection = made("workflow-script-injection", diag.Error,
	"What a stranger writes into a title or the name of a branch is put into the script before it runs, and runs.",
	"Put it into env: and use the variable, in quotes, in the script.",
	"https://docs.github.com/en/actions/concepts/security/script-injections",
	func(p *rule.Pass, w *rule.Workflow) {
		for _, j := range w.Jobs {
			for _, s := range j.Steps {
				script := rule.Key(s.With, "script")
				if s.Uses == nil || !strings.HasPrefix(s.Uses.Value, "actions/github-script@") {
					script = nil
				}
				for _, n := range []*yaml.Node{s.Run, script} {
					if n == nil {
						continue
					}
					if m := untrusted.FindStringSubmatch(n.Value); m != nil {
						p.At(w.Pos(n), fmt.Sprintf("the script has %s in it", m[1]))
					}
				}
			}
		}
	})
