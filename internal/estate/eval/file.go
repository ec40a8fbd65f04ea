package eval

import (
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/hashicorp/hcl/v2/json"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/estate/tree"
)

// file is one configuration file, read once for all units that need it.
type file struct {
	path   string
	name   string // by which places name it; path, but for what a stack generates
	exists bool
	*parsed

	placed sync.Once
	inputs []*Written // see places
}

// parsed is the content of a file. Units are often alike to the byte: they
// share what is parsed, whose places then name the first of them.
type parsed struct {
	name     string // of the first file with the content
	body     *body
	findings diag.Findings   // it does not parse, or holds what Terragrunt does not know
	runCmds  []diag.Pos      // calls of run_cmd
	include  bool            // some expression refers to `include`
	roots    map[string]bool // what expressions refer to: local, include, values
	calls    map[string]bool // functions called; nil when not known, as in JSON

	planned sync.Once
	plan    *plan    // of locals
	objects sync.Map // hcl.Expression -> *literalObject

	proved sync.Once
	proofs *proofs // see outlined
}

// pair is a key of a literal object and what it is given.
type pair struct {
	name  string
	value hcl.Expression
	at    hcl.Range // of the key
}

// literalObject is an object as it is written.
type literalObject struct {
	pairs  []pair // whose keys are written out, in their order
	byName map[string]pair
	whole  bool // all keys are written out, each once
}

// pairs gives the keys that a literal object is written with; false when the
// expression is none.
func (f *parsed) pairs(x hcl.Expression) (map[string]pair, bool) {
	o := f.object(x)
	if o == nil {
		return nil, false
	}
	return o.byName, true
}

// object reads a literal object, nil when the expression is none. Objects are
// read once, as inputs are looked up one by one and for each unit.
func (f *parsed) object(x hcl.Expression) *literalObject {
	if o, ok := f.objects.Load(x); ok {
		return o.(*literalObject)
	}
	var out *literalObject
	if kvs, ds := hcl.ExprMap(x); !ds.HasErrors() {
		out = &literalObject{byName: make(map[string]pair, len(kvs))}
		for _, kv := range kvs { // the last one of a name wins
			if k, ds := kv.Key.Value(nil); !ds.HasErrors() {
				if name, ok := asString(k); ok {
					p := pair{name, kv.Value, kv.Key.Range()}
					out.byName[name], out.pairs = p, append(out.pairs, p)
				}
			}
		}
		out.whole = len(out.byName) == len(kvs)
	}
	f.objects.Store(x, out)
	return out
}

// body is the content of a file or block, in the order in which it is written.
type body struct {
	attrs  map[string]attr
	sorted []attr // see sort
	blocks []*block
}

type attr struct {
	name string
	expr hcl.Expression
	at   hcl.Range // of the name
}

type block struct {
	kind, label string
	bare        bool // has no label though its kind has one
	at          hcl.Range
	body
}

// of gives the blocks of one kind.
func (b *body) of(kind string) iter.Seq[*block] {
	return func(yield func(*block) bool) {
		for _, bl := range b.blocks {
			if bl.kind == kind && !yield(bl) {
				return
			}
		}
	}
}

// first gives the first block of a kind, nil where there is none.
func (b *body) first(kind string) *block {
	for bl := range b.of(kind) {
		return bl
	}
	return nil
}

// sort brings the attributes into the order in which they are written.
func (b *body) sort() {
	b.sorted = slices.SortedFunc(maps.Values(b.attrs), func(x, y attr) int { return x.at.Start.Byte - y.at.Start.Byte })
}

// parse reads a file against a shape; what is wrong with it is in its findings.
func parse(from tree.FS, path string, s *shape) *file {
	f, src := read(from, path)
	if f.exists && len(f.findings) == 0 {
		f.load(src, s)
	}
	return f
}

// read reads a file and parses nothing yet.
func read(from tree.FS, path string) (*file, []byte) {
	f := &file{path: path, name: path}
	if o, ok := from.(tree.Original); ok {
		f.name = o.Origin(path)
	}
	f.parsed = &parsed{name: f.name, body: &body{}}
	src, err := from.ReadFile(path)
	f.exists = !errors.Is(err, fs.ErrNotExist)
	if err != nil {
		f.findings = append(f.findings, &diag.Finding{Severity: diag.Error, Summary: "the file cannot be read", Detail: err.Error(),
			Fix: "Create the file or correct the path that leads to it.", Where: diag.Pos{File: f.name}, Code: diag.Config})
	}
	return f, src
}

// pos gives a place in the file, by its own name.
func (f *file) pos(r hcl.Range) diag.Pos { return f.own(diag.FromRange(r)) }

func (f *file) own(p diag.Pos) diag.Pos {
	if p.File == f.parsed.name {
		p.File = f.name
	}
	return p
}

// told gives findings with the places of this file.
func (f *file) told(fs diag.Findings) diag.Findings {
	if f.name == f.parsed.name {
		return fs
	}
	out := make(diag.Findings, len(fs))
	for i, x := range fs {
		c := *x
		c.Where = f.own(c.Where)
		c.Also = slices.Clone(c.Also)
		for j, p := range c.Also {
			c.Also[j] = f.own(p)
		}
		out[i] = &c
	}
	return out
}

