package synth

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
)

// world is a cloud in memory.
type world struct {
	mu      sync.Mutex
	objects []cloud.Object
	counts  map[string]uint64
	broken  error
}

var _ cloud.Store = (*world)(nil)

func (w *world) Get(k cloud.Key) (o cloud.Object, ok bool, err error) {
	l, err := w.List(func(o *cloud.Object) bool { return o.Key == k })
	if len(l) > 0 {
		return l[0], true, err
	}
	return o, false, err
}

func (w *world) Create(_ context.Context, o cloud.Object, _ bool) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	o.Serial = uint64(len(w.objects) + 1)
	w.objects = append(w.objects, o)
	return w.broken
}

func (w *world) Update(ctx context.Context, old cloud.Key, o cloud.Object) error {
	_ = w.Delete(ctx, old)
	return w.Create(ctx, o, true)
}

func (w *world) Delete(_ context.Context, k cloud.Key) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.objects = slices.DeleteFunc(w.objects, func(o cloud.Object) bool { return o.Key == k })
	return w.broken
}

func (w *world) List(f func(*cloud.Object) bool) ([]cloud.Object, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	var out []cloud.Object
	for i := range w.objects {
		if o := w.objects[i]; f == nil || f(&o) {
			out = append(out, o)
		}
	}
	return out, w.broken
}

func (w *world) Next(_ context.Context, name string) (uint64, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.counts == nil {
		w.counts = map[string]uint64{}
	}
	w.counts[name]++
	return w.counts[name], w.broken
}

// stands puts an object into the cloud: JSON without its braces.
func (w *world) stands(t testing.TB, typ, attrs string) {
	t.Helper()
	raw := json.RawMessage("{" + attrs + "}")
	if !json.Valid(raw) {
		t.Fatalf("not JSON: %s", raw)
	}
	o := cloud.Object{Key: cloud.Key{Account: account, Region: cloud.RegionOf(typ, region), Type: typ}, Attrs: raw}
	o.ID = text(child(object(&o), "id"))
	if err := w.Create(t.Context(), o, false); err != nil {
		t.Fatal(err)
	}
}

const (
	account = "111122223333"
	region  = "eu-central-1"
)

// block makes a schema out of lines "name flags type", the flags being some of
// r(equired), o(ptional), c(omputed), s(ensitive), w(rite-only); without a type
// a string. "name { ... }" is a block in a list, "name set { ... }" one in a set.
func block(t testing.TB, text string) *tfwire.Block {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(text), "\n")
	raw, err := proto.Marshal(&tfplugin.Schema{Block: readBlock(t, &lines)})
	if err != nil {
		t.Fatal(err)
	}
	entry := protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), []byte("t"))
	entry = protowire.AppendBytes(protowire.AppendTag(entry, 2, protowire.BytesType), raw)
	s, err := tfwire.ParseSchemas(protowire.AppendBytes(protowire.AppendTag(nil, 2, protowire.BytesType), entry))
	if err != nil {
		t.Fatal(err)
	}
	b, err := s.Block(tfwire.Resource, "t")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func readBlock(t testing.TB, lines *[]string) *tfplugin.Block {
	b := &tfplugin.Block{}
	for len(*lines) > 0 {
		f := strings.Fields((*lines)[0])
		*lines = (*lines)[1:]
		switch {
		case len(f) == 0:
		case f[0] == "}":
			return b
		case f[len(f)-1] == "{":
			n := &tfplugin.NestedBlock{TypeName: f[0], Nesting: tfplugin.NestedBlock_LIST}
			if len(f) == 3 {
				n.Nesting = tfplugin.NestedBlock_SET
			}
			n.Block = readBlock(t, lines)
			b.BlockTypes = append(b.BlockTypes, n)
		default:
			typ := `"string"`
			if len(f) > 2 {
				typ = f[2]
				if !strings.ContainsAny(typ, `"[`) {
					typ = `"` + typ + `"`
				}
			}
			has := func(c string) bool { return strings.Contains(f[1], c) }
			b.Attributes = append(b.Attributes, &tfplugin.Attribute{Name: f[0], Type: []byte(typ),
				Required: has("r"), Optional: has("o"), Computed: has("c"), Sensitive: has("s"), WriteOnly: has("w")})
		}
	}
	return b
}

// config makes a configuration out of JSON without its braces; the rest is
// null, blocks are empty.
func config(t testing.TB, b *tfwire.Block, attrs string) cty.Value {
	t.Helper()
	m := map[string]cty.Value{}
	ty, err := ctyjson.ImpliedType([]byte("{" + attrs + "}"))
	if err != nil {
		t.Fatal(err)
	}
	given, err := ctyjson.Unmarshal([]byte("{"+attrs+"}"), ty)
	if err != nil {
		t.Fatal(err)
	}
	for name, at := range b.Type.AttributeTypes() {
		m[name] = cty.NullVal(at)
		if b.Attr(name) == nil {
			m[name] = none(at)
		}
		if v := child(given, name); v != cty.NilVal {
			m[name] = typed(v, at)
		}
	}
	return cty.ObjectVal(m)
}

// request is a new object with that configuration, planned as the provider
// would: what is computed and not given is unknown.
func request(t testing.TB, typ string, b *tfwire.Block, attrs string) Request {
	t.Helper()
	c := config(t, b, attrs)
	return Request{Type: typ, Block: b, Account: account, Region: region, Unit: "dev/x",
		Prior: cty.NullVal(b.Type), Config: c, Planned: planned(b, c)}
}

// filled gives the value of a request.
func filled(t testing.TB, w *world, q Request) cty.Value {
	t.Helper()
	v, err := New(w).Fill(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	if !v.IsWhollyKnown() || !v.Type().Equals(q.Block.Type) {
		t.Fatalf("not whole: %#v", v)
	}
	return v
}

// at gives a value as text: "subnet.ids" of the first element, lists as JSON.
func at(v cty.Value, path string) string {
	for _, step := range strings.Split(path, ".") {
		v = child(head(v), step)
	}
	if v == cty.NilVal || v.IsNull() {
		return "null"
	}
	if s := text(v); s != "" || v.Type().IsPrimitiveType() {
		return s
	}
	raw, _ := ctyjson.Marshal(v, v.Type())
	return string(raw)
}

// planned opens what is computed and not given, as providers do.
func planned(b *tfwire.Block, c cty.Value) cty.Value {
	m := c.AsValueMap()
	for _, a := range b.Attrs {
		if a.Computed && m[a.Name].IsNull() {
			m[a.Name] = cty.UnknownVal(a.Type)
		}
	}
	for _, n := range b.Nested {
		m[n.Name] = elements(m[n.Name], func(_ int, _ string, x cty.Value) cty.Value { return planned(n.Block, x) })
	}
	return cty.ObjectVal(m)
}
