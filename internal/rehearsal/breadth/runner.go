package breadth

import (
	"context"
	"errors"
	"fmt"
	"sort"
	"time"

	"github.com/terrace-cloud/terrace/internal/rehearsal/synth"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	"google.golang.org/protobuf/proto"
)

// Provider makes a call to the real provider, configured for Account and
// Region.
type Provider func(ctx context.Context, method string, in, out proto.Message) error

// Where all types are tried.
const (
	Account = "111122223333"
	Region  = "us-east-1"
)

// Runner tries types.
type Runner struct {
	Schemas *tfwire.Schemas
	Real    Provider
	Maker   *synth.Maker
}

// Stage is how far a type came.
type Stage string

// The stages, the last one is the goal.
const (
	Unconfigured Stage = "no valid configuration could be generated"
	Unplanned    Stage = "the provider does not plan it without AWS"
	Unfilled     Stage = "the values made up are not whole"
	Unsettled    Stage = "the provider would change it at once"
	Unread       Stage = "the state does not read back unchanged"
	Unchanged    Stage = "a change of its tags does not settle"
	Mended       Stage = "idempotent after settling"
	AtOnce       Stage = "idempotent at once"
)

// Outcome is what became of one type.
type Outcome struct {
	Type   string
	Stage  Stage
	Detail string
}

// Idempotent tells whether the type reached the goal.
func (o Outcome) Idempotent() bool { return o.Stage == Mended || o.Stage == AtOnce }

// patience bounds the work on one type; the slowest plan takes seconds.
const patience = 90 * time.Second

// Resource tries one resource type.
func (r *Runner) Resource(ctx context.Context, typ string) Outcome {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	at := func(s Stage, detail any) Outcome { return Outcome{typ, s, fmt.Sprint(detail)} }
	b, err := r.Schemas.Block(tfwire.Resource, typ)
	if err != nil {
		return at(Unconfigured, err)
	}
	config, planned, private, stage, err := r.plannable(ctx, typ, b)
	if err != nil {
		return at(stage, err)
	}
	null := cty.NullVal(b.Type)
	q := synth.Request{Type: typ, Block: b, Account: Account, Region: Region, Unit: "breadth",
		DefaultTags: map[string]string{"Environment": "breadth"}, Prior: null, Planned: planned, Config: config, Private: private}
	filled, err := r.Maker.Fill(ctx, q)
	if err == nil {
		err = Whole(b.Type, filled)
	}
	if err != nil {
		return at(Unfilled, err)
	}
	settled, err := r.Maker.Settle(ctx, q, filled, r.planner)
	if err != nil {
		return at(Unsettled, err)
	}
	if err := r.again(ctx, typ, b, settled, config, private); err != nil {
		return at(Unsettled, err)
	}
	if err := r.readBack(ctx, typ, b, settled); err != nil {
		return at(Unread, err)
	}
	if err := r.change(ctx, q, settled); err != nil {
		return at(Unchanged, err)
	}
	if !settled.RawEquals(filled) {
		return at(Mended, differs(filled, settled))
	}
	return at(AtOnce, "")
}

func (r *Runner) planner(ctx context.Context, req *tfplugin.PlanRequest) (*tfplugin.PlanResponse, error) {
	var resp tfplugin.PlanResponse
	return &resp, r.Real(ctx, "PlanResourceChange", req, &resp)
}

// plan asks for a plan as Terraform does.
func (r *Runner) plan(ctx context.Context, typ string, b *tfwire.Block, prior, config cty.Value, private ...byte) (cty.Value, []byte, []*tfplugin.Diagnostic, error) {
	req := &tfplugin.PlanRequest{TypeName: typ, PriorPrivate: private, ClientCapabilities: &tfplugin.Capabilities{WriteOnlyAttributesAllowed: true}}
	var err error
	if req.PriorState, err = tfwire.Encode(prior, b.Type); err != nil {
		return prior, nil, nil, err
	}
	if req.Config, err = tfwire.Encode(config, b.Type); err != nil {
		return prior, nil, nil, err
	}
	if req.ProposedNewState, err = tfwire.Encode(synth.Propose(b, prior, config), b.Type); err != nil {
		return prior, nil, nil, err
	}
	resp, err := r.planner(ctx, req)
	if err != nil || wrong(resp.Diagnostics) != nil {
		return prior, nil, resp.GetDiagnostics(), err
	}
	v, err := tfwire.Decode(resp.PlannedState, b.Type)
	return synth.Normal(b, v), synth.KeptPrivate(resp.PlannedPrivate), resp.Diagnostics, err
}

