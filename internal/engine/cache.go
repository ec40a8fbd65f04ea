package engine

import (
	"os"
	"path/filepath"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// CacheDir gives the folder for what Terrace builds and downloads: TERRACE_CACHE,
// else a folder of its own in the user's cache.
func CacheDir(env func(string) string) (string, error) {
	if dir := env("TERRACE_CACHE"); dir != "" {
		return filepath.Abs(dir)
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", &diag.Finding{Severity: diag.Error, Summary: "No folder for Terrace's cache", Detail: err.Error(),
			Fix: "Set TERRACE_CACHE to a folder that Terrace may write to.", Code: diag.Config}
	}
	return filepath.Join(dir, "terrace"), nil
}
