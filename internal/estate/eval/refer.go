package eval

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/diag"
	"go.yaml.in/yaml/v3"
)

// refer gives the steps of what a reference leads to: a name of the language,
// or a call that reads a file.
func (o *origins) refer(s *stage, root hclsyntax.Expression, path []string, depth int) []Step {
	switch x := root.(type) {
	case *hclsyntax.ScopeTraversalExpr:
		name := x.Traversal.RootName()
		for ; s.loop != nil; s = s.loop.in {
			if s.loop.names[name] {
				return o.collection(s.loop, name, path, depth)
			}
		}
		if to := referents[name]; to != nil {
			return to(o, s, path, depth)
		}
	case *hclsyntax.FunctionCallExpr:
		return readers[x.Name](o, s, x, path, depth)
	}
	return nil // a name of a for expression
}

type referent func(o *origins, s *stage, path []string, depth int) []Step

type reader func(o *origins, s *stage, call *hclsyntax.FunctionCallExpr, path []string, depth int) []Step

var (
	referents map[string]referent
	readers   map[string]reader
)

func init() { // tables that reach themselves
	referents = map[string]referent{"local": (*origins).local, "include": (*origins).include, "dependency": (*origins).dependency,
		"feature": (*origins).feature, "values": (*origins).value}
	readers = map[string]reader{"read_terragrunt_config": (*origins).config, "yamldecode": (*origins).decoded, "jsondecode": (*origins).decoded,
		"file": (*origins).content, "templatefile": (*origins).content, "read_tfvars_file": (*origins).content, "sops_decrypt_file": (*origins).content}
}

// named follows an attribute of a body.
func (o *origins) named(s *stage, b *body, name, called string, path []string, depth int) []Step {
	a, ok := b.attrs[name]
	if !ok {
		return nil
	}
	return o.follow(place{s: s, expr: a.expr, at: a.at, name: called}, path, depth)
}

func (o *origins) local(s *stage, path []string, depth int) []Step {
	for b := range s.file.body.of("locals") {
		if len(path) > 0 {
			return o.named(s, &b.body, path[0], "local."+path[0], path[1:], depth)
		}
	}
	return nil
}

// include goes into a file that is included and exposed.
func (o *origins) include(s *stage, path []string, depth int) []Step {
	for i, in := range s.includes {
		rest := path
		if in.Name != "" {
			if len(path) == 0 || path[0] != in.Name {
				continue
			}
			rest = path[1:]
		}
		return o.member(s.parents[i], rest, depth)
	}
	return nil
}

// member goes into a configuration as seen from outside: .locals.x, .inputs.x
// and so on.
func (o *origins) member(s *stage, path []string, depth int) []Step {
	if len(path) == 0 {
		return nil
	}
	switch path[0] {
	case "locals":
		return o.local(s, path[1:], depth)
	case "dependency":
		return o.dependency(s, path[1:], depth)
	case "feature":
		return o.feature(s, path[1:], depth)
	}
	if steps := o.named(s, s.file.body, path[0], path[0], path[1:], depth); steps != nil {
		return steps
	}
	for i := range s.parents { // it is not in the file, so that an included one gave it
		if steps := o.member(s.parents[i], path, depth); steps != nil && s.includes[i].Merge != NoMerge {
			return steps
		}
	}
	return nil
}

// dependency names the block that leads to the other unit.
func (o *origins) dependency(s *stage, path []string, depth int) []Step {
	if len(path) == 0 {
		return nil
	}
	all := append([]*stage{s}, s.parents...)
	for _, in := range o.stages { // an included file sees the blocks of the unit
		if slices.Contains(in.parents, s) {
			all = append(append(all, in), in.parents...)
		}
	}
	for _, in := range all {
		for b := range in.file.body.of("dependency") {
			if b.label != path[0] {
				continue
			}
			step := Step{Pos: in.file.pos(b.at), Name: "dependency." + strings.Join(path, "."), Depth: depth}
			if a, ok := b.attrs["config_path"]; ok {
				step.Expr = o.text(a.expr.Range())
			}
			step.Value, step.Sensitive = part(s.dependency, path)
			if o.seen[step.Pos] {
				return nil
			}
			o.seen[step.Pos] = true
			return []Step{step}
		}
	}
	return nil
}

