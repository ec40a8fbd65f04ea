package diag

import (
	"strings"

	"github.com/agext/levenshtein"
)

// Nearest gives the name most like the one that was written, so that a finding
// can ask whether it is meant; "" when none is like enough: within two edits,
// or one in three letters of a longer name, or beginning with what was written.
func Nearest(written string, names []string) string {
	best, least := "", max(2, len(written)/3)+1
	for _, n := range names {
		if n == written || written == "" {
			continue
		}
		d := levenshtein.Distance(written, n, nil)
		if strings.HasPrefix(n, written) {
			d = 0
		}
		if d < least && d < len(written) || d == least && n < best {
			best, least = n, d
		}
	}
	return best
}
