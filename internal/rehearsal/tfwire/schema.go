package tfwire

import (
	"fmt"
	"sync"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
)

// Kind says what a schema describes; the numbers are the field numbers of the
// provider's schema answer.
type Kind protowire.Number

// The kinds of schema that a provider answers with.
const (
	Provider  Kind = 1
	Resource  Kind = 2
	Data      Kind = 3
	Ephemeral Kind = 8
	List      Kind = 9
	Action    Kind = 11
)

// named tells the kinds that come as a map by type name.
var named = map[Kind]bool{Resource: true, Data: true, Ephemeral: true, List: true, Action: true}

// Block is the decoded schema of one type, or of a block nested in it.
type Block struct {
	Version int64
	Attrs   []*Attr
	Nested  []*Nested
	Type    cty.Type // the object type of a value of this block
	byName  map[string]*Attr
}

// Attr is one attribute of a block.
type Attr struct {
	Name                                               string
	Type                                               cty.Type
	Required, Optional, Computed, Sensitive, WriteOnly bool
}

// Nested is one block type inside a block.
type Nested struct {
	Name     string
	Block    *Block
	Nesting  tfplugin.NestedBlock_Nesting
	Min, Max int64
}

// Attr gives the attribute of that name, or nil.
func (b *Block) Attr(name string) *Attr { return b.byName[name] }

// Schemas is a provider's schema answer, kept as bytes and cut by type: a type
// is decoded when it is first asked for. It is safe for concurrent use.
type Schemas struct {
	full   []byte
	whole  []byte // the provider's own configuration schema
	byKind map[Kind]map[string][]byte
	mu     sync.Mutex
	blocks map[string]*Block
}

// ParseSchemas cuts the bytes of a schema answer; it does not decode the types.
func ParseSchemas(answer []byte) (*Schemas, error) {
	s := &Schemas{full: answer, byKind: map[Kind]map[string][]byte{}, blocks: map[string]*Block{}}
	for k := range named {
		s.byKind[k] = map[string][]byte{}
	}
	err := eachField(answer, func(num protowire.Number, _, val []byte) {
		switch k := Kind(num); {
		case k == Provider:
			s.whole = val
		case named[k]:
			name, schema := mapEntry(val)
			s.byKind[k][name] = schema
		}
	})
	if err != nil {
		return nil, fmt.Errorf("the provider's schema answer cannot be read: %w", err)
	}
	return s, nil
}

// Full gives the answer as it came.
func (s *Schemas) Full() []byte { return s.full }

// Names lists the types of one kind, in no order.
func (s *Schemas) Names(k Kind) []string {
	var out []string
	for n := range s.byKind[k] {
		out = append(out, n)
	}
	return out
}

// Has tells whether the provider has that type.
func (s *Schemas) Has(k Kind, name string) bool { _, ok := s.byKind[k][name]; return ok }

// Block decodes the schema of one type; for [Provider] the name is ignored.
func (s *Schemas) Block(k Kind, name string) (*Block, error) {
	key := fmt.Sprint(k, " ", name)
	s.mu.Lock()
	defer s.mu.Unlock()
	if b := s.blocks[key]; b != nil {
		return b, nil
	}
	raw := s.whole
	if k != Provider {
		var ok bool
		if raw, ok = s.byKind[k][name]; !ok {
			return nil, fmt.Errorf("the provider has no schema for %s", name)
		}
	}
	var m tfplugin.Schema
	if k == Action { // wrapped once more, so that it can hold more than a schema one day
		var w tfplugin.ActionSchema
		if err := proto.Unmarshal(raw, &w); err != nil {
			return nil, fmt.Errorf("schema of %s: %w", name, err)
		}
		m.Version, m.Block = w.GetSchema().GetVersion(), w.GetSchema().GetBlock()
	} else if err := proto.Unmarshal(raw, &m); err != nil {
		return nil, fmt.Errorf("schema of %s: %w", name, err)
	}
	b, err := decodeBlock(m.Block)
	if err != nil {
		return nil, fmt.Errorf("schema of %s: %w", name, err)
	}
	b.Version = m.Version
	s.blocks[key] = b
	return b, nil
}

func decodeBlock(p *tfplugin.Block) (*Block, error) {
	b := &Block{byName: map[string]*Attr{}}
	types := map[string]cty.Type{}
	for _, a := range p.GetAttributes() {
		t, err := ctyjson.UnmarshalType(a.Type)
		if err != nil {
			return nil, err
		}
		d := &Attr{a.Name, t, a.Required, a.Optional, a.Computed, a.Sensitive, a.WriteOnly}
		b.Attrs, b.byName[a.Name], types[a.Name] = append(b.Attrs, d), d, t
	}
	for _, n := range p.GetBlockTypes() {
		inner, err := decodeBlock(n.Block)
		if err != nil {
			return nil, err
		}
		b.Nested = append(b.Nested, &Nested{n.TypeName, inner, n.Nesting, n.MinItems, n.MaxItems})
		types[n.TypeName] = nestedType(n.Nesting, inner.Type)
	}
	b.Type = cty.Object(types)
	return b, nil
}

func nestedType(n tfplugin.NestedBlock_Nesting, t cty.Type) cty.Type {
	switch n {
	case tfplugin.NestedBlock_LIST:
		return cty.List(t)
	case tfplugin.NestedBlock_SET:
		return cty.Set(t)
	case tfplugin.NestedBlock_MAP:
		return cty.Map(t)
	}
	return t
}

// eachField walks the fields of a message: whole is a field with its tag, val
// the content of a length-delimited one.
func eachField(b []byte, f func(num protowire.Number, whole, val []byte)) error {
	for len(b) > 0 {
		num, typ, n := protowire.ConsumeTag(b)
		if n < 0 {
			return protowire.ParseError(n)
		}
		m := protowire.ConsumeFieldValue(num, typ, b[n:])
		if m < 0 {
			return protowire.ParseError(m)
		}
		var val []byte
		if typ == protowire.BytesType {
			val, _ = protowire.ConsumeBytes(b[n:])
		}
		f(num, b[:n+m], val)
		b = b[n+m:]
	}
	return nil
}

func mapEntry(b []byte) (key string, val []byte) {
	_ = eachField(b, func(num protowire.Number, _, v []byte) {
		switch num {
		case 1:
			key = string(v)
		case 2:
			val = v
		}
	})
	return key, val
}
