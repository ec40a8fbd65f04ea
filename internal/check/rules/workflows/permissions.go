package workflows

import (
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

const permissionLink = "https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions"

var noPermissions = made("workflow-no-permissions", diag.Warning,
	"Without permissions the token has what the repository grants by default: often the right to write everything.",
	"Set permissions: contents: read at the top, and more only in the jobs that need it.", permissionLink,
	func(p *rule.Pass, w *rule.Workflow) {
		if rule.Key(w.Root, "permissions") != nil {
			return
		}
		for _, j := range w.Jobs {
			if rule.Key(j.Node, "permissions") == nil {
				p.At(w.Pos(j.Key), "job "+j.Name+" has no permissions of its own, and the workflow has none")
			}
		}
	})

var writeAll = made("workflow-write-all", diag.Error,
	"A token that may write everything lets one step with a fault change the code, the releases and the other workflows.",
	"Name the permissions that the job needs.", permissionLink,
	func(p *rule.Pass, w *rule.Workflow) {
		if n := rule.Key(w.Root, "permissions"); n != nil && n.Value == "write-all" {
			p.At(w.Pos(n), "the workflow may write everything")
		}
		for _, j := range w.Jobs {
			if n := rule.Key(j.Node, "permissions"); n != nil && n.Value == "write-all" {
				p.At(w.Pos(n), "job "+j.Name+" may write everything")
			}
		}
	})
