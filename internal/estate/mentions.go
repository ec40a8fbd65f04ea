package estate

import (
	"io/fs"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/estate/memo"
	"github.com/terrace-cloud/terrace/internal/estate/tree"
)

// pathsInModules matches what Terraform code writes to reach a file: a text that
// starts at the folder of the module, or one that leads upwards. What follows
// the next interpolation is not known.
var pathsInModules = regexp.MustCompile(`"(\$\{path\.(?:module|root|cwd)\}/|\.\.?/)([^"$\n]*)([$"])`)

// mentions adds the files that a Terraform file names, in the module's folder or
// outside of it: file("${path.module}/../policies/x.json"), the source_dir of an
// archive. Where only a run can tell the name, it adds all that lie in the
// folder that is known.
func mentions(in *memo.Witness, path string, into map[string]bool) {
	src, err := in.ReadFile(path)
	if err != nil {
		return
	}
	dir := filepath.Dir(path)
	for _, m := range pathsInModules.FindAllSubmatch(src, -1) {
		lead, rest, more := string(m[1]), string(m[2]), string(m[3]) == "$"
		if !strings.HasPrefix(lead, "$") {
			rest = lead + rest
		}
		if more { // up to the folder that is known
			rest = rest[:strings.LastIndexByte(rest, '/')+1]
		}
		at := filepath.Join(dir, filepath.FromSlash(rest))
		switch in.Kind(at) {
		case tree.File:
			into[at] = true
		case tree.Dir:
			// A call of a module is followed elsewhere; the folder that code
			// lies in, and those above it, hold more than it reads.
			if rel, err := filepath.Rel(at, dir); err != nil || rel != "." && strings.HasPrefix(rel, "..") {
				allIn(in, at, into)
			}
		}
	}
}

// allIn adds the files below a folder that are no Terraform code.
func allIn(in *memo.Witness, dir string, into map[string]bool) {
	_ = tree.Walk(in, dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir() && p != dir && memo.Skipped[d.Name()]:
			return filepath.SkipDir
		case !d.IsDir() && !isTerraform(d.Name()):
			into[p] = true
		}
		return nil
	})
}

// scripts adds the files that hooks may run or read: those of their words that
// lead to one.
func scripts(in *memo.Witness, u *Unit, into map[string]bool) {
	for _, h := range u.Hooks {
		for _, word := range h.Execute {
			if word == "" || strings.HasPrefix(word, "-") || strings.ContainsAny(word, "\n\x00") {
				continue
			}
			if !filepath.IsAbs(word) {
				word = filepath.Join(u.Dir, word)
			}
			if word = filepath.Clean(word); in.IsFile(word) {
				into[word] = true
			}
		}
	}
}
