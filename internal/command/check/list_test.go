package check

import (
	"bytes"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/check"
	"github.com/terrace-cloud/terrace/internal/term"
)

// Every rule is explained: what it protects, what to do, where to read more,
// and an example of each side.
func TestEveryRuleIsExplained(t *testing.T) {
	t.Parallel()
	for _, r := range check.All() {
		var out bytes.Buffer
		s := &term.Streams{Out: &out, Err: &out}
		if err := explain(s, options{explain: r.ID}); err != nil {
			t.Fatalf("%s: %v", r.ID, err)
		}
		for _, want := range []string{r.Protects, "What to do: " + r.Fix, "More: " + r.Link, "\nFound:\n  ", "\nWhere this is written:\n  # ", "\nNot found:\n  # "} {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: %q is missing in\n%s", r.ID, want, out.String())
			}
		}
	}
}
