package hardcoded

import (
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// A note: in many estates the unit of the network is where its range is decided.
var address = made("hard-coded-address", diag.Note,
	"A range that is written in a unit is forgotten when the network moves, and overlaps with the next one.",
	"Write the ranges of an environment in env.hcl or region.hcl and work out the rest with cidrsubnet.",
	matching(regexp.MustCompile(`^((?:\d{1,3}\.){3}\d{1,3}(?:/\d{1,2})?)$`), "the address", func(l rule.Literal, found string) bool {
		ip, size, _ := strings.Cut(found, "/")
		return ip == "0.0.0.0" || ip == "127.0.0.1" || strings.HasPrefix(ip, "169.254.") || ip == "255.255.255.255" || strings.Contains(l.Key(), "version") ||
			size == "" && l.Under("tags")
	}))
