package naming

import (
	"fmt"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

const tagLink = "https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html"

// What AWS allows in tags: 128 characters in a key, 256 in a value.
const (
	longestKey   = 128
	longestValue = 256
)

var reservedTag = &rule.Rule{
	ID: "tag-refused", Family: rule.Naming, Severity: diag.Error, Link: tagLink,
	Protects: "AWS refuses tags that begin with aws: and tags that are too long.",
	Fix:      "Choose another name, or shorten it.",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		for _, k := range keys(u) {
			v := rule.Text(u.Inputs["tags"].Value, k)
			switch at := u.InputPos("tags", k); {
			case strings.HasPrefix(strings.ToLower(k), "aws:"):
				p.At(at, fmt.Sprintf("the tag %s begins with aws:, which AWS keeps for itself", k))
			case len(k) > longestKey:
				p.At(at, fmt.Sprintf("the name of the tag has %d characters; AWS allows %d", len(k), longestKey))
			case len([]rune(v)) > longestValue:
				p.At(at, fmt.Sprintf("the tag %s has %d characters; AWS allows %d", k, len([]rune(v)), longestValue))
			}
		}
	},
}

var tagCase = &rule.Rule{
	ID: "tag-twice", Family: rule.Naming, Severity: diag.Warning, Link: tagLink,
	Protects: "To AWS Environment and environment are two tags: reports and policies see one of them.",
	Fix:      "Keep one way of writing.",
	Unit: func(p *rule.Pass, u *estate.Unit) {
		seen := map[string]string{}
		for _, k := range keys(u) {
			if other, twice := seen[strings.ToLower(k)]; twice {
				p.At(u.InputPos("tags", k), fmt.Sprintf("the tags %s and %s differ in case only", other, k))
				continue
			}
			seen[strings.ToLower(k)] = k
		}
	},
}

// keys lists the names of the tags that a unit sets, sorted.
func keys(u *estate.Unit) (out []string) {
	in, ok := u.Inputs["tags"]
	if !ok || !in.Value.IsKnown() || in.Value.IsNull() || !(in.Value.Type().IsObjectType() || in.Value.Type().IsMapType()) {
		return nil
	}
	for it := in.Value.ElementIterator(); it.Next(); {
		k, _ := it.Element()
		out = append(out, k.AsString())
	}
	slices.Sort(out)
	return out
}
