package provider

import (
	"context"

	"github.com/terrace-cloud/terrace/internal/rehearsal/synth"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
)

// data answers a data source: the real provider where it needs no cloud, else
// the cloud and, for what is not in it, values made up and told.
func (e *Endpoint) data(ctx context.Context, c *conn, in *tfwire.Raw) (any, error) {
	var req tfplugin.DataRequest
	if err := in.Decode(&req); err != nil {
		return nil, err
	}
	if synth.PureData(req.TypeName) {
		return e.remembered(ctx, c, "ReadDataSource", in)
	}
	q, err := e.question(c.place(), tfwire.Data, req.TypeName, req.Config)
	if err != nil {
		return nil, err
	}
	v, assumed, err := e.host.Maker.Data(ctx, q)
	if err != nil {
		return &tfplugin.DataResponse{Diagnostics: e.failure(err)}, nil
	}
	e.note(func(r *Report) { r.Assumptions = append(r.Assumptions, assumed...) })
	state, err := tfwire.Encode(c.place().ignore.drop(v), q.Block.Type)
	return &tfplugin.DataResponse{State: state}, err
}

// open answers an ephemeral resource; its value is never kept.
func (e *Endpoint) open(ctx context.Context, c *conn, in *tfwire.Raw) (any, error) {
	var req tfplugin.OpenRequest
	if err := in.Decode(&req); err != nil {
		return nil, err
	}
	q, err := e.question(c.place(), tfwire.Ephemeral, req.TypeName, req.Config)
	if err != nil {
		return nil, err
	}
	v, err := e.host.Maker.Ephemeral(ctx, q)
	if err != nil {
		return &tfplugin.OpenResponse{Diagnostics: e.failure(err)}, nil
	}
	result, err := tfwire.Encode(v, q.Block.Type)
	return &tfplugin.OpenResponse{Result: result}, err
}

func (e *Endpoint) question(p place, kind tfwire.Kind, typ string, config *tfplugin.DynamicValue) (synth.Request, error) {
	b, err := e.host.schemas.Block(kind, typ)
	if err != nil {
		return synth.Request{}, err
	}
	v, err := tfwire.Decode(config, b.Type)
	if err != nil {
		return synth.Request{}, err
	}
	return synth.Request{Type: typ, Block: b, Account: p.account, Region: p.awsRegion(b, v), Unit: p.unit,
		DefaultTags: p.tags, Prior: cty.NullVal(b.Type), Planned: v, Config: v}, nil
}
