package tfwire_test

import (
	"bytes"
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"google.golang.org/grpc/mem"
	"google.golang.org/protobuf/proto"
)

var codec = tfwire.Codec{}

func TestMessagesPassAsBytes(t *testing.T) {
	t.Parallel()
	sent := &tfplugin.ValidateRequest{TypeName: "aws_vpc", Config: &tfplugin.DynamicValue{Msgpack: []byte{0x80}}}
	wire, err := codec.Marshal(sent)
	if err != nil {
		t.Fatal(err)
	}
	var raw tfwire.Raw
	if err := codec.Unmarshal(wire, &raw); err != nil {
		t.Fatal(err)
	}
	defer raw.Free()
	on, err := codec.Marshal(&raw)
	if err != nil {
		t.Fatal(err)
	}
	defer on.Free()
	var got tfplugin.ValidateRequest
	if err := codec.Unmarshal(on, &got); err != nil {
		t.Fatal(err)
	}
	if !proto.Equal(sent, &got) {
		t.Errorf("got %v, want %v", &got, sent)
	}
}

func TestBytesAreSentAsTheyAre(t *testing.T) {
	t.Parallel()
	for _, b := range [][]byte{nil, {}, []byte("anything")} {
		wire, err := codec.Marshal(b)
		if err != nil {
			t.Fatal(err)
		}
		if got := wire.Materialize(); !bytes.Equal(got, b) {
			t.Errorf("got %q, want %q", got, b)
		}
	}
}

func TestOtherValuesAreRefused(t *testing.T) {
	t.Parallel()
	if _, err := codec.Marshal("text"); err == nil {
		t.Error("a string was sent")
	}
	if err := codec.Unmarshal(mem.BufferSlice{mem.SliceBuffer("x")}, new(string)); err == nil {
		t.Error("a string was received")
	}
}

// A message that is passed on lives in the pool's buffer until its last owner
// frees it: the receiver must hold it, and the sender must not lose it.
func TestPassedOnBuffersAreCounted(t *testing.T) {
	t.Parallel()
	var pool counting
	b := bytes.Repeat([]byte("x"), 4096) // below that grpc does not pool
	wire := mem.BufferSlice{mem.NewBuffer(&b, &pool)}
	var raw tfwire.Raw
	if err := codec.Unmarshal(wire, &raw); err != nil {
		t.Fatal(err)
	}
	wire.Free() // as grpc does after Unmarshal
	out, err := codec.Marshal(&raw)
	if err != nil {
		t.Fatal(err)
	}
	raw.Free()
	if pool.back != 0 {
		t.Fatal("the buffer went back while the message was still to be sent")
	}
	if got := out.Len(); got != 4096 {
		t.Errorf("%d bytes are left of 4096", got)
	}
	out.Free()
	if pool.back != 1 {
		t.Errorf("the buffer went back %d times, want once", pool.back)
	}
}

type counting struct{ back int }

func (c *counting) Get(n int) *[]byte { b := make([]byte, n); return &b }
func (c *counting) Put(*[]byte)       { c.back++ }

func BenchmarkPassOn(b *testing.B) {
	wire := mem.BufferSlice{mem.SliceBuffer(make([]byte, 64<<10))}
	for b.Loop() {
		var raw tfwire.Raw
		if err := codec.Unmarshal(wire, &raw); err != nil {
			b.Fatal(err)
		}
		if _, err := codec.Marshal(&raw); err != nil {
			b.Fatal(err)
		}
		raw.Free()
	}
}
