package estate

import (
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate/memo"
	"github.com/terrace-cloud/terrace/internal/estate/tree"
)

// sources sets what a unit reads: what evaluating it read, its own Terraform
// files, and the local modules that it runs.
func (l *loader) sources(w *memo.Witness, u *Unit, reads []string) {
	set := map[string]bool{}
	for _, r := range reads {
		set[r] = true
	}
	l.module(w, u.Dir, set, false)
	if dir, local := u.Module(); local && dir != u.Dir {
		if !w.IsDir(dir) {
			u.fail(u.Source.Pos, "the source leads to a folder that does not exist", dir+" is not there.", "Correct the path; it starts at the folder of the unit.")
		} else {
			l.module(w, dir, set, true)
		}
	} else if u.Source.Pos.IsZero() && !u.Plain() && !u.Findings.HasErrors() && !hasTerraform(w, u.Dir) && !writesTerraform(u) {
		u.fail(diag.Pos{File: u.File, Line: 1, Column: 1}, "the unit has no source and no Terraform files", "",
			"Name a module in terraform { source = … }, here or in a file that it includes.")
	}
	for _, a := range u.Arguments {
		for _, f := range slices.Concat(a.RequiredVarFiles, a.OptionalVarFiles) {
			if !filepath.IsAbs(f) {
				f = filepath.Join(u.Dir, f)
			}
			if w.IsFile(f) {
				set[f] = true
			}
		}
	}
	scripts(w, u, set)
	u.Reads = make([]string, 0, len(set))
	for r := range set {
		u.Reads = append(u.Reads, l.view.Origin(r))
	}
	slices.Sort(u.Reads)
	u.Reads = slices.Compact(u.Reads)
}

// writesTerraform tells whether a generate block may give the unit its module.
func writesTerraform(u *Unit) bool {
	return slices.ContainsFunc(u.Generate, func(g Generate) bool { return isTerraform(g.Path) && !g.Disabled })
}

// Module gives the folder of the module that the unit runs, and whether it is
// on this machine: a relative or absolute path, or the unit's own folder.
func (u *Unit) Module() (dir string, local bool) {
	raw := u.Source.Raw
	switch {
	case u.Source.Pos.IsZero():
		return u.Dir, true
	case raw == "":
		return "", false
	}
	raw, _, _ = strings.Cut(raw, "?")
	raw = strings.TrimPrefix(strings.TrimPrefix(raw, "file::"), "file://")
	switch {
	case raw == "." || raw == ".." || strings.HasPrefix(raw, "./") || strings.HasPrefix(raw, "../"):
		if u.Source.Kept && u.Generated != nil {
			return filepath.Join(u.Generated.From, raw), true
		}
		return filepath.Join(u.Dir, raw), true
	case filepath.IsAbs(raw):
		return filepath.Clean(raw), true
	}
	return "", false
}

// module adds the files of a local module and, through its calls, of others.
// With all, files of any kind count: templates, policies, archives. Folders
// below it belong to it as long as they are no modules themselves.
func (l *loader) module(w *memo.Witness, dir string, into map[string]bool, all bool) {
	key := dir
	if all {
		key += "\x00all"
	}
	l.mu.Lock()
	m := l.modules[key]
	l.mu.Unlock()
	if m == nil {
		own := memo.NewWitness(l.view, l.questions)
		set := map[string]bool{}
		walk(own, dir, set, all, map[string]bool{})
		m = &module{files: slices.Collect(maps.Keys(set)), asked: own.Asked()}
		l.mu.Lock()
		l.modules[key] = m
		l.mu.Unlock()
	}
	w.Join(m.asked)
	for _, f := range m.files {
		into[f] = true
	}
}

// module is a local module: the files that it is made of, and the questions
// that found them.
type module struct {
	files []string
	asked []int32
}

func walk(in *memo.Witness, dir string, into map[string]bool, all bool, seen map[string]bool) {
	if seen[dir] {
		return
	}
	seen[dir] = true
	_ = tree.Walk(in, dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return filepath.SkipDir
		case d.IsDir():
			if p != dir && (!all || memo.Skipped[d.Name()] || hasTerraform(in, p)) {
				return filepath.SkipDir
			}
		case isTerraform(d.Name()):
			into[p] = true
			for _, c := range calls(in, p) {
				walk(in, filepath.Join(filepath.Dir(p), c), into, true, seen)
			}
			mentions(in, p, into)
		case all && !strings.HasSuffix(p, ".md") || isVariables(d.Name()):
			into[p] = true
		}
		return nil
	})
}

func isVariables(name string) bool {
	return strings.HasSuffix(name, ".tfvars") || strings.HasSuffix(name, ".tfvars.json")
}

var moduleCalls = &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: "module", LabelNames: []string{"name"}}}}

// calls gives the local sources of the modules that a Terraform file calls.
func calls(from tree.FS, path string) (out []string) {
	src, err := from.ReadFile(path)
	if err != nil {
		return nil
	}
	parse := hclparse.NewParser().ParseHCL
	if strings.HasSuffix(path, ".json") {
		parse = hclparse.NewParser().ParseJSON
	}
	f, _ := parse(src, path)
	if f == nil || f.Body == nil {
		return nil
	}
	c, _, _ := f.Body.PartialContent(moduleCalls)
	for _, b := range c.Blocks {
		as, _, _ := b.Body.PartialContent(&hcl.BodySchema{Attributes: []hcl.AttributeSchema{{Name: "source"}}})
		a := as.Attributes["source"]
		if a == nil {
			continue
		}
		v, ds := a.Expr.Value(nil)
		if ds.HasErrors() || !v.IsKnown() || v.IsNull() || v.Type().FriendlyName() != "string" {
			continue
		}
		if s := v.AsString(); strings.HasPrefix(s, "./") || strings.HasPrefix(s, "../") {
			out = append(out, s)
		}
	}
	return out
}
