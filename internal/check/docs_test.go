package check

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/terrace-cloud/terrace/internal/check/rule"
)

// docs/rules.md lists every rule; `go test ./internal/check -run Page -update`
// writes it.
func TestPageOfRules(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	all := All()
	fmt.Fprintf(&b, `# The rules of terrace check

%d rules. `+"`terrace check --explain RULE`"+` shows an example of each, what to do and where to
read more; `+"`terrace check --list --json`"+` gives them to programs. How often they are right on
repositories that are not ours: [rules-precision.md](rules-precision.md). A note never fails
a check; terrace.yaml switches rules off or gives them another severity: [settings.md](settings.md).
`, len(all))
	family := rule.Family("")
	for _, r := range all {
		if r.Family != family {
			family = r.Family
			fmt.Fprintf(&b, "\n## %s\n\n| rule | severity | what it protects |\n| --- | --- | --- |\n", family)
		}
		fmt.Fprintf(&b, "| [%s](%s) | %s | %s |\n", r.ID, r.Link, r.Severity, strings.ReplaceAll(r.Protects, "|", "\\|"))
	}
	const path = "../../docs/rules.md"
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(got), b.String()); d != "" {
		t.Errorf("docs/rules.md is not what the rules say (-page +rules):\n%s", d)
	}
}