// load parses a content.
func (f *parsed) load(src []byte, s *shape) {
	if why, line := excessive(src); why != "" {
		f.findings = append(f.findings, &diag.Finding{Severity: diag.Error, Summary: "the file is no configuration: " + why,
			Fix: "Correct the path, or keep data in a file that is read by file() or yamldecode().", Where: diag.Pos{File: f.name, Line: line}, Code: diag.Config})
		return
	}
	var ds hcl.Diagnostics
	var hf *hcl.File
	if strings.HasSuffix(f.name, ".json") {
		hf, ds = json.Parse(src, f.name)
	} else {
		hf, ds = hclsyntax.ParseConfig(src, f.name, hcl.InitialPos)
	}
	for _, d := range diag.FromHCL(ds, diag.Config) {
		d.Fix = "Correct the syntax; the unit cannot be read until then."
		f.findings = append(f.findings, d)
	}
	if hf == nil || hf.Body == nil {
		return
	}
	if native, ok := hf.Body.(*hclsyntax.Body); ok {
		*f.body = f.native(native, s)
		f.scan(native)
		return
	}
	*f.body = f.generic(hf.Body, s)
}

// scan notes the calls and references that decide how the file is evaluated.
func (f *parsed) scan(b *hclsyntax.Body) {
	f.calls, f.roots = map[string]bool{}, map[string]bool{}
	hclsyntax.VisitAll(b, func(n hclsyntax.Node) hcl.Diagnostics {
		switch e := n.(type) {
		case *hclsyntax.FunctionCallExpr:
			f.calls[e.Name] = true
			if e.Name == "run_cmd" {
				f.runCmds = append(f.runCmds, diag.FromRange(e.NameRange))
			}
		case *hclsyntax.ScopeTraversalExpr:
			f.roots[e.Traversal.RootName()] = true
		}
		return nil
	})
	f.include = f.include || f.roots["include"]
	slices.SortFunc(f.runCmds, func(a, b diag.Pos) int {
		if a.Line != b.Line {
			return a.Line - b.Line
		}
		return a.Column - b.Column
	})
}

// native reads HCL's own syntax against a shape.
func (f *parsed) native(b *hclsyntax.Body, s *shape) body {
	out := body{attrs: make(map[string]attr, len(b.Attributes))}
	var strange []*hclsyntax.Attribute
	for name, a := range b.Attributes {
		if _, ok := s.attrs[name]; !ok && !s.open {
			strange = append(strange, a)
			continue
		}
		out.attrs[name] = attr{name, a.Expr, a.NameRange}
	}
	slices.SortFunc(strange, func(a, b *hclsyntax.Attribute) int { return a.NameRange.Start.Byte - b.NameRange.Start.Byte })
	for _, a := range strange {
		f.unknown("attribute", a.Name, s, a.NameRange)
	}
	for _, bl := range b.Blocks {
		in, ok := s.blocks[bl.Type]
		if !ok {
			f.unknown("block", bl.Type, s, bl.TypeRange)
			continue
		}
		n := &block{kind: bl.Type, at: bl.TypeRange, bare: in.labels > 0 && len(bl.Labels) == 0}
		if len(bl.Labels) != in.labels && !(n.bare && in.optional) {
			f.fail(bl.TypeRange, fmt.Sprintf("%s needs %d label(s) and has %d", bl.Type, in.labels, len(bl.Labels)),
				fmt.Sprintf("Write %s \"name\" { … }.", bl.Type))
			continue
		}
		if len(bl.Labels) > 0 {
			n.label = bl.Labels[0]
		}
		n.body = f.native(bl.Body, in)
		f.required(n, in)
		out.blocks = append(out.blocks, n)
	}
	out.sort()
	f.repeated(&out, s)
	return out
}

func (f *parsed) required(n *block, s *shape) {
	for _, name := range slices.Sorted(maps.Keys(s.attrs)) { // only the first one at a place is told
		if _, ok := n.attrs[name]; s.attrs[name] && !ok {
			f.fail(n.at, fmt.Sprintf("%s has no %s", n.title(), name), "Terragrunt refuses the block without it.")
		}
	}
}

func (n *block) title() string {
	if n.label == "" {
		return n.kind
	}
	return fmt.Sprintf("%s %q", n.kind, n.label)
}

// repeated refuses two blocks of a kind, or of a kind and label, in one body.
func (f *parsed) repeated(b *body, s *shape) {
	seen := map[string]*block{}
	for _, n := range b.blocks {
		if n.bare { // a second bare include is told where includes are evaluated
			continue
		}
		key := n.kind
		if !s.blocks[n.kind].single {
			key += "\x00" + n.label
		}
		first := seen[key]
		if first == nil {
			seen[key] = n
			continue
		}
		f.fail(n.at, fmt.Sprintf("%s is written twice", n.title()),
			fmt.Sprintf("Keep one of the two; the first is at line %d.", first.at.Start.Line))
		if !s.blocks[n.kind].single && n.kind != "generate" { // Terragrunt takes the last one without a word
			f.findings[len(f.findings)-1].Severity = diag.Warning
		}
	}
}

func (f *parsed) unknown(what, name string, s *shape, at hcl.Range) {
	fix := gone[name]
	if fix == "" {
		fix = "Terragrunt refuses the file; remove it or correct its name." + nearest(name, s)
	}
	f.fail(at, fmt.Sprintf("Terragrunt knows no %s %q here", what, name), fix)
}

func (f *parsed) fail(at hcl.Range, summary, fix string) {
	f.findings = append(f.findings, &diag.Finding{Severity: diag.Error, Summary: summary, Fix: fix, Where: diag.FromRange(at), Code: diag.Config})
}
