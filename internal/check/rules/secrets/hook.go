package secrets

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

var secretFlag = regexp.MustCompile(`(?i)^(?:--?|-D|[A-Z_]+)?((?:[a-z0-9]+[-_])*(?:password|passwd|secret|token|api[-_]?key|private[-_]?key))(?:=(.+))?$`)

var hook = &rule.Rule{
	ID: "secret-in-hook", Family: rule.Secrets, Severity: diag.Warning, Hides: true,
	Protects: "The command line of a hook is printed, and can be seen by every process of the machine.",
	Fix:      "Let the program read the secret from the environment or from a file.",
	Link:     "https://docs.terragrunt.com/features/hooks/",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		for _, h := range u.Hooks {
			for i, a := range h.Execute {
				m := secretFlag.FindStringSubmatch(a)
				next := ""
				if i+1 < len(h.Execute) {
					next = h.Execute[i+1]
				}
				if m != nil && strings.HasPrefix(a, "-") && (m[2] != "" || next != "" && !strings.HasPrefix(next, "-")) || m != nil && m[2] != "" {
					p.At(h.Pos, fmt.Sprintf("hook %q hands %s over on the command line", h.Name, m[1]))
				}
			}
		}
	},
}
