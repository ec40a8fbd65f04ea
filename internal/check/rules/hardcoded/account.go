package hardcoded

import (
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var account = made("hard-coded-account", diag.Warning,
	"A unit that names its account works in the wrong one when it is copied.",
	"Write the account in account.hcl and read it: read_terragrunt_config(find_in_parent_folders(\"account.hcl\")).locals.",
	matching(regexp.MustCompile(`(?:^|[^0-9A-Za-z.])(\d{12})(?:$|[^0-9A-Za-z.])`), "the account", func(l rule.Literal, found string) bool {
		// In an ARN it is found by hard-coded-arn; and twelve digits may be a date.
		return strings.Contains(l.Text, "arn:aws") || strings.HasPrefix(found, "20") && strings.Contains(l.Key(), "version") || Known[found] || strings.Count(found, found[:1]) == len(found)
	}))

// Known are accounts of AWS itself that customers must name.
// docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html,
// docs.aws.amazon.com/AmazonECR/latest/public/public-registries.html
var Known = map[string]bool{
	"602401143452": true, "013241004608": true, "877085696533": true, "800184023465": true, // EKS add-on images
	"127311923021": true, "033677994240": true, "027434742980": true, "797873946194": true, "985666609251": true, // load balancer logs
	"054676820928": true, "156460612806": true, "652711504416": true, "009996457667": true, "897822967062": true,
	"754344448648": true, "582318560864": true, "600734575887": true, "114774131450": true, "783225319266": true, "718504428378": true, "507241528517": true,
	"679593333241": true, // AWS Marketplace images
	"591542846629": true, // ECS-optimised images
	"763104351884": true, // deep learning containers
	"137112412989": true, // Amazon Linux images
	"099720109477": true, // Canonical images
	"801119661308": true, // Windows images
	"309956199498": true, // Red Hat images
	"123456789012": true, // the example account of AWS's documentation
}
