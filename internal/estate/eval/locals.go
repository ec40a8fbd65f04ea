package eval

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/zclconf/go-cty/cty"
)

// roots are the names that an expression in locals may start with.
var roots = map[string]bool{"local": true, "include": true, "feature": true, "values": true}

// plan is the order in which the locals of a file can be evaluated; it is found
// once for all units that use the file.
type plan struct {
	waves    [][]attr      // each refers to earlier ones only
	broken   []string      // these cannot be evaluated
	size     int           // how many there are
	findings diag.Findings // and why
}

// evalLocals evaluates the locals block, in whatever order it is written, and
// makes it known to the frame as `local`.
func (fr *frame) evalLocals() {
	p := fr.file.locals()
	fr.t.add(fr.file.told(p.findings)...)
	fr.local = make(map[string]cty.Value, p.size)
	for _, name := range p.broken {
		fr.local[name] = cty.DynamicVal
	}
	for _, wave := range p.waves {
		for _, a := range wave {
			fr.local[a.name] = fr.value(a.expr)
		}
	}
	fr.settled, fr.object = true, cty.NilVal
}

// locals gives the plan for the file.
func (f *parsed) locals() *plan {
	f.planned.Do(func() { f.plan = f.planLocals() })
	return f.plan
}

func (f *parsed) planLocals() *plan {
	p := &plan{}
	block := f.body.first("locals")
	if block == nil {
		return p
	}
	all := block.sorted
	p.size = len(all)
	todo, needs := map[string]attr{}, map[string][]string{}
	for _, a := range all {
		var ok bool
		if needs[a.name], ok = p.needs(a, block.attrs); ok {
			todo[a.name] = a
		} else {
			p.broken = append(p.broken, a.name)
		}
	}
	for len(todo) > 0 {
		var wave []attr
		for _, a := range all {
			if _, open := todo[a.name]; open && !anyOf(needs[a.name], todo) {
				wave = append(wave, a)
			}
		}
		if len(wave) == 0 {
			p.ring(todo, needs)
			p.broken = append(p.broken, keys(todo)...)
			break
		}
		for _, a := range wave {
			delete(todo, a.name)
		}
		p.waves = append(p.waves, wave)
	}
	return p
}

func (p *plan) fail(at hcl.Range, summary, fix string) {
	p.findings = append(p.findings, &diag.Finding{Severity: diag.Error, Summary: summary, Fix: fix, Where: diag.FromRange(at), Code: diag.Config})
}

// needs gives the other locals that a local refers to; false when it cannot be
// evaluated at all.
func (p *plan) needs(a attr, all map[string]attr) (names []string, ok bool) {
	for _, t := range a.expr.Variables() {
		switch {
		case !roots[t.RootName()]:
			p.fail(t.SourceRange(), fmt.Sprintf("%s is not known in locals", t.RootName()),
				"Locals can refer to local, include, feature and values; move the expression into inputs.")
			return nil, false
		case t.RootName() != "local":
			continue
		}
		name := attrName(t, 1)
		if name == "" {
			p.fail(t.SourceRange(), "local is used as a whole", "Terragrunt evaluates one local at a time: name the one that is meant.")
			return nil, false
		}
		if _, there := all[name]; !there {
			p.fail(t.SourceRange(), fmt.Sprintf("there is no local %q", name), "Declare it in locals of this file, or correct the name."+didYouMean(name, keys(all)))
			return nil, false
		}
		names = append(names, name)
	}
	return names, true
}

// ring reports locals that need one another.
func (p *plan) ring(todo map[string]attr, needs map[string][]string) {
	name := slices.Min(keys(todo))
	path, at := []string{}, map[string]int{}
	for {
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
	p.findings = append(p.findings, f)
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
