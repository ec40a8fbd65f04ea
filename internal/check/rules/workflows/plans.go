package workflows

import (
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// What a saved plan is usually called, and words by which it is encrypted.
var (
	planFile  = regexp.MustCompile(`(?i)^(?:.*[._*-])?(?:tf-?plan|plan|planfile)(?:[._-](?:out|bin|binary|tfplan|plan|json|cache|zip|gz|tar\.gz))*$`)
	encrypted = regexp.MustCompile(`(?i)(\.(gpg|age|enc)\b|encrypt)`)
	planJSON  = regexp.MustCompile(`\bshow\s+(?:-no-color\s+)?-json\b`)
)

var planArtifact = made("workflow-plan-artifact", diag.Warning,
	"A saved plan holds secrets in plain text, and everybody who can read the repository can load its artifacts.",
	"Encrypt the plan before it is uploaded and bind it to the commit, or plan anew in the job that applies.",
	"https://developer.hashicorp.com/terraform/cli/commands/plan#out-filename",
	func(p *rule.Pass, w *rule.Workflow) {
		for _, j := range w.Jobs {
			for _, s := range j.Steps {
				if s.Uses == nil || !strings.HasPrefix(s.Uses.Value, "actions/upload-artifact@") {
					continue
				}
				path := rule.Key(s.With, "path")
				if path == nil || encrypted.MatchString(path.Value) {
					continue
				}
				for _, line := range strings.Split(path.Value, "\n") {
					base := line[strings.LastIndex(line, "/")+1:]
					if planFile.MatchString(strings.TrimSpace(base)) {
						p.At(w.Pos(path), "a plan is uploaded as a plain artifact")
						break
					}
				}
			}
		}
	})

var fullPlan = made("workflow-plan-printed", diag.Warning,
	"The JSON of a plan has the values that Terraform hides in its text: in a log or a comment they are known to everybody.",
	"Write it to a file and let a tool that hides values summarise it.",
	"https://developer.hashicorp.com/terraform/internals/json-format",
	func(p *rule.Pass, w *rule.Workflow) {
		for _, j := range w.Jobs {
			for _, s := range j.Steps {
				if s.Run == nil {
					continue
				}
				for _, line := range strings.Split(uncommented(s.Run.Value), "\n") {
					if planJSON.MatchString(line) && !strings.ContainsAny(line, ">|") && !strings.Contains(line, "$(") && !strings.HasSuffix(strings.TrimSpace(line), `\`) {
						p.At(w.Pos(s.Run), "the whole plan is printed as JSON")
						break
					}
				}
			}
		}
	})
