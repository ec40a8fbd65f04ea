package provider

import (
	"bytes"
	"context"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"google.golang.org/protobuf/proto"
)

// plan is the real provider's, passed on as it comes.
func (e *Endpoint) plan(ctx context.Context, c *conn, in *tfwire.Raw) (any, error) {
	out, err := e.remembered(ctx, c, "PlanResourceChange", in)
	if err != nil {
		return nil, err
	}
	e.noteChange(in, out)
	return out, nil
}

// absent tells a value that is null, without decoding it: the one byte that
// msgpack writes for nil, or nothing at all.
func absent(d *tfplugin.DynamicValue) bool {
	b := d.GetMsgpack()
	return len(b) == 0 && len(d.GetJson()) == 0 || len(b) == 1 && b[0] == 0xc0
}

// noteChange keeps which attributes of a standing object a plan changes, and
// which of them force a replacement: Terraform's own messages do not say.
func (e *Endpoint) noteChange(in *tfwire.Raw, out []byte) {
	var req tfplugin.PlanRequest
	var resp tfplugin.PlanResponse
	if in.Decode(&req) != nil || proto.Unmarshal(out, &resp) != nil {
		return
	}
	e.host.old.Store(req.TypeName, resp.LegacyTypeSystem)
	if absent(req.PriorState) || absent(resp.PlannedState) || bytes.Equal(req.PriorState.Msgpack, resp.PlannedState.Msgpack) {
		return
	}
	b, err := e.block(req.TypeName)
	if err != nil {
		return
	}
	prior, err1 := tfwire.Decode(req.PriorState, b.Type)
	planned, err2 := tfwire.Decode(resp.PlannedState, b.Type)
	if err1 != nil || err2 != nil || !prior.IsKnown() || !planned.IsKnown() {
		return
	}
	forces, changed := forcing(resp.RequiresReplace), []string(nil)
	after := planned.AsValueMap()
	for name, before := range prior.AsValueMap() {
		if a := b.Attr(name); a != nil && a.Computed && !a.Optional {
			continue
		}
		if !before.RawEquals(after[name]) {
			changed = append(changed, name)
		}
	}
	id := [2]string{req.TypeName, tfwire.Str(prior, "id")}
	e.note(func(r *Report) {
		if len(forces) > 0 {
			r.Forces[id] = forces
		}
		if len(changed) > 0 {
			r.Changed[id] = changed
		}
	})
}

// forcing gives the attributes that force a replacement. The old SDK adds the
// id to each, which is what a replacement changes and not why.
func forcing(paths []*tfplugin.AttributePath) (out []string) {
	for _, p := range paths {
		if s := tfwire.PathText(p); s != "id" || len(paths) == 1 {
			out = append(out, s)
		}
	}
	return out
}
