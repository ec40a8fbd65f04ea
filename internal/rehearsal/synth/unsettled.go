package synth

import (
	"fmt"
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// Unsettled says that the provider would change an object right after it was
// made: Terraform would never come to rest. It is a fault of the values made
// up, or of the provider.
type Unsettled struct {
	Type        string
	Changes     []Change
	Replace     []string // paths that would force a replacement
	Diagnostics []string // what the provider says of the value
}

// Change is one attribute that the provider would change.
type Change struct{ Attribute, Old, New string }

// Error names every attribute with what was made up and what the provider
// wants instead.
func (u *Unsettled) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "the provider would change this %s at once", u.Type)
	for _, c := range u.Changes {
		fmt.Fprintf(&b, "; %s from %s to %s", c.Attribute, c.Old, c.New)
	}
	if len(u.Replace) > 0 {
		fmt.Fprintf(&b, "; it would replace it for %s", strings.Join(u.Replace, ", "))
	}
	for _, d := range u.Diagnostics {
		b.WriteString("; it says: " + strings.ReplaceAll(d, "\n", " "))
	}
	return b.String()
}

// longest is how many characters of a value an error shows.
const longest = 120

// show gives a value as JSON, cut.
func show(v cty.Value) string {
	s := "(not known)"
	switch {
	case v == cty.NilVal:
		s = "(nothing)"
	case v.IsWhollyKnown():
		if raw, err := ctyjson.Marshal(v, v.Type()); err == nil {
			s = string(raw)
		}
	}
	if len(s) > longest {
		s = s[:longest] + "..."
	}
	return s
}

// hide takes secret values out of the changes.
func (u *Unsettled) hide(b *tfwire.Block) {
	for i, c := range u.Changes {
		top, _, _ := strings.Cut(c.Attribute, ".")
		if a := b.Attr(top); a != nil && a.Sensitive {
			u.Changes[i].Old, u.Changes[i].New = "(sensitive)", "(sensitive)"
		}
	}
}
