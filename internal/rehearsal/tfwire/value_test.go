package tfwire_test

import (
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
)

func TestValuesComeBackAsTheyWent(t *testing.T) {
	t.Parallel()
	typ := cty.Object(map[string]cty.Type{"name": cty.String, "size": cty.Number})
	for _, v := range []cty.Value{
		cty.ObjectVal(map[string]cty.Value{"name": cty.StringVal("a"), "size": cty.NumberIntVal(7)}),
		cty.ObjectVal(map[string]cty.Value{"name": cty.UnknownVal(cty.String), "size": cty.NullVal(cty.Number)}),
		cty.NullVal(typ),
		cty.UnknownVal(typ),
	} {
		d, err := tfwire.Encode(v, typ)
		if err != nil {
			t.Fatal(err)
		}
		got, err := tfwire.Decode(d, typ)
		if err != nil || !got.RawEquals(v) {
			t.Errorf("%#v came back as %#v, %v", v, got, err)
		}
	}
	for _, d := range []*tfplugin.DynamicValue{nil, {}} {
		if v, err := tfwire.Decode(d, typ); err != nil || !v.IsNull() {
			t.Errorf("nothing was read as %#v, %v", v, err)
		}
	}
	if v, err := tfwire.Decode(&tfplugin.DynamicValue{Json: []byte(`{"name":"a","size":1}`)}, typ); err != nil || tfwire.Str(v, "name") != "a" {
		t.Errorf("JSON was read as %#v, %v", v, err)
	}
	if _, err := tfwire.Encode(cty.StringVal("a"), cty.Number); err == nil {
		t.Error("a text was written as a number")
	}
}

func TestStrGivesOnlyWhatIsKnown(t *testing.T) {
	t.Parallel()
	v := cty.ObjectVal(map[string]cty.Value{"a": cty.StringVal("x"), "b": cty.NullVal(cty.String), "c": cty.UnknownVal(cty.String), "d": cty.True})
	for name, want := range map[string]string{"a": "x", "b": "", "c": "", "d": "", "e": ""} {
		if got := tfwire.Str(v, name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	for _, v := range []cty.Value{cty.NilVal, cty.DynamicVal, cty.NullVal(cty.String), cty.StringVal("x")} {
		if got := tfwire.Str(v, "a"); got != "" {
			t.Errorf("%#v: got %q", v, got)
		}
	}
}

func TestPathsReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	name := func(s string) *tfplugin.Step {
		return &tfplugin.Step{Selector: &tfplugin.Step_AttributeName{AttributeName: s}}
	}
	p := &tfplugin.AttributePath{Steps: []*tfplugin.Step{name("rule"),
		{Selector: &tfplugin.Step_ElementKeyInt{ElementKeyInt: 2}}, name("tags"),
		{Selector: &tfplugin.Step_ElementKeyString{ElementKeyString: "Name"}}}}
	if got, want := tfwire.PathText(p), `rule[2].tags["Name"]`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	if got := tfwire.PathText(nil); got != "" {
		t.Errorf("no path is written %q", got)
	}
}
