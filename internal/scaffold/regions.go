package scaffold

import (
	_ "embed"
	"slices"
	"strings"
)

// Region is what the estate knows of a region of AWS.
type Region struct {
	Name     string // eu-central-1
	Short    string // euc1: for names with little room
	Zones    []string
	Timezone string // of those who work near it: schedules go by it
}

//go:embed regions.txt
var regionTable string

// Regions lists the regions that an estate can stand in, by name.
var Regions = parseRegions(regionTable)

func parseRegions(table string) (out []Region) {
	for line := range strings.Lines(table) {
		f := strings.Fields(line)
		if len(f) != 4 || f[0] == "#" {
			continue
		}
		r := Region{Name: f[0], Short: f[1], Timezone: f[3]}
		for _, zone := range f[2] {
			r.Zones = append(r.Zones, r.Name+string(zone))
		}
		out = append(out, r)
	}
	return out
}

// region finds a region by its name.
func region(name string) (Region, bool) {
	i := slices.IndexFunc(Regions, func(r Region) bool { return r.Name == name })
	if i < 0 {
		return Region{}, false
	}
	return Regions[i], true
}
