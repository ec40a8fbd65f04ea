package cloud

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/command/target"
	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/rehearsal"
)

// finder finds the unit whose state a file is.
type finder struct {
	ctx         context.Context
	wd          string // where the command runs
	top, folder string // of the repository, and of the rehearsal
	account     string // of the settings, empty for none
	flags       *config.Flags
	units       []keeper
	named       *keeper // by --unit
}

// estate reads where the units of the estate around the working folder keep
// their states; without an estate there are none. A unit that is named must be
// among them, or be the folder of a plain module.
func (f *finder) estate(unit string) error {
	t, err := target.Whole(f.ctx, f.flags, "", target.Options{})
	if err == nil {
		for _, u := range t.Estate.Units {
			if k := f.keeperOf(u); k.kept.Known() {
				f.units = append(f.units, k)
			}
		}
	}
	if unit == "" {
		return nil
	}
	folders := []string{filepath.Join(f.wd, unit), filepath.Join(f.top, unit)}
	for _, k := range f.units {
		if unit == k.unit || slices.Contains(folders, filepath.Join(f.top, filepath.FromSlash(k.owner))) {
			f.named = &k
			return nil
		}
	}
	for _, dir := range folders {
		if k, ok := f.plain(dir); ok && k.kept.Known() {
			f.named = &k
			return nil
		}
	}
	fix := "Name the folder of a plain Terraform module whose backend is s3 or local."
	if err == nil {
		if u, none := target.Find(t.Estate, unit); none != nil {
			return none
		} else if k := f.keeperOf(u); k.kept.Known() {
			f.named = &k
			return nil
		}
	}
	return bad(fmt.Sprintf("No unit %q keeps its state where a rehearsal can put it", unit), fix)
}

func (f *finder) keeperOf(u *estate.Unit) keeper {
	k := keeper{unit: u.Path, owner: rehearsal.Owner(f.top, u.Dir), kept: rehearsal.KeptBy(f.top, f.folder, u)}
	k.account, k.region = rehearsal.PlaceOf(u, f.account)
	if u.Plain() {
		k.unit, k.dir = k.owner, u.Dir
	}
	return k
}

// plain gives the keeper of a plain module's folder.
func (f *finder) plain(dir string) (keeper, bool) {
	e, err := estate.Load(f.ctx, dir, estate.Options{})
	if err != nil || len(e.Units) != 1 || !e.Units[0].Plain() {
		return keeper{}, false
	}
	k := f.keeperOf(e.Units[0])
	return k, !strings.HasPrefix(k.owner, "..") // else it is not of this repository
}

// keeper gives the unit whose state a file is: the one that is named, else the
// one with the longest key that the file's path ends with, else the plain
// module that it lies beside.
func (f *finder) keeper(file, named string) (best keeper, err error) {
	if named != "" {
		return *f.named, nil
	}
	abs, err := filepath.Abs(file)
	if err != nil {
		return best, err
	}
	for _, k := range f.units {
		if k.kept.Key != "" && strings.HasSuffix(filepath.ToSlash(abs), "/"+k.kept.Key) && len(k.kept.Key) > len(best.kept.Key) {
			best = k
		}
	}
	if k, ok := f.plain(filepath.Dir(abs)); best.unit == "" && ok && k.kept.Known() {
		return k, nil
	}
	return best, nil
}
