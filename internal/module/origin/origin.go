// Package origin finds the inputs of a root module that feed a place in its
// configuration, so that a provider's complaint about an attribute deep inside
// a module can name the line where its user wrote the value.
//
// It reads configuration only and evaluates nothing: where the choice between
// values is made at run time, all of them are given, the likeliest first.
package origin

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/terrace-cloud/terrace/internal/diag"
	store "github.com/terrace-cloud/terrace/internal/module"
)

// Any stands in a path for an element whose key is not known.
const Any = "*"

// Origin is an input of the root module, or a part of one.
type Origin struct {
	Variable string
	Path     []string   // var.x["blue"].port has the path blue, port; see [Any]
	Via      []diag.Pos // where the value passes, from the place in question upwards
}

// String writes the origin as a reference: var.x["blue"].port.
func (o Origin) String() string {
	var b strings.Builder
	b.WriteString("var." + o.Variable)
	for _, p := range o.Path {
		switch {
		case p == Any:
			b.WriteString("[*]")
		case identifier.MatchString(p):
			b.WriteString("." + p)
		case number.MatchString(p):
			b.WriteString("[" + p + "]")
		default:
			b.WriteString("[" + quote(p) + "]")
		}
	}
	return b.String()
}

// Place is what an engine's diagnostic says about where something is wrong.
// Only File and the start of the range are needed; the rest makes the answer
// more exact.
type Place struct {
	File               string // as the diagnostic has it: absolute, or relative to the root module
	Line, Column       int    // start, counting from 1; columns count characters
	EndLine, EndColumn int    // end, after the last character; 0 when not known
	Address            string // resource, with its modules and instance keys: `module.a["x"].aws_vpc.this[0]`
	Attribute          []string
	// Attribute is the path below the resource's block, such as
	// ingress, 0, from_port; nil when the diagnostic has none.
}

// Finder answers for one root module; it parses each folder once. It is not
// safe for concurrent use.
type Finder struct {
	dir       string
	installed map[string]store.Installed
	modules   map[string]*module
}

// Find gives the inputs that feed a place, without doubles; none when the place
// holds constants only, or cannot be found.
func (f *Finder) Find(p Place) []Origin {
	file := p.File
	if !filepath.IsAbs(file) {
		file = filepath.Join(f.dir, file)
	}
	file = filepath.Clean(file)
	t := &tracer{finder: f, seen: map[string]bool{}}
	for _, fr := range f.frames(p.Address, filepath.Dir(file)) {
		if name, ok := fr.declares(file, p); ok {
			t.via = []diag.Pos{{File: file, Line: p.Line, Column: p.Column}}
			t.variable(name, fr, p.Attribute)
		} else if at, ok := fr.locate(file, p); ok {
			t.from(at)
		}
	}
	return t.origins
}

// add records an origin once, without what a path ends in of unknown elements.
func (t *tracer) add(name string, path []string, via []diag.Pos) {
	for len(path) > 0 && path[len(path)-1] == Any {
		path = path[:len(path)-1]
	}
	for _, o := range t.origins {
		if o.Variable == name && slices.Equal(o.Path, path) {
			return
		}
	}
	t.origins = append(t.origins, Origin{Variable: name, Path: slices.Clone(path), Via: slices.Clone(via)})
}
