package target

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/terrace-cloud/terrace/internal/command/version"
	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/estate/affected"
)

// remembered is the cache of outlines of this user; it makes answers faster, and
// they are right without it.
func remembered() *estate.Cache {
	folder, err := engine.CacheDir(os.Getenv)
	if err != nil {
		return nil
	}
	return estate.NewCache(filepath.Join(folder, "estates"), version.Version)
}

// Change says where to look for what a change touches: in the folders named,
// else in the estate of the settings, else in that around the working folder.
func Change(settings *config.Flags, dirs []string) (affected.Options, error) {
	o := affected.Options{Estate: estate.Options{Env: os.LookupEnv}, Cache: remembered()}
	wd, err := os.Getwd()
	if err != nil {
		return o, err
	}
	near := wd
	if len(dirs) > 0 {
		if near, err = filepath.Abs(dirs[0]); err != nil {
			return o, err
		}
	}
	set, err := settings.Load(config.Top(near))
	if err != nil {
		return o, err
	}
	for _, d := range dirs {
		d, err := real(d)
		if err != nil {
			return o, err
		}
		o.Below = append(o.Below, d)
	}
	switch {
	case len(dirs) > 0:
		o.Dir = o.Below[0]
	case set.Estate != "":
		o.Dir, err = real(set.Estate)
	default:
		o.Dir, err = real(wd)
	}
	return o, err
}

// real gives a folder as an absolute path without links.
func real(dir string) (string, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if fi, err := os.Stat(abs); err != nil || !fi.IsDir() {
		return "", &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: fmt.Sprintf("%s is not a folder", dir),
			Fix: "Name a folder of units, or none for the whole estate."}
	}
	return filepath.EvalSymlinks(abs)
}
