package estate

import (
	"context"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate/eval"
	"github.com/terrace-cloud/terrace/internal/estate/memo"
	"github.com/terrace-cloud/terrace/internal/estate/tree"
)

// unitFiles are the names that make a folder a unit.
var unitFiles = []string{"terragrunt.hcl", "terragrunt.hcl.json"}

// discovered is what lies below a folder.
type discovered struct {
	units    []string // folders, sorted
	stacks   []string // stack files
	troubles diag.Findings
}

// discover lists the folders below dir that hold a unit, and the stack files. A
// folder that cannot be read is a finding, and the rest is searched.
func discover(ctx context.Context, v *tree.View, dir string) (found discovered, err error) {
	err = tree.Walk(v, dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			found.troubles = append(found.troubles, &diag.Finding{Severity: diag.Error, Summary: "the folder cannot be read", Detail: err.Error(),
				Fix: "Grant access to it, or name a folder that leaves it out.", Where: diag.Pos{File: p}, Code: diag.Config})
			return filepath.SkipDir
		case d.IsDir():
			if p != dir && memo.Skipped[d.Name()] {
				return filepath.SkipDir
			}
		case d.Name() == eval.StackFile:
			if !strings.Contains(p, string(filepath.Separator)+eval.GeneratedDir+string(filepath.Separator)) { // those come of others
				found.stacks = append(found.stacks, p)
			}
		case slices.Contains(unitFiles, d.Name()):
			if at := filepath.Dir(p); len(found.units) == 0 || found.units[len(found.units)-1] != at {
				found.units = append(found.units, at)
			}
		}
		return nil
	})
	return found, err
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
