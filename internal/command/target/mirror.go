package target

import (
	"os"
	"path/filepath"
)

// Mirror gives the folder of modules to look into first: the one that is
// settled, else the repository's own where nothing may be downloaded; "" for
// none.
func Mirror(t *Target, offline bool) string {
	if m := t.Settings.ModuleMirror; m != "" {
		return m
	}
	if own := filepath.Join(t.Top, "test", "mirror"); offline {
		if fi, err := os.Stat(own); err == nil && fi.IsDir() {
			return own
		}
	}
	return ""
}
