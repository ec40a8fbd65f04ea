package estate

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate/memo"
	"github.com/terrace-cloud/terrace/internal/estate/tree"
)

// rootFile is the name that Terragrunt recommends for what all units include.
const rootFile = "root.hcl"

// settingsFile marks the top of what belongs together, as .git does.
const settingsFile = "terrace.yaml"

// FindRoot finds the estate that a folder belongs to: the top-most folder
// above it that has root.hcl, else (from the top of a repository, say) the
// one folder below it that has one. Without any root.hcl, the units in the folder
// belong to an estate that is as wide as the repository, so that they are the same
// estate from wherever one looks at it.
func FindRoot(dir string) (string, error) { return FindRootIn(tree.Disk, dir) }

// FindRootIn is FindRoot in a tree of files that need not be on disk.
func FindRootIn(files tree.FS, dir string) (string, error) {
	v := tree.NewView(files)
	dir, err := clean(v, dir)
	if err != nil {
		return "", err
	}
	if r := climb(v, dir); r != "" {
		return r, nil
	}
	switch below := rootsBelow(v, dir); len(below) {
	case 1:
		return below[0], nil
	case 0:
		found, err := discover(context.Background(), v, dir)
		if err != nil {
			return "", err
		}
		switch {
		case len(found.units)+len(found.stacks) > 0:
			return widest(v, dir), nil
		case hasTerraform(v, dir): // a root module, whatever lies around it
			return dir, nil
		}
		return "", noUnits(dir)
	default:
		return "", &diag.Finding{Severity: diag.Error, Summary: "there are several estates in " + dir,
			Detail: strings.Join(below, ", ") + " each have a " + rootFile + ".",
			Fix:    "Name the one that is meant, or go into it.", Where: diag.Pos{File: dir}, Code: diag.Config}
	}
}

// climb gives the top-most folder from dir upwards that has root.hcl, inside
// the repository that dir is in; "" when there is none.
func climb(v *tree.View, dir string) (top string) {
	for d := dir; ; d = filepath.Dir(d) {
		if v.IsFile(filepath.Join(d, rootFile)) {
			top = d
		}
		if v.Kind(filepath.Join(d, ".git")) != tree.None || d == filepath.Dir(d) {
			return top
		}
	}
}

// widest gives the top-most folder from dir upwards, inside the repository, that
// has no root.hcl in it: what lies around one is an estate of its own. Outside of
// a repository it is dir.
func widest(v *tree.View, dir string) string {
	var ups []string
	for d := dir; ; d = filepath.Dir(d) {
		ups = append(ups, d)
		if v.Kind(filepath.Join(d, ".git")) != tree.None || v.IsFile(filepath.Join(d, settingsFile)) {
			break
		}
		if d == filepath.Dir(d) {
			return dir
		}
	}
	for _, d := range slices.Backward(ups) {
		if len(rootsBelow(v, d)) == 0 {
			return d
		}
	}
	return dir
}

// rootsBelow gives the folders below dir that have root.hcl, of the level
// nearest to dir: what lies deeper is an example or a test.
func rootsBelow(v *tree.View, dir string) (out []string) {
	for level := []string{dir}; len(level) > 0 && len(out) == 0; {
		var next []string
		for _, d := range level {
			if v.IsFile(filepath.Join(d, rootFile)) {
				out = append(out, d)
				continue
			}
			es, _ := v.ReadDir(d) // a closed folder holds nothing for us
			for _, e := range es {
				if e.IsDir() && !memo.Skipped[e.Name()] {
					next = append(next, filepath.Join(d, e.Name()))
				}
			}
		}
		level = next
	}
	return out
}

// rootOf gives the folder that the paths of units are relative to: the one
// with the top-most root.hcl above dir, else the folder of what all of them
// include, else their common folder. It holds every unit.
func rootOf(v *tree.View, dir string, units []*Unit) string {
	root := climb(v, dir)
	if root == "" {
		root = includedRoot(units)
	}
	if root == "" {
		root = dir
	}
	for _, u := range units {
		root = common(root, u.Dir)
	}
	return root
}

// includedRoot gives the folder of the root.hcl that all units include, "" when
// there is none or more than one.
func includedRoot(units []*Unit) (root string) {
	for _, u := range units {
		for _, in := range u.Includes {
			if d := filepath.Dir(in.Path); filepath.Base(in.Path) == rootFile && inside(d, u.Dir) {
				if root != "" && root != d {
					return ""
				}
				root = d
			}
		}
	}
	return root
}

// inside tells whether p is folder dir or below it.
func inside(dir, p string) bool {
	rel, err := filepath.Rel(dir, p)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// common gives the deepest folder that holds both.
func common(a, b string) string {
	for !inside(a, b) && a != filepath.Dir(a) {
		a = filepath.Dir(a)
	}
	return a
}
