package hardcoded

import (
	"fmt"
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

var regionWord = regexp.MustCompile(`(?:^|[^0-9A-Za-z])((?:af|ap|ca|cn|eu|il|me|mx|sa|us|us-gov)-(?:north|south|east|west|central|northeast|northwest|southeast|southwest)-\d)[a-f]?(?:$|[^0-9A-Za-z])`)

var region = made("hard-coded-region", diag.Warning,
	"A unit that names its region makes things in the old one when it is copied into a new one.",
	"Read it from region.hcl.",
	func(p *rule.Pass, f *rule.File) {
		for _, l := range literals(p, f) {
			m := regionWord.FindStringSubmatch(l.Text)
			switch {
			case m == nil || strings.Contains(l.Text, "arn:aws"): // hard-coded-arn
			case m[1] == "us-east-1" && global(f): // where certificates and firewalls of CloudFront must be
			case f.Path != "" && (l.In == "read_terragrunt_config" || l.In == "find_in_parent_folders" || strings.Contains(l.Text, "/")): // a path or a URL
			default:
				p.At(at(l, m[1]), fmt.Sprintf("the region %s is written here", m[1]))
			}
		}
	})

// global tells whether a file is about something that AWS keeps in us-east-1.
func global(f *rule.File) bool {
	text := strings.ToLower(string(f.Src))
	for _, word := range []string{"cloudfront", "acm", "waf", "global", "route53", "ecr-public", "ecrpublic"} {
		if strings.Contains(text, word) || strings.Contains(strings.ToLower(f.Path), word) {
			return true
		}
	}
	return false
}
