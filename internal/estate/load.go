package estate

import "github.com/zclconf/go-cty/cty"

// Options steer [Load].
type Options struct {
	// Outputs gives the outputs of a unit (by absolute folder) where they are
	// known, as an object; nil or false: they are carried as unknown.
	Outputs func(dir string) (cty.Value, bool)
	// Env answers get_env; nil means an empty environment.
	Env func(name string) (string, bool)
}
