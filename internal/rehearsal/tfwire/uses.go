package tfwire

import (
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
)

// Uses tells what of a type, or of a block in it, is in use: all, or the blocks
// of those names and what is in use of them.
type Uses struct {
	All    bool
	Blocks map[string]*Uses
}

// At gives what is in use at the end of a path of names, which it notes.
func (u *Uses) At(path ...string) *Uses {
	for _, name := range path {
		next := u.Blocks[name]
		if next == nil {
			if u.Blocks == nil {
				u.Blocks = map[string]*Uses{}
			}
			next = &Uses{}
			u.Blocks[name] = next
		}
		u = next
	}
	return u
}

// Size is how many bytes the schema of a type has: what Terraform spends on each
// value of a type grows with it, whatever the value holds.
func (s *Schemas) Size(k Kind, name string) int { return len(s.byKind[k][name]) }

// cut empties the blocks of a schema that are not in use. They stay as blocks,
// as many as before may and must be given; only their content goes. Their value
// is an empty collection then, which is written alike whatever its elements
// would be: so values pass between who knows the whole schema and who knows the
// cut one, byte for byte.
func cut(schema []byte, u *Uses) ([]byte, error) {
	var m tfplugin.Schema
	if err := proto.Unmarshal(schema, &m); err != nil {
		return nil, err
	}
	empty(m.GetBlock(), u)
	return proto.Marshal(&m)
}

func empty(b *tfplugin.Block, u *Uses) {
	for _, n := range b.GetBlockTypes() {
		switch used := u.Blocks[n.TypeName]; {
		case used == nil && collections[n.Nesting]:
			n.Block = &tfplugin.Block{}
		case used != nil && !used.All:
			empty(n.Block, used)
		}
	}
}

// collections are the nestings that are empty, and not null, where no block is.
var collections = map[tfplugin.NestedBlock_Nesting]bool{
	tfplugin.NestedBlock_LIST: true, tfplugin.NestedBlock_SET: true, tfplugin.NestedBlock_MAP: true,
}

// Trim gives the answer without the types that uses does not know, and without
// the content of blocks that are not in use. Functions, capabilities and the
// provider's own schema always stay.
func (s *Schemas) Trim(uses func(Kind, string) *Uses) []byte {
	var out []byte
	_ = eachField(s.full, func(num protowire.Number, whole, val []byte) {
		if k := Kind(num); named[k] {
			name, schema := mapEntry(val)
			u := uses(k, name)
			if u == nil {
				return
			}
			if !u.All {
				if b, err := cut(schema, u); err == nil {
					whole = appendEntry(nil, num, name, b)
				}
			}
		}
		out = append(out, whole...)
	})
	return out
}

// appendEntry is the opposite of mapEntry, with the field's tag before it.
func appendEntry(out []byte, num protowire.Number, name string, schema []byte) []byte {
	var e []byte
	e = protowire.AppendString(protowire.AppendTag(e, 1, protowire.BytesType), name)
	e = protowire.AppendBytes(protowire.AppendTag(e, 2, protowire.BytesType), schema)
	return protowire.AppendBytes(protowire.AppendTag(out, num, protowire.BytesType), e)
}
