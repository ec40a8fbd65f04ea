package idioms

import "github.com/hashicorp/hcl/v2"

// step gives the name that a step of a traversal looks up, "" for a number.
func step(t hcl.Traverser) string {
	switch s := t.(type) {
	case hcl.TraverseAttr:
		return s.Name
	case hcl.TraverseIndex:
		if s.Key.Type().FriendlyName() == "string" {
			return s.Key.AsString()
		}
	}
	return ""
}
