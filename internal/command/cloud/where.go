package cloud

import (
	"strings"

	"github.com/spf13/cobra"
	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
)

// where narrows a look at the cloud; what is empty narrows nothing.
type where struct{ account, region, unit string }

// flags gives a command the flags that narrow, with their completion.
func (w *where) flags(c *cobra.Command) {
	f := c.Flags()
	f.StringVar(&w.unit, "unit", "", "only what this unit made")
	f.StringVar(&w.account, "account", "", "only this account")
	f.StringVar(&w.region, "region", "", "only this region; global for global services")
	for name, of := range map[string]func(*cloud.Object) string{
		"unit":    func(o *cloud.Object) string { return o.Unit },
		"account": func(o *cloud.Object) string { return o.Account },
		"region":  func(o *cloud.Object) string { return o.Region },
	} {
		_ = c.RegisterFlagCompletionFunc(name, standingValues(of)) // fails only for a flag that is not there
	}
}

func (w where) has(o *cloud.Object) bool {
	wants := func(filter, has string) bool { return filter == "" || filter == has }
	return wants(w.account, o.Account) && wants(w.region, o.Region) && ofUnit(w.unit, o.Unit)
}

// ofUnit tells whether an owner is the unit asked for: by its folder in the
// repository, or by its path in its estate.
func ofUnit(unit, owner string) bool {
	return unit == "" || owner == unit || strings.HasSuffix(owner, "/"+unit)
}
