// Package target finds what a command works on: the estate, the settings of its
// repository, and the units that the arguments name.
package target

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/contract/infer"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate"
)

// Target is what a command works on.
type Target struct {
	Top      string          // top of the repository, or the estate's root outside of one
	Dir      string          // the working folder
	Settings config.Settings // terrace.yaml, the environment and the flags
	Estate   *estate.Estate
	Units    []*estate.Unit // those in the folders that were named, else all; sorted by path
	Modules  *infer.Book    // interfaces of the modules in use; nil unless Options.Types
}

// Options say how an estate is read.
type Options struct {
	estate.Options
	Types bool // outputs that are not known have the types that they will have
}

// Look is how commands read an estate that only look at it: a variable that this
// environment lacks may be set where it runs, and is not known.
var Look = Options{Options: estate.Options{OpenEnv: true}}

// Open reads the estate that the folders are in, and picks the units below
// them. Without a folder it is the estate of the settings, else that around the
// working folder.
func Open(ctx context.Context, flags *config.Flags, dirs []string, o Options) (*Target, error) {
	wd, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	t := &Target{Dir: wd}
	folders, err := t.folders(flags, dirs)
	if err != nil {
		return nil, err
	}
	if o.Env == nil && !o.OpenEnv {
		o.Env = func(name string) (string, bool) { return t.Settings.LookupEnv(name) }
	}
	if o.Types {
		if t.Modules, err = t.book(); err != nil {
			return nil, err
		}
		o.OutputTypes = t.Modules.Outputs
	}
	if t.Estate, err = read(ctx, folders, o.Options); err != nil {
		return nil, err
	}
	if t.Settings.File == "" { // no repository was found from there: the root of the estate may be in one
		t.Top = config.Top(t.Estate.Root)
		if t.Settings, err = flags.Load(t.Top); err != nil {
			return nil, err
		}
		if o.Types {
			if t.Modules, err = t.book(); err != nil {
				return nil, err
			}
		}
	}
	return t, t.pick(folders, dirs)
}

// read reads several folders as one estate: the one that they are in, or, of plain
// root modules, the one that they make together.
func read(ctx context.Context, folders []string, o estate.Options) (*estate.Estate, error) {
	if len(folders) == 1 {
		return estate.Load(ctx, folders[0], o)
	}
	if e, err := estate.LoadModules(ctx, "", folders, o); e != nil || err != nil {
		return e, err
	}
	root, err := estate.FindRoot(folders[0])
	if err != nil {
		return nil, err
	}
	return estate.Load(ctx, root, o)
}

// Whole reads the whole estate: that of the settings, else that around dir, or
// around the working folder where dir is "".
func Whole(ctx context.Context, flags *config.Flags, dir string, o Options) (*Target, error) {
	var dirs []string
	if dir != "" {
		root, err := estate.FindRoot(dir)
		if err != nil {
			return nil, err
		}
		dirs = []string{root}
	}
	return Open(ctx, flags, dirs, o)
}

// folders gives the folders to read, absolute, without symbolic links.
func (t *Target) folders(flags *config.Flags, dirs []string) (out []string, err error) {
	near := t.Dir
	if len(dirs) > 0 {
		if near, err = filepath.Abs(dirs[0]); err != nil {
			return nil, err
		}
	}
	t.Top = config.Top(near)
	if t.Settings, err = flags.Load(t.Top); err != nil {
		return nil, err
	}
	if len(dirs) == 0 {
		dir := t.Settings.Estate
		if dir == "" {
			if dir, err = estate.FindRoot(t.Dir); err != nil {
				return nil, err
			}
		}
		dirs = []string{dir}
	}
	for _, d := range dirs {
		abs, err := filepath.Abs(d)
		if err != nil {
			return nil, err
		}
		if fi, err := os.Stat(abs); err != nil || !fi.IsDir() {
			f := &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: fmt.Sprintf("%s is not a folder", d),
				Fix: "Name a folder of units, or none for the whole estate."}
			if d == t.Settings.Estate {
				f.Fix, f.Where = "Correct estate in terrace.yaml, TERRACE_ESTATE or --estate.", diag.Pos{File: t.Settings.File}
			}
			return nil, f
		}
		if real, err := filepath.EvalSymlinks(abs); err == nil {
			abs = real
		}
		out = append(out, abs)
	}
	return out, nil
}

// pick sets the units below the folders.
func (t *Target) pick(folders, names []string) error {
	seen := map[*estate.Unit]bool{}
	for i, d := range folders {
		found := t.Estate.Below(d)
		if len(found) == 0 {
			name := d
			if i < len(names) {
				name = names[i]
			}
			none := &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "There is no unit in " + name,
				Detail: "No terragrunt.hcl and no Terraform root module of the estate " + t.Estate.Root + " was found there.",
				Fix:    "Name a folder that has some, or start in the repository of your estate."}
			return append(diag.Findings{none}, t.Estate.Findings...).Err() // why stacks gave no units
		}
		for _, u := range found {
			seen[u] = true
		}
	}
	for _, u := range t.Estate.Units {
		if seen[u] {
			t.Units = append(t.Units, u)
		}
	}
	return nil
}
