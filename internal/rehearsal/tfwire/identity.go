package tfwire

import (
	"fmt"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
)

// IdentitySchema is what identifies objects of a type: attribute types by name.
type IdentitySchema struct {
	Version int64
	Type    cty.Type
}

// ParseIdentities reads the answer of GetResourceIdentitySchemas.
func ParseIdentities(answer []byte) (map[string]*IdentitySchema, error) {
	out := map[string]*IdentitySchema{}
	var failed error
	err := eachField(answer, func(num protowire.Number, _, val []byte) {
		if num != 1 {
			return
		}
		name, raw := mapEntry(val)
		var m tfplugin.IdentitySchema
		if err := proto.Unmarshal(raw, &m); err != nil {
			failed = fmt.Errorf("identity of %s: %w", name, err)
			return
		}
		types := map[string]cty.Type{}
		for _, a := range m.IdentityAttributes {
			t, err := ctyjson.UnmarshalType(a.Type)
			if err != nil {
				failed = fmt.Errorf("identity of %s: %w", name, err)
				return
			}
			types[a.Name] = t
		}
		out[name] = &IdentitySchema{m.Version, cty.Object(types)}
	})
	if err == nil {
		err = failed
	}
	return out, err
}

// Of gives the identity of an object: its attributes of the same names; what
// only the account or region of the caller says comes from more.
func (s *IdentitySchema) Of(v cty.Value, more map[string]string) cty.Value {
	m := map[string]cty.Value{}
	for name, t := range s.Type.AttributeTypes() {
		m[name] = cty.NullVal(t)
		if v.Type().HasAttribute(name) {
			if a := v.GetAttr(name); a.Type().Equals(t) && a.IsWhollyKnown() {
				m[name] = a
			}
		}
		if text, ok := more[name]; ok && m[name].IsNull() && t == cty.String {
			m[name] = cty.StringVal(text)
		}
	}
	return cty.ObjectVal(m)
}
