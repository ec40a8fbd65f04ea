package tfwire_test

import (
	"bytes"
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
)

func TestEssence(t *testing.T) {
	t.Parallel()
	plain := func() *tfplugin.PlanRequest {
		return &tfplugin.PlanRequest{TypeName: "aws_vpc", Config: &tfplugin.DynamicValue{Msgpack: []byte{0x80}},
			ClientCapabilities: &tfplugin.Capabilities{WriteOnlyAttributesAllowed: true}}
	}
	for _, k := range []struct {
		name string
		edit func(*tfplugin.PlanRequest)
		same bool
	}{
		{"nothing", func(*tfplugin.PlanRequest) {}, true},
		{"put off, if need be", func(r *tfplugin.PlanRequest) { r.ClientCapabilities.DeferralAllowed = true }, true},
		{"no meta, written out", func(r *tfplugin.PlanRequest) { r.ProviderMeta = &tfplugin.DynamicValue{Msgpack: []byte{0xc0}} }, true},
		{"meta", func(r *tfplugin.PlanRequest) { r.ProviderMeta = &tfplugin.DynamicValue{Msgpack: []byte{0x80}} }, false},
		{"no write-only values", func(r *tfplugin.PlanRequest) { r.ClientCapabilities.WriteOnlyAttributesAllowed = false }, false},
		{"another type", func(r *tfplugin.PlanRequest) { r.TypeName = "aws_eip" }, false},
		{"another configuration", func(r *tfplugin.PlanRequest) { r.Config.Msgpack = []byte{0xc0} }, false},
		{"private data", func(r *tfplugin.PlanRequest) { r.PriorPrivate = []byte("{}") }, false},
		{"an identity", func(r *tfplugin.PlanRequest) { r.PriorIdentity = &tfplugin.Identity{} }, false},
		{"a field of tomorrow", func(r *tfplugin.PlanRequest) { r.ProtoReflect().SetUnknown([]byte{0x78, 1}) }, false},
	} {
		one, other := plain(), plain()
		k.edit(other)
		a, b := tfwire.Essence("PlanResourceChange", encoded(t, one)), tfwire.Essence("PlanResourceChange", encoded(t, other))
		if bytes.Equal(a, b) != k.same {
			t.Errorf("%s: the same question is %v, want %v", k.name, !k.same, k.same)
		}
	}
	for _, b := range [][]byte{{}, {0xff}, encoded(t, plain())} {
		if got := tfwire.Essence("GetFunctions", b); !bytes.Equal(got, b) {
			t.Errorf("a request without such fields was changed: %x to %x", b, got)
		}
	}
	if broken := []byte{0x3a, 0x7f}; !bytes.Equal(tfwire.Essence("PlanResourceChange", broken), broken) {
		t.Error("a broken request was changed")
	}
}

func TestDeferred(t *testing.T) {
	t.Parallel()
	answer := encoded(t, &tfplugin.PlanResponse{PlannedState: &tfplugin.DynamicValue{Msgpack: []byte{0xc0}}, LegacyTypeSystem: true, PlannedIdentity: &tfplugin.Identity{}})
	if tfwire.Deferred("PlanResourceChange", answer) {
		t.Error("an answer is told to be none")
	}
	put := protowire.AppendBytes(protowire.AppendTag(answer, 6, protowire.BytesType), []byte{0x08, 1})
	if !tfwire.Deferred("PlanResourceChange", put) || tfwire.Deferred("UpgradeResourceState", put) {
		t.Error("an answer that puts the question off is not told from others")
	}
}

func encoded(t *testing.T, m proto.Message) []byte {
	t.Helper()
	b, err := proto.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
