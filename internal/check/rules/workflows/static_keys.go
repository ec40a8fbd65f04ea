package workflows

import (
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"go.yaml.in/yaml/v3"
)

var staticKeys = made("workflow-static-keys", diag.Warning,
	"A long-lived key works from everywhere, for whoever has seen it, until somebody remembers it.",
	"Let GitHub's identity take a role: permissions id-token: write, and role-to-assume in aws-actions/configure-aws-credentials.",
	"https://docs.github.com/en/actions/how-tos/secure-your-work/security-harden-deployments/oidc-in-aws",
	func(p *rule.Pass, w *rule.Workflow) {
		each(w.Root, func(key, value *yaml.Node) {
			name := strings.ToUpper(strings.ReplaceAll(key.Value, "-", "_"))
			if name == "AWS_ACCESS_KEY_ID" && strings.Contains(value.Value, "secrets.") {
				p.At(w.Pos(key), "the workflow uses a long-lived key of AWS")
			}
		})
	})

// each visits the keys and values of all mappings.
func each(n *yaml.Node, f func(key, value *yaml.Node)) {
	if n == nil {
		return
	}
	for _, kv := range rule.Pairs(n) {
		f(kv[0], kv[1])
	}
	for _, c := range n.Content {
		each(c, f)
	}
}
