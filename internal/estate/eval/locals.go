package eval

import (
	"fmt"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

// roots are the names that an expression in locals may start with.
var roots = map[string]bool{"local": true, "include": true, "feature": true, "values": true}

// evalLocals evaluates the locals block, in whatever order it is written, and
// makes it known to the frame as `local`.
func (fr *frame) evalLocals() cty.Value {
	fr.vars["local"] = cty.EmptyObjectVal
	blocks := fr.file.body.of("locals")
	if len(blocks) == 0 {
		return cty.EmptyObjectVal
	}
	todo := map[string]attr{}
	needs := map[string][]string{}
	for name, a := range blocks[0].attrs {
		todo[name] = a
	}
	done := map[string]cty.Value{}
	for _, a := range blocks[0].sorted() {
		var ok bool
		if needs[a.name], ok = fr.localNeeds(a, todo); !ok {
			done[a.name] = cty.DynamicVal
		}
	}
	for name := range done {
		delete(todo, name)
	}
	for len(todo) > 0 {
		fr.vars["local"] = cty.ObjectVal(done)
		ready := []attr{}
		for _, a := range blocks[0].sorted() {
			if _, open := todo[a.name]; open && !anyOf(needs[a.name], todo) {
				ready = append(ready, a)
			}
		}
		for _, a := range ready {
			done[a.name] = fr.value(a.expr)
			delete(todo, a.name)
		}
		if len(ready) == 0 {
			fr.ring(todo, needs)
			for name := range todo {
				done[name] = cty.DynamicVal
			}
			break
		}
	}
	fr.vars["local"] = cty.ObjectVal(done)
	return fr.vars["local"]
}

// localNeeds gives the other locals that a local refers to; false when it
// cannot be evaluated at all.
func (fr *frame) localNeeds(a attr, all map[string]attr) (names []string, ok bool) {
	for _, t := range a.expr.Variables() {
		switch {
		case !roots[t.RootName()]:
			fr.t.fail(t.SourceRange(), fmt.Sprintf("%s is not known in locals", t.RootName()),
				"Locals can refer to local, include, feature and values; move the expression into inputs.")
			return nil, false
		case t.RootName() != "local":
			continue
		}
		name := attrName(t, 1)
		if name == "" {
			fr.t.fail(t.SourceRange(), "local is used as a whole", "Terragrunt evaluates one local at a time: name the one that is meant.")
			return nil, false
		}
		if _, there := all[name]; !there {
			fr.t.fail(t.SourceRange(), fmt.Sprintf("there is no local %q", name), "Declare it in locals of this file, or correct the name."+didYouMean(name, keys(all)))
			return nil, false
		}
		names = append(names, name)
	}
	return names, true
}

// ring reports locals that need one another.
func (fr *frame) ring(todo map[string]attr, needs map[string][]string) {
	start := ""
	for name := range todo {
		if start == "" || name < start {
			start = name
		}
	}
	path, at := []string{}, map[string]int{}
	for name := start; ; {
		if i, seen := at[name]; seen {
			path = path[i:]
			break
		}
		at[name] = len(path)
		path = append(path, name)
		for _, n := range needs[name] {
			if _, open := todo[n]; open {
				name = n
				break
			}
		}
	}
	f := &diag.Finding{Severity: diag.Error, Code: diag.Config, Summary: "locals need one another: " + strings.Join(append(path, path[0]), " -> "),
		Fix: "Break the ring: one of them must not refer to the next.", Where: diag.FromRange(todo[path[0]].at)}
	for _, n := range path[1:] {
		f.Also = append(f.Also, diag.FromRange(todo[n].at))
	}
	fr.t.add(f)
}

func anyOf(names []string, in map[string]attr) bool {
	for _, n := range names {
		if _, ok := in[n]; ok {
			return true
		}
	}
	return false
}

func keys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	return out
}

// attrName gives the name that step i of a traversal looks up, or "".
func attrName(t hcl.Traversal, i int) string {
	if i >= len(t) {
		return ""
	}
	switch s := t[i].(type) {
	case hcl.TraverseAttr:
		return s.Name
	case hcl.TraverseIndex:
		n, _ := asString(s.Key)
		return n
	}
	return ""
}
