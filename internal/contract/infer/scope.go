package infer

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/module"
	"github.com/zclconf/go-cty/cty"
)

var (
	topLevel = &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{
		{Type: "locals"},
		{Type: "output", LabelNames: []string{"name"}},
		{Type: "module", LabelNames: []string{"name"}},
		{Type: string(Resource), LabelNames: []string{"type", "name"}},
		{Type: string(Data), LabelNames: []string{"type", "name"}},
	}}
	inBlock = map[string]*hcl.BodySchema{
		"output":         {Attributes: []hcl.AttributeSchema{{Name: "value"}}},
		"module":         {Attributes: []hcl.AttributeSchema{{Name: "source"}, {Name: "version"}, {Name: "count"}, {Name: "for_each"}}},
		string(Resource): {Attributes: []hcl.AttributeSchema{{Name: "provider"}, {Name: "count"}, {Name: "for_each"}}},
		string(Data):     {Attributes: []hcl.AttributeSchema{{Name: "provider"}, {Name: "count"}, {Name: "for_each"}}},
	}
)

// scope is what the expressions of a module may name.
type scope struct {
	in        *Inferrer
	dir       string
	variables map[string]*contract.Variable
	providers map[string]contract.Provider // by the name that the module has for them
	outputs   map[string]hcl.Expression
	locals    map[string]hcl.Expression
	blocks    map[string]block // by address: aws_vpc.this, data.aws_vpc.this, module.this
	known     map[string]cty.Value
	names     map[string]cty.Value // of for expressions, innermost
	items     map[any]cty.Value    // of splats, by their symbol
	lacking   bool
	steps     int // expressions that were evaluated
}

// most is how many expressions are evaluated of a module: loops in one another
// could go on for ever.
const most = 1 << 17

// block is a resource, a data source or the call of a module.
type block struct {
	kind, typ string
	args      map[string]hcl.Expression
}

// read takes what there is in a folder; what does not parse is left out, and a
// file that overrides others has the last word.
func (i *Inferrer) read(dir string) *scope {
	s := &scope{in: i, dir: dir, providers: map[string]contract.Provider{}, outputs: map[string]hcl.Expression{}, locals: map[string]hcl.Expression{},
		blocks: map[string]block{}, known: map[string]cty.Value{}, items: map[any]cty.Value{}}
	m, _ := contract.Read(dir)
	if m == nil {
		return s
	}
	s.variables = m.Variables
	for _, p := range m.Providers {
		s.providers[p.Name] = p
	}
	files, _ := module.ParseFolder(dir)
	slices.SortStableFunc(files, func(a, b module.File) int { return cmp.Compare(contract.Overrides(a.Name), contract.Overrides(b.Name)) })
	for _, f := range files {
		content, _, _ := f.Body.PartialContent(topLevel)
		for _, b := range content.Blocks {
			s.take(b)
		}
	}
	return s
}

func (s *scope) take(b *hcl.Block) {
	if b.Type == "locals" {
		attrs, _ := b.Body.JustAttributes()
		for name, a := range attrs {
			s.locals[name] = a.Expr
		}
		return
	}
	content, _, _ := b.Body.PartialContent(inBlock[b.Type])
	if b.Type == "output" {
		if a := content.Attributes["value"]; a != nil {
			s.outputs[b.Labels[0]] = a.Expr
		} else if s.outputs[b.Labels[0]] == nil {
			s.outputs[b.Labels[0]] = hcl.StaticExpr(cty.DynamicVal, b.DefRange)
		}
		return
	}
	address := strings.Join(b.Labels, ".")
	if b.Type != string(Resource) {
		address = b.Type + "." + address
	}
	x, ok := s.blocks[address]
	if !ok {
		x = block{b.Type, b.Labels[0], map[string]hcl.Expression{}}
	}
	for name, a := range content.Attributes {
		x.args[name] = a.Expr
	}
	s.blocks[address] = x
}

// once works a value out when it is first asked for. What needs itself is not
// known.
func (s *scope) once(key string, work func() cty.Value) cty.Value {
	if v, ok := s.known[key]; ok {
		return v
	}
	s.known[key] = cty.DynamicVal
	names := s.names
	s.names = nil // it stands outside of any expression
	v := work()
	s.names = names
	s.known[key] = v
	return v
}

// variable gives var.NAME.
func (s *scope) variable(name string) cty.Value {
	v := s.variables[name]
	if v == nil {
		return cty.DynamicVal
	}
	return cty.UnknownVal(v.Type.WithoutOptionalAttributesDeep())
}

func (s *scope) local(name string) cty.Value {
	return s.once("local."+name, func() cty.Value { return s.value(s.locals[name]) })
}

// block gives a resource, data source or module call, or the collection of
// them that count or for_each makes.
func (s *scope) block(address string) cty.Value {
	b, ok := s.blocks[address]
	if !ok {
		return cty.DynamicVal
	}
	return s.once(address, func() cty.Value {
		one := s.instance(b)
		if one == cty.NilType {
			return cty.DynamicVal
		}
		switch {
		case b.args["count"] != nil:
			return cty.UnknownVal(cty.List(one))
		case b.args["for_each"] != nil:
			return cty.UnknownVal(cty.Map(one))
		}
		return unknownParts(one)
	})
}

// instance gives the type of one instance of a block; [cty.NilType] when it is
// not known.
func (s *scope) instance(b block) cty.Type {
	if b.kind == "module" {
		t := s.in.call(s.dir, constant(b.args["source"]), constant(b.args["version"]))
		s.lacking = s.lacking || t.Lacking
		if t.Outputs == nil {
			return cty.NilType
		}
		return cty.Object(t.Outputs)
	}
	p := s.provider(b)
	t, ok := s.in.schemas.Type(p, Kind(b.kind), b.typ)
	if !ok {
		s.lacking = s.lacking || s.in.schemas.Lacks(p)
		return cty.NilType
	}
	return t
}

// provider gives the provider that a block is of: that which it names, else
// that which its type begins with.
func (s *scope) provider(b block) contract.Provider {
	name, _, _ := strings.Cut(b.typ, "_")
	if x := b.args["provider"]; x != nil {
		if t, ds := hcl.AbsTraversalForExpr(x); !ds.HasErrors() && len(t) > 0 {
			name = t.RootName()
		}
	}
	if p, ok := s.providers[name]; ok {
		return p
	}
	return contract.Provider{Name: name, Source: "hashicorp/" + name}
}

// unknownParts gives an object that is there, with attributes that are not known.
func unknownParts(t cty.Type) cty.Value {
	if !t.IsObjectType() {
		return cty.UnknownVal(t)
	}
	out := make(map[string]cty.Value, len(t.AttributeTypes()))
	for name, a := range t.AttributeTypes() {
		out[name] = cty.UnknownVal(a)
	}
	return cty.ObjectVal(out)
}

// constant gives the text that an expression is, or "".
func constant(x hcl.Expression) string {
	if x == nil {
		return ""
	}
	v, ds := x.Value(nil)
	if ds.HasErrors() || !v.IsKnown() || v.IsNull() || v.Type() != cty.String {
		return ""
	}
	return v.AsString()
}
