package affected

import (
	"regexp"
	"strings"
)

// region matches the names of AWS, and those of Google and Azure that are
// written alike, as a folder.
var region = regexp.MustCompile(`^([a-z]{2}(-gov|-iso[a-z]?)?-[a-z]+-\d|[a-z]+-[a-z]+\d|global|_global)$`)

// place tells environment and region from the folders of a unit: the region is
// the first folder that is named like one, the environment the first that is
// not, as far as it is not the unit's own.
func place(path string) (environment, where string) {
	parts := strings.Split(path, "/")
	for _, p := range parts[:len(parts)-1] {
		if region.MatchString(p) {
			if where == "" {
				where = p
			}
			continue
		}
		if environment == "" {
			environment = p
		}
	}
	return environment, where
}
