package hardcoded

import (
	"regexp"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// The prefixes of ids that AWS gives out (docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html)
// and that somebody must have copied from a console.
var resourceID = made("hard-coded-id", diag.Warning,
	"An id that is written down leads nowhere in the next environment, and to nothing when the thing is made anew.",
	"Read it from the unit that makes it: dependency.NAME.outputs.",
	matching(regexp.MustCompile(`(?:^|[^0-9A-Za-z-])((?:vpc|subnet|sg|sgr|igw|nat|rtb|acl|eni|eipalloc|vol|snap|tgw|tgw-attach|tgw-rtb|pcx|vpce|vgw|cgw|pl|lt|fs|fsap|i)-(?:[0-9a-f]{17}|[0-9a-f]{8}))(?:$|[^0-9A-Za-z-])`), "the id", nil))
