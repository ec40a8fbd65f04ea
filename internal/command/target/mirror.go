package target

import (
	"os"
	"path/filepath"

	"github.com/terrace-cloud/terrace/internal/config"
)

// Mirror gives the folder of modules to look into first: the one that is
// settled, else the repository's own where nothing may be downloaded; "" for
// none.
func Mirror(top string, settings *config.Settings, offline bool) string {
	if m := settings.ModuleMirror; m != "" {
		return m
	}
	if own := filepath.Join(top, "test", "mirror"); offline {
		if fi, err := os.Stat(own); err == nil && fi.IsDir() {
			return own
		}
	}
	return ""
}
