package tfwire

import (
	"fmt"
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	"github.com/zclconf/go-cty/cty/msgpack"
)

// Encode gives a value in the encoding that both sides of the protocol read.
func Encode(v cty.Value, t cty.Type) (*tfplugin.DynamicValue, error) {
	b, err := msgpack.Marshal(v, t)
	if err != nil {
		return nil, fmt.Errorf("value cannot be encoded: %w", err)
	}
	return &tfplugin.DynamicValue{Msgpack: b}, nil
}

// Decode reads a value of type t; a missing one is null.
func Decode(d *tfplugin.DynamicValue, t cty.Type) (cty.Value, error) {
	switch {
	case len(d.GetMsgpack()) > 0:
		return msgpack.Unmarshal(d.Msgpack, t)
	case len(d.GetJson()) > 0:
		return ctyjson.Unmarshal(d.Json, t)
	}
	return cty.NullVal(t), nil
}

// Str gives a known, non-null string attribute of an object, else "".
func Str(v cty.Value, name string) string {
	if v == cty.NilVal || v.IsNull() || !v.IsKnown() || !v.Type().IsObjectType() || !v.Type().HasAttribute(name) {
		return ""
	}
	a := v.GetAttr(name)
	if a.IsNull() || !a.IsKnown() || a.Type() != cty.String {
		return ""
	}
	return a.AsString()
}

// PathText writes an attribute path as people do: a.b[0]["key"].
func PathText(p *tfplugin.AttributePath) string {
	var b strings.Builder
	for _, s := range p.GetSteps() {
		switch x := s.Selector.(type) {
		case *tfplugin.Step_AttributeName:
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(x.AttributeName)
		case *tfplugin.Step_ElementKeyString:
			fmt.Fprintf(&b, "[%q]", x.ElementKeyString)
		case *tfplugin.Step_ElementKeyInt:
			fmt.Fprintf(&b, "[%d]", x.ElementKeyInt)
		}
	}
	return b.String()
}
