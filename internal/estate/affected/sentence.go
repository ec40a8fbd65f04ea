package affected

import (
	"fmt"
	"strings"

	"github.com/terrace-cloud/terrace/internal/git"
)

// did says what happened to a file.
var did = map[git.Kind]string{git.Added: "added", git.Modified: "changed", git.Deleted: "deleted", git.Mode: "given another mode", git.Type: "replaced by another kind of file"}

var passive = map[string]string{"includes": "included", "reads": "read", "runs": "run", "calls": "called", "holds": "part of what is run"}

// sentence tells why a changed file concerns a unit: "_envcommon/vpc.hcl was
// changed, included at dev/vpc/terragrunt.hcl:5".
func sentence(ch *git.Change, chain []Step) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s was %s", ch.Path, did[ch.Kind])
	for i := len(chain) - 1; i >= 0; i-- {
		s := chain[i]
		if s.File == ch.Path {
			fmt.Fprintf(&b, ", %s", passive[s.Verb])
		} else {
			fmt.Fprintf(&b, "; %s is %s", s.File, passive[s.Verb])
		}
		if !s.Where.IsZero() {
			fmt.Fprintf(&b, " at %s", s.Where)
		}
	}
	if len(chain) == 0 {
		b.WriteString(", its own file")
	}
	return b.String()
}