func (o *origins) feature(s *stage, path []string, depth int) []Step {
	for _, in := range append([]*stage{s}, s.parents...) {
		for b := range in.file.body.of("feature") {
			if len(path) > 0 && b.label == path[0] {
				return o.named(in, &b.body, "default", "feature."+path[0], nil, depth)
			}
		}
	}
	return nil
}

// value goes into terragrunt.values.hcl.
func (o *origins) value(s *stage, path []string, depth int) []Step {
	p := filepath.Join(s.dir(), valuesFile)
	if len(path) == 0 || !o.e.view.IsFile(p) {
		return nil
	}
	if c := o.e.adopted[s.dir()]; c != nil { // written in a stack file
		a := c.raw.attrs["values"]
		return o.follow(place{s: c.stage, expr: a.expr, at: a.at, name: "values"}, path, depth)
	}
	f := o.e.file(p)
	in := &stage{frame: o.e.frame(o.t, f, p, nil)}
	return o.named(in, f.body, path[0], "values."+path[0], path[1:], depth)
}

// config goes into a configuration that is read.
func (o *origins) config(s *stage, call *hclsyntax.FunctionCallExpr, path []string, depth int) []Step {
	p, ok := asString(quiet(s.frame, call.Args[0]))
	if !ok {
		return nil
	}
	p = DefaultFile(o.e.view, s.abs(p))
	if !o.e.view.IsFile(p) || slices.Contains(o.t.stack, p) {
		return nil
	}
	if strings.HasSuffix(p, valuesFile) {
		f := o.e.file(p)
		return o.named(&stage{frame: o.e.frame(o.t, f, p, nil)}, f.body, first(path), "values."+first(path), path[1:], depth)
	}
	in := o.opened[p]
	if in == nil {
		in, _ = o.e.evaluate(newTrace(o.e, o.t.unit, append(slices.Clone(o.t.stack), p)), p)
		o.opened[p] = in
		o.know(in)
	}
	return o.member(in, path, depth)
}

func first(path []string) string {
	if len(path) == 0 {
		return ""
	}
	return path[0]
}

// decoded finds the line of a key in a YAML file that is decoded, or a JSON
// file, which is YAML too.
func (o *origins) decoded(s *stage, call *hclsyntax.FunctionCallExpr, path []string, depth int) []Step {
	inner, ok := call.Args[0].(*hclsyntax.FunctionCallExpr)
	if !ok || readers[inner.Name] == nil || len(inner.Args) == 0 {
		return o.sources(place{s: s, expr: call.Args[0]}, nil, depth)
	}
	steps := o.content(s, inner, nil, depth)
	if len(steps) == 0 || inner.Name != "file" {
		return steps
	}
	at := &steps[len(steps)-1]
	src, err := o.e.view.ReadFile(at.Pos.File)
	var doc yaml.Node
	if err != nil || yaml.Unmarshal(src, &doc) != nil || len(doc.Content) == 0 {
		return steps
	}
	n := doc.Content[0]
	for _, step := range path {
		k, v := child(n, step)
		if v == nil {
			break
		}
		at.Pos.Line, at.Pos.Column, n = k.Line, k.Column, v
		at.Name += "." + step
		at.Expr = v.Value
	}
	at.Value, at.Sensitive = part(quiet(s.frame, call), path)
	return steps
}

// child gives the key and value of an element of a YAML node.
func child(n *yaml.Node, step string) (k, v *yaml.Node) {
	for n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == step {
				return n.Content[i], n.Content[i+1]
			}
		}
	case yaml.SequenceNode:
		if i, err := strconv.Atoi(step); err == nil && i >= 0 && i < len(n.Content) {
			return n.Content[i], n.Content[i]
		}
	}
	return nil, nil
}

// content names a file whose content is the value, or goes into it.
func (o *origins) content(s *stage, call *hclsyntax.FunctionCallExpr, _ []string, depth int) []Step {
	p, ok := asString(quiet(s.frame, call.Args[0]))
	if !ok {
		return nil
	}
	if !filepath.IsAbs(p) {
		p = filepath.Join(filepath.Dir(s.file.path), p)
	}
	pos := diag.FromRange(hcl.Range{Filename: filepath.Clean(p), Start: hcl.InitialPos})
	if !o.e.view.IsFile(pos.File) {
		return nil
	}
	step := Step{Pos: pos, Name: filepath.Base(p), Depth: depth}
	step.Value, step.Sensitive = part(quiet(s.frame, call), nil)
	return []Step{step}
}
