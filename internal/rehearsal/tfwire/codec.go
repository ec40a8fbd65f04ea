package tfwire

import (
	"fmt"

	"google.golang.org/grpc/encoding"
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/proto"
)

// Raw is a message that is passed on as it came. Who receives one frees it.
type Raw struct{ Buf mem.BufferSlice }

// Bytes gives the message in one piece.
func (r *Raw) Bytes() []byte { return r.Buf.Materialize() }

// Decode reads the message; one that came in one piece is not copied first.
func (r *Raw) Decode(m proto.Message) error {
	if len(r.Buf) == 1 {
		return proto.Unmarshal(r.Buf[0].ReadOnlyData(), m)
	}
	return proto.Unmarshal(r.Bytes(), m)
}

// Free gives the message's memory back.
func (r *Raw) Free() { r.Buf.Free() }

// Codec passes [*Raw] and []byte on untouched, and encodes and decodes
// protobuf messages. It calls itself "proto", so that the content type on the
// wire is the usual one.
type Codec struct{}

var _ encoding.CodecV2 = Codec{}

// Name is that of the codec it stands in for.
func (Codec) Name() string { return "proto" }

// Marshal implements encoding.CodecV2.
func (Codec) Marshal(v any) (mem.BufferSlice, error) {
	switch m := v.(type) {
	case *Raw:
		m.Buf.Ref()
		return m.Buf, nil
	case []byte:
		return mem.BufferSlice{mem.SliceBuffer(m)}, nil
	case proto.Message:
		b, err := proto.Marshal(m)
		return mem.BufferSlice{mem.SliceBuffer(b)}, err
	}
	return nil, fmt.Errorf("a %T cannot be sent", v)
}

// Unmarshal implements encoding.CodecV2.
func (Codec) Unmarshal(d mem.BufferSlice, v any) error {
	switch m := v.(type) {
	case *Raw:
		d.Ref()
		m.Buf = d
		return nil
	case proto.Message:
		return (&Raw{d}).Decode(m)
	}
	return fmt.Errorf("a message cannot be received into a %T", v)
}
