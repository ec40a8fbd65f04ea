package tfwire_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
)

// answer builds a provider's schema answer.
type answer []byte

func (a *answer) put(t testing.TB, k tfwire.Kind, name string, m proto.Message) {
	t.Helper()
	b, err := proto.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	if name != "" {
		var e []byte
		e = protowire.AppendTag(e, 1, protowire.BytesType)
		e = protowire.AppendString(e, name)
		e = protowire.AppendTag(e, 2, protowire.BytesType)
		b = protowire.AppendBytes(e, b)
	}
	*a = protowire.AppendTag(*a, protowire.Number(k), protowire.BytesType)
	*a = protowire.AppendBytes(*a, b)
}

func schema(version int64) *tfplugin.Schema {
	text := []byte(`"string"`)
	return &tfplugin.Schema{Version: version, Block: &tfplugin.Block{
		Attributes: []*tfplugin.Attribute{
			{Name: "id", Type: text, Computed: true},
			{Name: "secret", Type: text, Optional: true, Sensitive: true, WriteOnly: true},
			{Name: "tags", Type: []byte(`["map","string"]`), Optional: true},
		},
		BlockTypes: []*tfplugin.NestedBlock{
			{TypeName: "rule", Nesting: tfplugin.NestedBlock_SET, MaxItems: 3, Block: &tfplugin.Block{Attributes: []*tfplugin.Attribute{{Name: "port", Type: []byte(`"number"`), Required: true}}}},
			{TypeName: "timeouts", Nesting: tfplugin.NestedBlock_SINGLE, Block: &tfplugin.Block{}},
		},
	}}
}

func sample(t testing.TB) answer {
	var a answer
	a.put(t, tfwire.Provider, "", schema(0))
	a.put(t, tfwire.Resource, "aws_vpc", schema(1))
	a.put(t, tfwire.Resource, "aws_subnet", schema(2))
	a.put(t, tfwire.Data, "aws_vpc", schema(0))
	a.put(t, tfwire.Action, "aws_ring", &tfplugin.ActionSchema{Schema: schema(4)})
	a.put(t, 7, "shout", schema(0)) // a function: not a type, never cut
	return a
}

func TestTypesAreDecodedWhenAskedFor(t *testing.T) {
	t.Parallel()
	s, err := tfwire.ParseSchemas(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	want := cty.Object(map[string]cty.Type{
		"id": cty.String, "secret": cty.String, "tags": cty.Map(cty.String),
		"rule": cty.Set(cty.Object(map[string]cty.Type{"port": cty.Number})), "timeouts": cty.EmptyObject,
	})
	for _, c := range []struct {
		kind    tfwire.Kind
		name    string
		version int64
	}{{tfwire.Provider, "", 0}, {tfwire.Resource, "aws_vpc", 1}, {tfwire.Resource, "aws_subnet", 2}, {tfwire.Data, "aws_vpc", 0}, {tfwire.Action, "aws_ring", 4}} {
		b, err := s.Block(c.kind, c.name)
		if err != nil {
			t.Errorf("%d %s: %v", c.kind, c.name, err)
			continue
		}
		if b.Version != c.version || !b.Type.Equals(want) {
			t.Errorf("%d %s: version %d, type %#v", c.kind, c.name, b.Version, b.Type)
		}
		if a := b.Attr("secret"); a == nil || !a.WriteOnly || !a.Sensitive {
			t.Errorf("%d %s: secret is %+v", c.kind, c.name, a)
		}
	}
	if b, _ := s.Block(tfwire.Resource, "aws_vpc"); b != nil {
		if again, _ := s.Block(tfwire.Resource, "aws_vpc"); again != b {
			t.Error("a type was decoded twice")
		}
	}
	for _, c := range []struct {
		kind tfwire.Kind
		name string
	}{{tfwire.Resource, "aws_moon"}, {tfwire.Data, "aws_subnet"}} {
		if _, err := s.Block(c.kind, c.name); err == nil || s.Has(c.kind, c.name) {
			t.Errorf("%d %s: found what is not there", c.kind, c.name)
		}
	}
}

func TestTrimKeepsTheWantedTypesAndAllElse(t *testing.T) {
	t.Parallel()
	full, err := tfwire.ParseSchemas(sample(t))
	if err != nil {
		t.Fatal(err)
	}
	cut, err := tfwire.ParseSchemas(full.Trim(func(k tfwire.Kind, n string) *tfwire.Uses {
		if k == tfwire.Resource && n == "aws_vpc" {
			return &tfwire.Uses{All: true}
		}
		return nil
	}))
	if err != nil {
		t.Fatal(err)
	}
	if got := cut.Names(tfwire.Resource); !slices.Equal(got, []string{"aws_vpc"}) {
		t.Errorf("resources are %v", got)
	}
	if cut.Has(tfwire.Data, "aws_vpc") || cut.Has(tfwire.Action, "aws_ring") {
		t.Error("a type stayed that nobody wants")
	}
	if _, err := cut.Block(tfwire.Provider, ""); err != nil {
		t.Errorf("the provider's own schema is gone: %v", err)
	}
	if !slices.Contains(fields(t, cut.Full()), 7) {
		t.Error("the functions are gone")
	}
}

func fields(t *testing.T, b []byte) (out []protowire.Number) {
	t.Helper()
	for len(b) > 0 {
		num, typ, n := protowire.ConsumeTag(b)
		m := protowire.ConsumeFieldValue(num, typ, b[max(n, 0):])
		if n < 0 || m < 0 {
			t.Fatal("the answer does not parse")
		}
		out, b = append(out, num), b[n+m:]
	}
	return out
}

func FuzzSchemas(f *testing.F) {
	f.Add([]byte(sample(f)))
	f.Add([]byte{0x12, 0x7f})
	f.Fuzz(func(t *testing.T, b []byte) {
		s, err := tfwire.ParseSchemas(b)
		if err != nil {
			return
		}
		s.Trim(func(tfwire.Kind, string) *tfwire.Uses { return nil })
		s.Trim(func(tfwire.Kind, string) *tfwire.Uses { return &tfwire.Uses{} })
		for _, k := range []tfwire.Kind{tfwire.Provider, tfwire.Resource, tfwire.Action} {
			for _, n := range append(s.Names(k), "") {
				_, _ = s.Block(k, n)
			}
		}
	})
}

func BenchmarkTrim(b *testing.B) {
	var a answer
	for i := range 1500 {
		a.put(b, tfwire.Resource, fmt.Sprintf("aws_type_%d", i), schema(1))
	}
	s, err := tfwire.ParseSchemas(a)
	if err != nil {
		b.Fatal(err)
	}
	keep := map[string]*tfwire.Uses{"aws_type_7": {All: true}}
	b.SetBytes(int64(len(a)))
	for b.Loop() {
		s.Trim(func(_ tfwire.Kind, n string) *tfwire.Uses { return keep[n] })
	}
}
