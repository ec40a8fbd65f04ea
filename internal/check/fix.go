package check

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/rogpeppe/go-internal/diff"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
)

// Change is what mending does to a file.
type Change struct {
	File          string // absolute
	Name          string // relative to the top of the repository
	Before, After []byte
}

// Diff gives the change as a unified diff.
func (c Change) Diff() []byte { return diff.Diff("a/"+c.Name, c.Before, "b/"+c.Name, c.After) }

// Write puts the change on disk, whole or not at all. A file that has become
// another meanwhile is left as it is.
func (c Change) Write() error {
	if now, err := os.ReadFile(c.File); err != nil || !bytes.Equal(now, c.Before) {
		return &diag.Finding{Severity: diag.Error, Code: diag.Failed, Summary: "the file was changed meanwhile", Fix: "Run terrace check --fix again.", Where: diag.Pos{File: c.Name}}
	}
	return replace(c.File, c.After)
}

// Mend works out what the edits of findings make of their files. Only the bytes
// of the edits change. A file that could not be read afterwards is an error,
// and a fault of the rule.
func Mend(in *rule.Input, found []*rule.Finding) ([]Change, error) {
	edits := map[string][]rule.Edit{}
	var files []string
	for _, f := range found {
		for _, e := range f.Edits {
			if edits[e.File] == nil {
				files = append(files, e.File)
			}
			if !slices.Contains(edits[e.File], e) {
				edits[e.File] = append(edits[e.File], e)
			}
		}
	}
	slices.Sort(files)
	var out []Change
	for _, path := range files {
		f := in.File(path)
		if f == nil {
			continue
		}
		after := apply(f.Src, edits[path])
		if bytes.Equal(after, f.Src) {
			continue
		}
		if filepath.Ext(path) == ".hcl" {
			if _, ds := hclsyntax.ParseConfig(after, path, hcl.InitialPos); ds.HasErrors() {
				return nil, &diag.Finding{Severity: diag.Error, Code: diag.Failed, Summary: "the file cannot be mended", Detail: fmt.Sprintf("It would not parse afterwards: %v.", ds),
					Fix: "Nothing was written. This is a fault of terrace: please report it with the file.", Where: diag.Pos{File: in.Rel(path)}}
			}
		}
		out = append(out, Change{path, in.Rel(path), f.Src, after})
	}
	return out, nil
}

// apply puts edits into a text. Of edits that overlap the first is taken: the
// next run takes the other.
func apply(src []byte, edits []rule.Edit) []byte {
	slices.SortStableFunc(edits, func(a, b rule.Edit) int { return a.Start - b.Start })
	var out []byte
	at := 0
	for _, e := range edits {
		if e.Start < at || e.End < e.Start || e.End > len(src) {
			continue
		}
		out = append(out, src[at:e.Start]...)
		out = append(out, e.Text...)
		at = e.End
	}
	return append(out, src[at:]...)
}
