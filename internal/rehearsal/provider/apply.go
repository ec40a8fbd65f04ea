package provider

import (
	"context"
	"errors"
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/synth"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
)

// change is one apply, decoded.
type change struct {
	place
	req                    *tfplugin.ApplyRequest
	block                  *tfwire.Block
	prior, planned, config cty.Value
}

// apply does in the simulated cloud what was planned. What fails leaves the
// object, and Terraform's state of it, as it was.
func (e *Endpoint) apply(ctx context.Context, c *conn, in *tfwire.Raw) (any, error) {
	req := &tfplugin.ApplyRequest{}
	if err := in.Decode(req); err != nil {
		return nil, err
	}
	b, err := e.block(req.TypeName)
	if err != nil {
		return nil, err
	}
	ch := change{place: c.place(), req: req, block: b}
	for _, d := range []struct {
		from *tfplugin.DynamicValue
		to   *cty.Value
	}{{req.PriorState, &ch.prior}, {req.PlannedState, &ch.planned}, {req.Config, &ch.config}} {
		if *d.to, err = tfwire.Decode(d.from, b.Type); err != nil {
			return nil, err
		}
	}
	do := e.write
	if ch.planned.IsNull() {
		do = e.remove
	}
	resp, ds := do(ctx, ch)
	if ds != nil {
		return &tfplugin.ApplyResponse{NewState: req.PriorState, Private: cleanPrivate(req.PlannedPrivate), Diagnostics: ds}, nil
	}
	return resp, nil
}

func (e *Endpoint) remove(ctx context.Context, ch change) (*tfplugin.ApplyResponse, []*tfplugin.Diagnostic) {
	old := ch.key(ch.req.TypeName, ch.block, ch.prior)
	if ds := e.judge(ctx, ch.unit, old, nil); ds != nil {
		return nil, ds
	}
	if err := e.host.Cloud.Delete(ctx, old); err != nil {
		return nil, e.failure(err)
	}
	return &tfplugin.ApplyResponse{NewState: ch.req.PlannedState}, nil
}

func (e *Endpoint) write(ctx context.Context, ch change) (*tfplugin.ApplyResponse, []*tfplugin.Diagnostic) {
	typ, b := ch.req.TypeName, ch.block
	private := cleanPrivate(ch.req.PlannedPrivate)
	q := synth.Request{Type: typ, Block: b, Account: ch.account, Region: ch.awsRegion(b, ch.planned), Unit: ch.unit,
		DefaultTags: ch.tags, Prior: ch.prior, Planned: ch.planned, Config: ch.config, Private: private}
	v, err := e.host.Maker.Fill(ctx, q)
	if err != nil {
		return nil, e.failure(err)
	}
	if v, err = e.host.Maker.Settle(ctx, q, v, e.host.planner(ch.set)); err != nil {
		return nil, e.unsettled(typ, err)
	}
	v = dropWriteOnly(b, v)
	resp := &tfplugin.ApplyResponse{Private: private, LegacyTypeSystem: e.host.legacy(typ, b)}
	if resp.NewState, err = tfwire.Encode(v, b.Type); err != nil {
		return nil, e.failure(err)
	}
	if resp.NewIdentity, err = e.identity(ch.place, typ, b, v, ch.req.PlannedIdentity); err != nil {
		return nil, e.failure(err)
	}
	o, err := e.object(ch.place, typ, b, v, private, resp.NewIdentity)
	if err != nil {
		return nil, e.failure(err)
	}
	if ds := e.judge(ctx, ch.unit, o.Key, o.Attrs); ds != nil {
		return nil, ds
	}
	if ch.prior.IsNull() {
		err = e.host.Cloud.Create(ctx, o, cloud.Shared(typ) || cloud.Overwrites(v))
	} else {
		err = e.host.Cloud.Update(ctx, ch.key(typ, b, ch.prior), o)
	}
	var taken *cloud.ExistsError
	if errors.As(err, &taken) {
		return nil, e.exists(ch.place, taken)
	}
	if err != nil {
		return nil, e.failure(err)
	}
	return resp, nil
}

// unsettled tells what the real provider would not accept as unchanged.
func (e *Endpoint) unsettled(typ string, err error) []*tfplugin.Diagnostic {
	var u *synth.Unsettled
	if !errors.As(err, &u) {
		return e.failure(err)
	}
	r := refusal{
		summary: "The rehearsal cannot settle " + typ,
		detail:  u.Error(),
		fix:     "What the simulated cloud made up does not suit the provider: a fault of Terrace, not of the configuration.",
	}
	if len(u.Changes) > 0 {
		r.attribute, _, _ = strings.Cut(u.Changes[0].Attribute, ".")
	}
	return e.refuse(r)
}

// judge asks the laws.
func (e *Endpoint) judge(ctx context.Context, unit string, k cloud.Key, attrs []byte) []*tfplugin.Diagnostic {
	for _, law := range e.host.Laws {
		if err := law(ctx, k, unit, attrs); err != nil {
			return e.refuse(refusal{summary: "AWS would refuse this", detail: err.Error()})
		}
	}
	return nil
}
