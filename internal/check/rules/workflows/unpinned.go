package workflows

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"go.yaml.in/yaml/v3"
)

var (
	commit = regexp.MustCompile(`^[0-9a-f]{40}$`)
	digest = regexp.MustCompile(`@sha256:[0-9a-f]{64}$`)
)

var unpinned = made("workflow-unpinned-action", diag.Warning,
	"Who can move the tag of an action runs what he likes with the secrets of the workflow.",
	"Name the full commit, with the version in a comment: uses: owner/name@SHA # v1.2.3.",
	hardening+"#using-third-party-actions",
	func(p *rule.Pass, w *rule.Workflow) {
		for _, j := range w.Jobs {
			pinned(p, w, rule.Key(j.Node, "uses"))
			for _, s := range j.Steps {
				pinned(p, w, s.Uses)
			}
		}
	})

func pinned(p *rule.Pass, w *rule.Workflow, uses *yaml.Node) {
	if uses == nil || strings.HasPrefix(uses.Value, "./") {
		return
	}
	if strings.HasPrefix(uses.Value, "docker://") {
		if !digest.MatchString(uses.Value) {
			p.At(w.Pos(uses), fmt.Sprintf("%s is not pinned to a digest", uses.Value))
		}
		return
	}
	_, ref, _ := strings.Cut(uses.Value, "@")
	if !commit.MatchString(ref) && !strings.Contains(uses.Value, "${{") {
		p.At(w.Pos(uses), fmt.Sprintf("%s is not pinned to a commit", uses.Value))
	}
}