// again holds that a second plan has no action, with Terraform's own measure:
// planned and prior are equal.
func (r *Runner) again(ctx context.Context, typ string, b *tfwire.Block, state, config cty.Value, private []byte) error {
	planned, _, ds, err := r.plan(ctx, typ, b, state, config, private...)
	if err == nil {
		err = wrong(ds)
	}
	if err == nil && !planned.RawEquals(state) {
		err = errors.New("the second plan is not empty: " + differs(state, planned))
	}
	return err
}

// change gives the object another tag, where it can have one, and holds that
// the update keeps what identifies it and settles too.
func (r *Runner) change(ctx context.Context, q synth.Request, settled cty.Value) error {
	a := q.Block.Attr("tags")
	if a == nil || !a.Optional || !a.Type.Equals(cty.Map(cty.String)) {
		return nil
	}
	config := q.Config.AsValueMap()
	config["tags"] = cty.MapVal(map[string]cty.Value{"Changed": cty.StringVal("yes")})
	q.Prior, q.Config = settled, cty.ObjectVal(config)
	planned, private, ds, err := r.plan(ctx, q.Type, q.Block, settled, q.Config, q.Private...)
	if err == nil {
		err = wrong(ds)
	}
	if err != nil {
		return err
	}
	q.Planned, q.Private = planned, private
	v, err := r.Maker.Fill(ctx, q)
	if err == nil {
		err = Whole(q.Block.Type, v)
	}
	if err == nil {
		v, err = r.Maker.Settle(ctx, q, v, r.planner)
	}
	if err == nil {
		err = r.again(ctx, q.Type, q.Block, v, q.Config, private)
	}
	if err != nil {
		return err
	}
	for _, name := range []string{"id", "arn"} {
		if q.Block.Attr(name) != nil && !v.GetAttr(name).RawEquals(settled.GetAttr(name)) {
			return fmt.Errorf("the change gave it another %s", name)
		}
	}
	return nil
}

// readBack does what Terraform does with a state that it loads.
func (r *Runner) readBack(ctx context.Context, typ string, b *tfwire.Block, state cty.Value) error {
	raw, err := ctyjson.Marshal(state, b.Type)
	if err != nil {
		return err
	}
	var resp tfplugin.UpgradeResponse
	req := &tfplugin.UpgradeRequest{TypeName: typ, Version: b.Version, RawState: &tfplugin.RawState{Json: raw}}
	if err := r.Real(ctx, "UpgradeResourceState", req, &resp); err != nil {
		return err
	}
	if err := wrong(resp.Diagnostics); err != nil {
		return err
	}
	back, err := tfwire.Decode(resp.UpgradedState, b.Type)
	if err == nil && !back.RawEquals(state) {
		err = errors.New(differs(state, back))
	}
	return err
}

// Answer tries one data source or ephemeral resource.
func (r *Runner) Answer(ctx context.Context, kind tfwire.Kind, typ string) error {
	b, err := r.Schemas.Block(kind, typ)
	if err != nil {
		return err
	}
	config := minimal(b)
	q := synth.Request{Type: typ, Block: b, Account: Account, Region: Region, Unit: "breadth", Prior: cty.NullVal(b.Type), Planned: config, Config: config}
	v, _, err := r.Maker.Data(ctx, q)
	if err != nil {
		return err
	}
	return Whole(b.Type, v)
}

// Whole says what is wrong with a value that shall be of a type with nothing
// unknown in it.
func Whole(t cty.Type, v cty.Value) error {
	switch {
	case v == cty.NilVal:
		return errors.New("no value")
	case !v.Type().Equals(t):
		return fmt.Errorf("the value is of another type: %s", v.Type().GoString())
	case !v.IsWhollyKnown():
		return errors.New("something in the value is unknown")
	}
	_, err := tfwire.Encode(v, t)
	return err
}

// differs names the attributes in which two objects differ.
func differs(a, b cty.Value) string {
	am, bm := a.AsValueMap(), b.AsValueMap()
	var out []string
	for k, v := range am {
		if !v.RawEquals(bm[k]) {
			out = append(out, k)
		}
	}
	sort.Strings(out)
	return fmt.Sprint(out)
}
