package eval

import "github.com/hashicorp/hcl/v2"

// generic reads HCL's JSON syntax against a shape. An object of JSON may be an
// attribute or a block: where the shape allows both, it is read as the block.
func (f *parsed) generic(b hcl.Body, s *shape) body {
	out := body{attrs: map[string]attr{}}
	if s.open {
		as, ds := b.JustAttributes()
		f.hcl(ds)
		out.add(as)
		out.sort()
		return out
	}
	schema := &hcl.BodySchema{}
	for name, must := range s.attrs {
		if s.blocks[name] == nil {
			schema.Attributes = append(schema.Attributes, hcl.AttributeSchema{Name: name, Required: must})
		}
	}
	for name, in := range s.blocks {
		h := hcl.BlockHeaderSchema{Type: name}
		if in.labels > 0 && !(in.optional && bareJSON(b, name)) {
			h.LabelNames = []string{"name"}
		}
		schema.Blocks = append(schema.Blocks, h)
	}
	c, ds := b.Content(schema)
	f.hcl(ds)
	if c == nil {
		return out
	}
	out.add(c.Attributes)
	for _, bl := range c.Blocks {
		in := s.blocks[bl.Type]
		n := &block{kind: bl.Type, at: bl.DefRange, bare: in.labels > 0 && len(bl.Labels) == 0}
		if len(bl.Labels) > 0 {
			n.label = bl.Labels[0]
		}
		n.body = f.generic(bl.Body, in)
		f.include = f.include || refersTo(n.attrs, "include")
		out.blocks = append(out.blocks, n)
	}
	f.include = f.include || refersTo(out.attrs, "include")
	out.sort()
	f.repeated(&out, s)
	return out
}

// bareJSON tells whether the block of that kind is written without a label:
// its object then holds the path itself.
func bareJSON(b hcl.Body, kind string) bool {
	c, _, _ := b.PartialContent(&hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{{Type: kind}}})
	if c == nil || len(c.Blocks) != 1 {
		return false
	}
	as, _ := c.Blocks[0].Body.JustAttributes()
	a, ok := as["path"]
	if !ok {
		return false
	}
	_, ds := hcl.ExprMap(a.Expr)
	return ds.HasErrors() // a string, not an object with the label "path"
}

func refersTo(as map[string]attr, root string) bool {
	for _, a := range as {
		for _, t := range a.expr.Variables() {
			if t.RootName() == root {
				return true
			}
		}
	}
	return false
}

func (b *body) add(as hcl.Attributes) {
	for name, a := range as {
		b.attrs[name] = attr{name, a.Expr, a.NameRange}
	}
}

func (f *parsed) hcl(ds hcl.Diagnostics) { f.findings = append(f.findings, fromHCL(ds)...) }
