package provider

import (
	"context"
	"encoding/json"
	"path/filepath"
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov"
	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov/tinyprov"
	"github.com/terrace-cloud/terrace/internal/rehearsal/synth"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

func TestMain(m *testing.M) { tinyprov.Main(m) }

// world is a cloud with a host before it.
type world struct {
	*Host
	db *cloud.DB
}

// newWorld runs the provider at program, or the tiny one.
func newWorld(t testing.TB, program string, o ...func(*Config)) *world {
	t.Helper()
	if program == "" {
		program = tinyprov.Program(t)
	}
	real, err := realprov.Start(program, t.Output())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(real.Close)
	db, err := cloud.Open(filepath.Join(t.TempDir(), "cloud.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	c := Config{Real: real, Cloud: db, Maker: namer{}}
	for _, f := range o {
		f(&c)
	}
	h, err := New(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return &world{h, db}
}

func (w *world) serve(t testing.TB, s Session) *Endpoint {
	t.Helper()
	e, err := w.Serve(s)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(e.Close)
	return e
}

// object gives the one object of a type.
func (w *world) object(t testing.TB, typ string) cloud.Object {
	t.Helper()
	l, err := w.db.List(func(o *cloud.Object) bool { return o.Type == typ })
	if err != nil || len(l) != 1 {
		t.Fatalf("%d objects of type %s stand, want one (%v)", len(l), typ, err)
	}
	return l[0]
}

// tamper changes one attribute behind Terraform's back.
func (w *world) tamper(t testing.TB, typ, name string, value any) {
	t.Helper()
	o := w.object(t, typ)
	var m map[string]any
	err := json.Unmarshal(o.Attrs, &m)
	if err == nil {
		m[name] = value
		o.Attrs, err = json.Marshal(m)
	}
	if err == nil {
		err = w.db.Update(t.Context(), o.Key, o)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// caller is one connection to an endpoint, as Terraform has one for every
// provider configuration.
type caller struct {
	t    testing.TB
	w    *world
	conn *grpc.ClientConn
}

func (w *world) dial(t testing.TB, e *Endpoint) *caller {
	t.Helper()
	c, err := grpc.NewClient("unix:"+e.at.Path(), grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithDefaultCallOptions(grpc.ForceCodecV2(tfwire.Codec{}), grpc.MaxCallRecvMsgSize(messageLimit)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return &caller{t, w, c}
}

func (c *caller) try(method string, in, out any) error {
	return c.conn.Invoke(c.t.Context(), "/tfplugin5.Provider/"+method, in, out)
}

func (c *caller) call(method string, in, out any) {
	c.t.Helper()
	if err := c.try(method, in, out); err != nil {
		c.t.Fatalf("%s: %v", method, err)
	}
}

// events makes a call that answers with many messages.
func events[T any](c *caller, method string, in any) (out []*T) {
	c.t.Helper()
	s, err := c.conn.NewStream(c.t.Context(), &grpc.StreamDesc{ServerStreams: true}, "/tfplugin5.Provider/"+method)
	if err == nil {
		err = s.SendMsg(in)
	}
	if err == nil {
		err = s.CloseSend()
	}
	if err != nil {
		c.t.Fatal(err)
	}
	for {
		ev := new(T)
		if err := s.RecvMsg(ev); err != nil {
			return out
		}
		out = append(out, ev)
	}
}

// block gives a schema.
func (c *caller) block(k tfwire.Kind, typ string) *tfwire.Block {
	c.t.Helper()
	b, err := c.w.schemas.Block(k, typ)
	if err != nil {
		c.t.Fatal(err)
	}
	return b
}

// value gives a value of a schema: the texts given, all else null.
func (c *caller) value(b *tfwire.Block, with map[string]cty.Value) cty.Value {
	m := map[string]cty.Value{}
	for name, typ := range b.Type.AttributeTypes() {
		switch {
		case with[name] != cty.NilVal:
			m[name] = with[name]
		case b.Attr(name) == nil && typ.IsListType():
			m[name] = cty.ListValEmpty(typ.ElementType())
		case b.Attr(name) == nil && typ.IsSetType():
			m[name] = cty.SetValEmpty(typ.ElementType())
		default:
			m[name] = cty.NullVal(typ)
		}
	}
	return cty.ObjectVal(m)
}

func (c *caller) encode(v cty.Value, b *tfwire.Block) *tfplugin.DynamicValue {
	c.t.Helper()
	d, err := tfwire.Encode(v, b.Type)
	if err != nil {
		c.t.Fatal(err)
	}
	return d
}

// configure configures the connection and gives the diagnostics.
func (c *caller) configure(with map[string]cty.Value) []*tfplugin.Diagnostic {
	c.t.Helper()
	b := c.block(tfwire.Provider, "")
	var r tfplugin.DiagnosticsResponse
	c.call("Configure", &tfplugin.ConfigureRequest{Config: c.encode(c.value(b, with), b)}, &r)
	return r.Diagnostics
}

// planning is the request to plan from prior (NilVal: a new one) to a
// configuration.
func (c *caller) planning(typ string, prior cty.Value, with map[string]cty.Value) *tfplugin.PlanRequest {
	c.t.Helper()
	b := c.block(tfwire.Resource, typ)
	config := c.value(b, with)
	proposed := config.AsValueMap()
	if prior == cty.NilVal {
		prior = cty.NullVal(b.Type)
	}
	for _, a := range b.Attrs {
		if !a.Computed || !proposed[a.Name].IsNull() {
			continue
		}
		if proposed[a.Name] = cty.UnknownVal(a.Type); !prior.IsNull() {
			proposed[a.Name] = prior.GetAttr(a.Name)
		}
	}
	return &tfplugin.PlanRequest{TypeName: typ, PriorState: c.encode(prior, b), Config: c.encode(config, b),
		ProposedNewState: c.encode(cty.ObjectVal(proposed), b), ClientCapabilities: &tfplugin.Capabilities{WriteOnlyAttributesAllowed: true}}
}

func (c *caller) plan(typ string, prior cty.Value, with map[string]cty.Value) *tfplugin.PlanResponse {
	c.t.Helper()
	r := &tfplugin.PlanResponse{}
	c.call("PlanResourceChange", c.planning(typ, prior, with), r)
	return r
}

// apply plans and applies.
func (c *caller) apply(typ string, prior cty.Value, with map[string]cty.Value) (cty.Value, *tfplugin.ApplyResponse) {
	c.t.Helper()
	b := c.block(tfwire.Resource, typ)
	p := c.plan(typ, prior, with)
	if len(p.Diagnostics) > 0 {
		c.t.Fatalf("plan of %s: %v", typ, p.Diagnostics)
	}
	if prior == cty.NilVal {
		prior = cty.NullVal(b.Type)
	}
	r := &tfplugin.ApplyResponse{}
	c.call("ApplyResourceChange", &tfplugin.ApplyRequest{TypeName: typ, PriorState: c.encode(prior, b), PlannedState: p.PlannedState,
		Config: c.encode(c.value(b, with), b), PlannedPrivate: p.PlannedPrivate, PlannedIdentity: p.PlannedIdentity}, r)
	v, err := tfwire.Decode(r.NewState, b.Type)
	if err != nil {
		c.t.Fatal(err)
	}
	return v, r
}

func texted(kv ...string) map[string]cty.Value {
	m := map[string]cty.Value{}
	for i := 0; i < len(kv); i += 2 {
		m[kv[i]] = cty.StringVal(kv[i+1])
	}
	return m
}

// namer makes values up from the attribute's name: enough for the tiny
// provider, and nothing that a test of this package should lean on more.
type namer struct{}

func (namer) Fill(_ context.Context, q synth.Request) (cty.Value, error) {
	return cty.Transform(q.Planned, func(p cty.Path, v cty.Value) (cty.Value, error) {
		if v.IsKnown() || len(p) == 0 {
			return v, nil
		}
		if v.Type() != cty.String {
			return cty.NullVal(v.Type()), nil
		}
		step, _ := p[0].(cty.GetAttrStep)
		return cty.StringVal(step.Name + "-" + q.Account + "-" + q.Region + "-" + tfwire.Str(q.Planned, "name")), nil
	})
}

// Settle asks the real provider once, as the real maker does.
func (namer) Settle(ctx context.Context, q synth.Request, v cty.Value, plan synth.Planner) (cty.Value, error) {
	state, err := tfwire.Encode(v, q.Block.Type)
	if err != nil {
		return v, err
	}
	config, err := tfwire.Encode(q.Config, q.Block.Type)
	if err != nil {
		return v, err
	}
	r, err := plan(ctx, &tfplugin.PlanRequest{TypeName: q.Type, PriorState: state, ProposedNewState: state, Config: config, PriorPrivate: q.Private})
	if err != nil {
		return v, err
	}
	return tfwire.Decode(r.PlannedState, q.Block.Type)
}

func (namer) Data(_ context.Context, q synth.Request) (cty.Value, []synth.Assumption, error) {
	return q.Config, []synth.Assumption{{Type: q.Type, Attribute: "id", Value: q.Region}}, nil
}

func (namer) Ephemeral(_ context.Context, q synth.Request) (cty.Value, error) {
	m := q.Config.AsValueMap()
	m["value"] = cty.StringVal("value of " + tfwire.Str(q.Config, "name"))
	return cty.ObjectVal(m), nil
}
