package hardcoded

import (
	"regexp"

	"github.com/terrace-cloud/terrace/internal/diag"
)

var image = made("hard-coded-ami", diag.Warning,
	"An AMI is one region's, and is withdrawn after a while: the next instance does not start.",
	"Look it up from the public parameter (/aws/service/…), or write it in region.hcl beside the date it was chosen.",
	matching(regexp.MustCompile(`(?:^|[^0-9A-Za-z-])(ami-(?:[0-9a-f]{17}|[0-9a-f]{8}))(?:$|[^0-9A-Za-z-])`), "the AMI", nil))
