package eval

import (
	"slices"
	"sync/atomic"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// Who wants an outline of a unit wants no inputs, no remote state and no texts of
// generated files, but all that is wrong with them and every file that they read.
// Most of these expressions can be seen to be sound without making their values:
// they put together what is written out and what a few names give. An expression
// that cannot be seen to be sound is evaluated, in the order of the file.

// want is what the value of an expression has to be, where it stands.
type want byte

const (
	anything want = iota
	inText        // what a text can take up
	anObject      // an object or a map
)

// premise is a name that has to give what is wanted.
type premise struct {
	name hcl.Traversal
	want want
}

// proof tells what the soundness of an expression rests on.
type proof struct {
	premises []int // by their numbers in the file
	whole    bool  // nothing else

	// An expression of pure functions is sound where it was sound before with
	// the same values of its names.
	free []hcl.Traversal
	pure bool
	last atomic.Pointer[[]cty.Value]
}

// proofs are those of the expressions of a file, made once for all units.
type proofs struct {
	of       map[hcl.Expression]*proof
	premises []premise
}

// outlined gives the proofs for what an outline leaves out.
func (f *parsed) outlined() *proofs {
	f.proved.Do(func() {
		f.proofs = &proofs{of: map[hcl.Expression]*proof{}}
		if a, ok := f.body.attrs["inputs"]; ok {
			if o := f.object(a.expr); o != nil {
				for _, p := range o.pairs {
					f.prove(p.value)
				}
			}
		}
		for _, kind := range []string{"remote_state", "generate"} {
			for b := range f.body.of(kind) {
				for _, a := range b.sorted {
					f.prove(a.expr)
				}
			}
		}
	})
	return f.proofs
}

func (f *parsed) prove(x hcl.Expression) {
	p := &proof{}
	f.proofs.of[x] = p
	native, ok := x.(hclsyntax.Expression)
	if !ok {
		return
	}
	if p.whole = f.rests(p, native, anything); !p.whole {
		p.free = native.Variables()
		p.pure = pureThroughout(native) && !slices.ContainsFunc(p.free, func(t hcl.Traversal) bool { return !rooted(t) })
	}
}

func rooted(t hcl.Traversal) bool { return t.RootName() == "local" || t.RootName() == "dependency" }

func pureThroughout(x hclsyntax.Expression) bool {
	pure := true
	_ = hclsyntax.VisitAll(x, func(n hclsyntax.Node) hcl.Diagnostics {
		if call, ok := n.(*hclsyntax.FunctionCallExpr); ok {
			_, known := pureByName[call.Name]
			pure = pure && known
		}
		return nil
	})
	return pure
}

// rests collects the premises of an expression; false where it needs more.
func (f *parsed) rests(p *proof, x hclsyntax.Expression, w want) bool {
	all := func(xs []hclsyntax.Expression, w want) bool {
		return !slices.ContainsFunc(xs, func(x hclsyntax.Expression) bool { return !f.rests(p, x, w) })
	}
	switch x := x.(type) {
	case *hclsyntax.LiteralValueExpr:
		return w.met(x.Val)
	case *hclsyntax.ParenthesesExpr:
		return f.rests(p, x.Expression, w)
	case *hclsyntax.TemplateWrapExpr:
		return f.rests(p, x.Wrapped, w)
	case *hclsyntax.TemplateExpr:
		return w != anObject && all(x.Parts, inText)
	case *hclsyntax.TupleConsExpr:
		return w == anything && all(x.Exprs, anything)
	case *hclsyntax.FunctionCallExpr:
		return x.Name == "merge" && !x.ExpandFinal && len(x.Args) > 0 && w != inText && all(x.Args, anObject)
	case *hclsyntax.ObjectConsExpr:
		o := f.object(x)
		return w != inText && o != nil && o.whole && !slices.ContainsFunc(o.pairs, func(kv pair) bool {
			v, ok := kv.value.(hclsyntax.Expression)
			return !ok || !f.rests(p, v, anything)
		})
	case *hclsyntax.ScopeTraversalExpr:
		if !rooted(x.Traversal) {
			return false
		}
		if n := f.proofs.number(premise{x.Traversal, w}); !slices.Contains(p.premises, n) {
			p.premises = append(p.premises, n)
		}
		return true
	}
	return false
}

func (p *proofs) number(of premise) int {
	for i, x := range p.premises {
		if x.want == of.want && slices.EqualFunc(x.name, of.name, sameStep) {
			return i
		}
	}
	p.premises = append(p.premises, of)
	return len(p.premises) - 1
}

func sameStep(a, b hcl.Traverser) bool {
	switch a := a.(type) {
	case hcl.TraverseRoot:
		b, ok := b.(hcl.TraverseRoot)
		return ok && a.Name == b.Name
	case hcl.TraverseAttr:
		b, ok := b.(hcl.TraverseAttr)
		return ok && a.Name == b.Name
	}
	return false
}

// met tells whether a value is for certain what is wanted.
func (w want) met(v cty.Value) bool {
	switch {
	case w == anything:
		return true
	case v.IsMarked():
		return false
	case w == inText:
		return !v.IsKnown() || !v.IsNull() && v.Type().IsPrimitiveType()
	}
	return v.IsKnown() && !v.IsNull() && (v.Type().IsObjectType() || v.Type().IsMapType())
}

// sound tells whether an expression can be seen to be sound.
func (s *stage) sound(x hcl.Expression) bool {
	all := s.file.outlined()
	p := all.of[x]
	switch {
	case p == nil:
		return false
	case !p.whole:
		return p.pure && s.again(p, x)
	case s.holds == nil:
		s.holds = make([]truth, len(all.premises))
	}
	return !slices.ContainsFunc(p.premises, func(n int) bool { return !s.premise(all, n) })
}

// truth is whether a premise holds in a stage, once somebody has asked.
type truth byte

const (
	_ truth = iota
	holds
	fails
)

func (s *stage) premise(all *proofs, n int) bool {
	if s.holds[n] == 0 {
		s.holds[n] = fails
		if v, ok := s.quickName(all.premises[n].name); ok && all.premises[n].want.met(v) {
			s.holds[n] = holds
		}
	}
	return s.holds[n] == holds
}

// again evaluates an expression of pure functions, unless it was sound with the
// same values before.
func (s *stage) again(p *proof, x hcl.Expression) bool {
	values := make([]cty.Value, len(p.free))
	for i, t := range p.free {
		var ok bool
		if values[i], ok = s.quickName(t); !ok {
			return false
		}
	}
	if last := p.last.Load(); last != nil && slices.EqualFunc(*last, values, cty.Value.RawEquals) {
		return true
	}
	if _, ok := s.quick(x); !ok {
		return false
	}
	p.last.Store(&values)
	return true
}

// judge finds the faults of an expression whose value nobody wants.
func (s *stage) judge(x hcl.Expression) {
	if !s.sound(x) {
		s.value(x)
	}
}

// outlineParts stand for [parts] in an outline.
var outlineParts []func(*stage, *body, *Config)

func init() {
	outlineParts = []func(*stage, *body, *Config){
		(*stage).attributes, (*stage).edges, (*stage).terraform, (*stage).remoteStateFaults, (*stage).generatedPaths,
		(*stage).exclude, (*stage).errors, (*stage).iam, (*stage).inputFaults,
	}
}

func (s *stage) remoteStateFaults(b *body, c *Config) {
	for bl := range b.of("remote_state") {
		for _, a := range bl.sorted {
			s.judge(a.expr)
		}
		return
	}
	s.remoteState(b, c)
}

// generatedPaths gives files to be generated without their contents.
func (s *stage) generatedPaths(b *body, c *Config) {
	if _, ok := b.attrs["generate"]; ok {
		s.generate(b, c)
		return
	}
	for bl := range b.of("generate") {
		in := map[string]cty.Value{}
		for _, a := range bl.sorted {
			if a.name == "path" || a.name == "disable" {
				in[a.name] = s.value(a.expr)
			} else {
				s.judge(a.expr)
			}
		}
		c.Generate = append(c.Generate, s.generated(bl.label, in, s.file.pos(bl.at)))
	}
	sortGenerate(c.Generate)
}

func (s *stage) inputFaults(b *body, c *Config) {
	a, ok := b.attrs["inputs"]
	if !ok {
		return
	}
	o := s.file.object(a.expr)
	if o == nil || !o.whole {
		s.inputs(b, c)
		return
	}
	for _, p := range o.pairs {
		s.judge(p.value)
	}
}
