package tfwire_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
)

// nesting is a schema of blocks in blocks: a rule has a statement, a set of
// them, and so on, and beside each some that must or may be given once.
func nesting(depth int) *tfplugin.Block {
	b := &tfplugin.Block{Attributes: []*tfplugin.Attribute{{Name: "name", Type: []byte(`"string"`), Optional: true}}}
	if depth == 0 {
		return b
	}
	for _, n := range []tfplugin.NestedBlock_Nesting{tfplugin.NestedBlock_LIST, tfplugin.NestedBlock_SET, tfplugin.NestedBlock_MAP,
		tfplugin.NestedBlock_SINGLE, tfplugin.NestedBlock_GROUP} {
		b.BlockTypes = append(b.BlockTypes, &tfplugin.NestedBlock{TypeName: strings.ToLower(n.String()), Nesting: n, MinItems: 1, MaxItems: 3, Block: nesting(depth - 1)})
	}
	return b
}

func deep(t *testing.T, u *tfwire.Uses) *tfwire.Block {
	t.Helper()
	var a answer
	a.put(t, tfwire.Resource, "aws_deep", &tfplugin.Schema{Version: 7, Block: nesting(3)})
	s, err := tfwire.ParseSchemas(a)
	if err == nil {
		s, err = tfwire.ParseSchemas(s.Trim(func(tfwire.Kind, string) *tfwire.Uses { return u }))
	}
	if err != nil {
		t.Fatal(err)
	}
	b, err := s.Block(tfwire.Resource, "aws_deep")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func uses(paths ...[]string) *tfwire.Uses {
	u := &tfwire.Uses{}
	for _, p := range paths {
		u.At(p...)
	}
	return u
}

func TestBlocksNotInUseStayAndAreEmpty(t *testing.T) {
	t.Parallel()
	u := uses([]string{"list", "set"}, []string{"map"})
	u.At("set").All = true
	b, full := deep(t, u), deep(t, &tfwire.Uses{All: true})
	if b.Version != 7 || len(b.Nested) != 5 {
		t.Fatalf("version %d, %d blocks", b.Version, len(b.Nested))
	}
	blocks := map[string]*tfwire.Nested{}
	for i, n := range b.Nested {
		blocks[n.Name] = n
		if f := full.Nested[i]; n.Min != f.Min || n.Max != f.Max || n.Nesting != f.Nesting {
			t.Errorf("%s may be given otherwise than before", n.Name)
		}
	}
	empty := cty.EmptyObject
	list := blocks["list"].Block.Type.AttributeTypes()
	if !list["list"].Equals(cty.List(empty)) || !list["map"].Equals(cty.Map(empty)) || list["set"].Equals(cty.Set(empty)) {
		t.Errorf("list holds %#v", list)
	}
	whole := map[string]cty.Type{}
	for _, n := range full.Nested {
		whole[n.Name] = n.Block.Type
	}
	for _, name := range []string{"set", "single", "group"} { // all in use; null and not empty where it is not given
		if !blocks[name].Block.Type.Equals(whole[name]) {
			t.Errorf("%s is not whole", name)
		}
	}
	if got := blocks["map"].Block.Type.AttributeTypes(); !got["name"].Equals(cty.String) {
		t.Errorf("the attributes of a block in use are gone: %#v", got)
	}
}

// What one side writes with the cut type the other reads with the whole one, and
// the other way round; what does not fit is refused.
func TestValuesOfACutTypeAreWrittenAlike(t *testing.T) {
	t.Parallel()
	b, full := deep(t, uses([]string{"list", "set"})), deep(t, &tfwire.Uses{All: true})
	var some, other *tfplugin.DynamicValue
	for _, k := range []struct {
		name string
		fill func(blank func(*tfwire.Block) map[string]cty.Value, b *tfwire.Block) cty.Value
	}{
		{"nothing given", func(blank func(*tfwire.Block) map[string]cty.Value, b *tfwire.Block) cty.Value {
			return cty.ObjectVal(blank(b))
		}},
		{"a set in a list", func(blank func(*tfwire.Block) map[string]cty.Value, b *tfwire.Block) cty.Value {
			out := blank(b)
			list := nested(b, "list")
			l := blank(list)
			one, two := blank(nested(list, "set")), blank(nested(list, "set"))
			one["name"], two["name"] = cty.StringVal("one"), cty.UnknownVal(cty.String)
			l["set"] = cty.SetVal([]cty.Value{cty.ObjectVal(one), cty.ObjectVal(two)})
			out["list"] = cty.ListVal([]cty.Value{cty.ObjectVal(l)})
			return cty.ObjectVal(out)
		}},
		{"unknown blocks", func(blank func(*tfwire.Block) map[string]cty.Value, b *tfwire.Block) cty.Value {
			out := blank(b)
			out["map"] = cty.UnknownVal(b.Type.AttributeType("map"))
			return cty.ObjectVal(out)
		}},
	} {
		var err error
		if some, err = tfwire.Encode(k.fill(blank, b), b.Type); err != nil {
			t.Fatal(err)
		}
		if other, err = tfwire.Encode(k.fill(blank, full), full.Type); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(some.Msgpack, other.Msgpack) {
			t.Errorf("%s is written in two ways:\n%x\n%x", k.name, some.Msgpack, other.Msgpack)
		}
	}
	v := blank(full)
	inner := cty.ObjectVal(blank(nested(full, "set")))
	v["set"] = cty.SetVal([]cty.Value{inner})
	d, err := tfwire.Encode(cty.ObjectVal(v), full.Type)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tfwire.Decode(d, b.Type); err == nil {
		t.Error("a block that is not known was read")
	}
}

// blank is a value without any block.
func blank(b *tfwire.Block) map[string]cty.Value {
	out := map[string]cty.Value{}
	for _, a := range b.Attrs {
		out[a.Name] = cty.NullVal(a.Type)
	}
	for _, n := range b.Nested {
		switch t := b.Type.AttributeType(n.Name); {
		case t.IsListType():
			out[n.Name] = cty.ListValEmpty(t.ElementType())
		case t.IsSetType():
			out[n.Name] = cty.SetValEmpty(t.ElementType())
		case t.IsMapType():
			out[n.Name] = cty.MapValEmpty(t.ElementType())
		default:
			out[n.Name] = cty.NullVal(t)
		}
	}
	return out
}

func nested(b *tfwire.Block, name string) *tfwire.Block {
	for _, n := range b.Nested {
		if n.Name == name {
			return n.Block
		}
	}
	return nil
}
