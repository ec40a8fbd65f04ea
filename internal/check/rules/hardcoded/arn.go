package hardcoded

import (
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var arn = made("hard-coded-arn", diag.Warning,
	"An ARN that is written down still leads to the old thing, or the other environment's, when that is made anew.",
	"Read it from the unit that makes it: dependency.NAME.outputs; or put it together from the facts of account and region.",
	matching(regexp.MustCompile(`arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9-]*:\d{12}:[^\s"']*`), "the ARN", func(_ rule.Literal, found string) bool {
		parts := strings.Split(found, ":")
		return len(parts) > 4 && Known[parts[4]]
	}))
