package estate

import (
	"context"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate/memo"
	"github.com/terrace-cloud/terrace/internal/estate/tree"
)

// unitFiles are the names that make a folder a unit.
var unitFiles = []string{"terragrunt.hcl", "terragrunt.hcl.json"}

// discover lists the folders below dir that hold a unit, sorted. A folder that
// cannot be read is a finding, and the rest is searched.
func discover(ctx context.Context, v *tree.View, dir string) (dirs []string, troubles diag.Findings, err error) {
	err = tree.Walk(v, dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			troubles = append(troubles, &diag.Finding{Severity: diag.Error, Summary: "the folder cannot be read", Detail: err.Error(),
				Fix: "Grant access to it, or name a folder that leaves it out.", Where: diag.Pos{File: p}, Code: diag.Config})
			return filepath.SkipDir
		case d.IsDir() && p != dir && memo.Skipped[d.Name()]:
			return filepath.SkipDir
		case !d.IsDir() && slices.Contains(unitFiles, d.Name()) && (len(dirs) == 0 || dirs[len(dirs)-1] != filepath.Dir(p)):
			dirs = append(dirs, filepath.Dir(p))
		}
		return nil
	})
	return dirs, troubles, err
}

func isUnit(v *tree.View, dir string) bool {
	return slices.ContainsFunc(unitFiles, func(n string) bool { return v.IsFile(filepath.Join(dir, n)) })
}

// terraformFiles are the endings of files that make a folder a module.
var terraformFiles = []string{".tf", ".tf.json", ".tofu", ".tofu.json"}

func isTerraform(name string) bool {
	return slices.ContainsFunc(terraformFiles, func(end string) bool { return strings.HasSuffix(name, end) })
}

func hasTerraform(v tree.FS, dir string) bool {
	es, _ := v.ReadDir(dir)
	return slices.ContainsFunc(es, func(e fs.DirEntry) bool { return !e.IsDir() && isTerraform(e.Name()) })
}
