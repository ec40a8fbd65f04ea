package eval

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gobwas/glob"
	"github.com/terrace-cloud/terrace/internal/estate/memo"
	"github.com/terrace-cloud/terrace/internal/estate/tree"
	"github.com/zclconf/go-cty/cty"
)

// markGlobAsRead counts the files that match a pattern as read, and gives them.
// Patterns are those of the library that Terragrunt uses: ** stands for no
// folder at all only where both of its neighbours are written out.
func markGlobAsRead(fr *frame, args []string) (cty.Value, error) {
	limit, args, err := boundary(fr, args)
	if err != nil {
		return cty.NilVal, err
	}
	if err := arity(args, 1, 1); err != nil {
		return cty.NilVal, err
	}
	pattern := path.Clean(filepath.ToSlash(args[0]))
	if !filepath.IsAbs(args[0]) {
		pattern = path.Join(filepath.ToSlash(fr.dir()), args[0])
	}
	start, magic := pattern, strings.IndexAny(pattern, `*?[{\`)
	if magic >= 0 {
		start = path.Dir(pattern[:magic] + "x")
	}
	if rel, err := filepath.Rel(cmp.Or(limit, "/"), start); err != nil || rel == ".." || strings.HasPrefix(rel, "../") {
		return cty.NilVal, fmt.Errorf("%s is outside of %s; give another boundary as the first argument: %s=FOLDER", start, limit, boundaryFlag)
	}
	matches, err := glob.Compile(pattern, '/')
	if err != nil {
		return cty.NilVal, err
	}
	var found []string
	err = tree.Walk(fr.t, start, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || d.IsDir() && memo.Skipped[d.Name()]:
			return fs.SkipDir
		case !d.IsDir() && (magic < 0 || matches.Match(filepath.ToSlash(p))):
			fr.t.Read(p)
			found = append(found, p)
		}
		return nil
	})
	if err != nil || len(found) == 0 {
		return cty.ListValEmpty(cty.String), err
	}
	slices.Sort(found)
	out := make([]cty.Value, len(found))
	for i, p := range found {
		out[i] = cty.StringVal(p)
	}
	return cty.ListVal(out), nil
}

// boundaryFlag may lead the arguments of mark_glob_as_read.
const boundaryFlag = "--terragrunt-boundary"

// boundary gives the folder that a pattern must stay in, and the arguments
// without it: the repository, where none is named; "" outside of one.
func boundary(fr *frame, args []string) (string, []string, error) {
	if len(args) == 0 || !strings.HasPrefix(args[0], boundaryFlag) {
		r, _ := fr.repo()
		return r, args, nil
	}
	dir, inline := strings.CutPrefix(args[0], boundaryFlag+"=")
	rest := args[1:]
	if !inline && args[0] == boundaryFlag && len(rest) > 0 {
		dir, rest, inline = rest[0], rest[1:], true
	}
	if !inline || dir == "" {
		return "", nil, fmt.Errorf("%s needs a folder", boundaryFlag)
	}
	return fr.abs(dir), rest, nil
}
