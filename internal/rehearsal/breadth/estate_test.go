package breadth

import (
	"context"
	"flag"
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hcldec"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/synth"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

var update = flag.Bool("update", false, "write the golden files")

// TestEstateValues makes one object of each type of the estate, each out of the
// ones before, and holds every value made up against a golden file that a
// reader who knows AWS can check.
func TestEstateValues(t *testing.T) {
	r, _ := runner(t)
	world, err := cloud.Open(filepath.Join(t.TempDir(), "cloud.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer world.Close()
	r.Maker = synth.New(world)
	s := &stage{Runner: r, world: world, t: t, ctx: t.Context(), made: map[string]map[string]cty.Value{}}
	file, ds := hclparse.NewParser().ParseHCLFile(filepath.Join("testdata", "estate.hcl"))
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	for _, b := range file.Body.(*hclsyntax.Body).Blocks {
		s.play(b)
	}
	golden := filepath.Join("testdata", "estate.golden")
	if *update {
		if err := os.WriteFile(golden, []byte(s.out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), s.out.String()); d != "" {
		t.Errorf("the values differ from %s (-update writes them):\n%s", golden, d)
	}
}

// stage is the cloud that the objects are made in.
type stage struct {
	*Runner
	t     *testing.T
	ctx   context.Context
	world cloud.Store
	made  map[string]map[string]cty.Value // by type and name
	out   strings.Builder
}

const home = "eu-central-1"

func (s *stage) play(b *hclsyntax.Block) {
	typ, name := b.Labels[0], b.Labels[1]
	kind := map[string]tfwire.Kind{"resource": tfwire.Resource, "data": tfwire.Data}[b.Type]
	block, err := s.Schemas.Block(kind, typ)
	if err != nil {
		s.t.Fatal(err)
	}
	config, ds := hcldec.Decode(b.Body, spec(block), s.scope())
	if ds.HasErrors() {
		s.t.Fatal(ds)
	}
	q := synth.Request{Type: typ, Block: block, Account: Account, Region: home, Unit: "estate", Prior: cty.NullVal(block.Type), Planned: config, Config: config}
	if kind == tfwire.Data {
		v, assumed, err := s.Maker.Data(s.ctx, q)
		if err != nil {
			s.t.Fatalf("%s.%s: %s", typ, name, err)
		}
		s.print("data "+typ, name, v)
		for _, a := range assumed {
			fmt.Fprintf(&s.out, "  assumed %s\n", a.Attribute)
		}
		return
	}
	planned, private, diags, err := s.plan(s.ctx, typ, block, q.Prior, config)
	if err != nil || wrong(diags) != nil {
		s.t.Fatalf("%s.%s: %v %v", typ, name, err, wrong(diags))
	}
	q.Planned, q.Private = planned, private
	v, err := s.Maker.Fill(s.ctx, q)
	if err != nil {
		s.t.Fatalf("%s.%s: %s", typ, name, err)
	}
	if v, err = s.Maker.Settle(s.ctx, q, v, s.planner); err != nil {
		s.t.Errorf("%s.%s: %s", typ, name, err)
	}
	if err := s.readBack(s.ctx, typ, block, v); err != nil {
		s.t.Errorf("%s.%s does not read back: %s", typ, name, err)
	}
	s.keep(typ, name, block, v)
	s.print(typ, name, v)
}

func (s *stage) keep(typ, name string, b *tfwire.Block, v cty.Value) {
	raw, err := ctyjson.Marshal(v, b.Type)
	if err != nil {
		s.t.Fatal(err)
	}
	o := cloud.Object{Key: cloud.Key{Account: Account, Region: cloud.RegionOf(typ, home), Type: typ, ID: cloud.Ident(b, typ, v)}, Attrs: raw}
	o.Name, o.Scope = cloud.Natural(typ, v, Account, o.Region)
	if err := s.world.Create(s.ctx, o, false); err != nil {
		s.t.Fatalf("%s.%s: %s", typ, name, err)
	}
	if s.made[typ] == nil {
		s.made[typ] = map[string]cty.Value{}
	}
	s.made[typ][name] = v
}

// print writes an object as far as it says anything.
func (s *stage) print(typ, name string, v cty.Value) {
	fmt.Fprintf(&s.out, "%s.%s\n", typ, name)
	for _, line := range flat(v, "") {
		fmt.Fprintf(&s.out, "  %s\n", line)
	}
}

// flat writes the set values of an object, one a line.
func flat(v cty.Value, path string) []string {
	if v.IsNull() {
		return nil
	}
	t := v.Type()
	if t.IsPrimitiveType() || t.IsCollectionType() && (t.IsMapType() || !t.ElementType().IsObjectType()) {
		raw, _ := ctyjson.Marshal(v, t)
		if s := string(raw); s != `""` && s != "[]" && s != "{}" && s != "0" && s != "false" {
			return []string{path + " = " + s}
		}
		return nil
	}
	var out []string
	for it := v.ElementIterator(); it.Next(); {
		k, x := it.Element()
		p := path + ".*"
		if t.IsObjectType() {
			p = strings.TrimPrefix(path+"."+k.AsString(), ".")
		}
		out = append(out, flat(x, p)...)
	}
	return out
}

// scope is what expressions may name: what was made before, and cidrsubnet.
func (s *stage) scope() *hcl.EvalContext {
	vars := map[string]cty.Value{}
	for typ, m := range s.made {
		vars[typ] = cty.ObjectVal(m)
	}
	return &hcl.EvalContext{Variables: vars, Functions: map[string]function.Function{"cidrsubnet": cidrSubnet}}
}

// spec makes a decoder out of a schema.
func spec(b *tfwire.Block) hcldec.ObjectSpec {
	o := hcldec.ObjectSpec{}
	for _, a := range b.Attrs {
		o[a.Name] = &hcldec.AttrSpec{Name: a.Name, Type: a.Type, Required: a.Required}
	}
	for _, n := range b.Nested {
		switch n.Nesting {
		case tfplugin.NestedBlock_LIST:
			o[n.Name] = &hcldec.BlockListSpec{TypeName: n.Name, Nested: spec(n.Block)}
		case tfplugin.NestedBlock_SET:
			o[n.Name] = &hcldec.BlockSetSpec{TypeName: n.Name, Nested: spec(n.Block)}
		default:
			o[n.Name] = &hcldec.BlockSpec{TypeName: n.Name, Nested: spec(n.Block)}
		}
	}
	return o
}

// cidrSubnet is cidrsubnet for IPv6, where a subnet is one of 256 /64 in a /56.
var cidrSubnet = function.New(&function.Spec{
	Params: []function.Parameter{{Type: cty.String}, {Type: cty.Number}, {Type: cty.Number}},
	Type:   function.StaticReturnType(cty.String),
	Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
		p, err := netip.ParsePrefix(args[0].AsString())
		if err != nil {
			return cty.NilVal, err
		}
		n, _ := args[2].AsBigFloat().Int64()
		a := p.Addr().As16()
		a[7] = byte(n)
		return cty.StringVal(netip.PrefixFrom(netip.AddrFrom16(a), 64).String()), nil
	},
})
