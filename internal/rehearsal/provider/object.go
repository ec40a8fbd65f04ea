package provider

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
	"google.golang.org/protobuf/proto"
)

// awsRegion is the region of AWS that an object is made through: its own
// `region` argument (provider 6), else that of the provider configuration.
func (p place) awsRegion(b *tfwire.Block, v cty.Value) string {
	if a := b.Attr("region"); a != nil && a.Optional {
		return first(tfwire.Str(v, "region"), p.region)
	}
	return p.region
}

// key finds an object in the cloud; its region is "global" for the services
// that have one control plane for all.
func (p place) key(typ string, b *tfwire.Block, v cty.Value) cloud.Key {
	return cloud.Key{Account: p.account, Region: cloud.RegionOf(typ, p.awsRegion(b, v)), Type: typ, ID: cloud.Ident(b, typ, v)}
}

// object is what the cloud keeps of a value.
func (e *Endpoint) object(p place, typ string, b *tfwire.Block, v cty.Value, private []byte, id *tfplugin.Identity) (cloud.Object, error) {
	attrs, err := ctyjson.Marshal(v, b.Type)
	if err != nil {
		return cloud.Object{}, fmt.Errorf("%s: %w", typ, err)
	}
	o := cloud.Object{Key: p.key(typ, b, v), Unit: p.unit, Run: e.session.Run, SchemaVersion: b.Version, Attrs: attrs, Private: private}
	o.Name, o.Scope = cloud.Natural(typ, v, o.Account, o.Region)
	if s := e.host.identities[typ]; s != nil && id != nil {
		v, err := tfwire.Decode(id.Data, s.Type)
		if err != nil {
			return o, fmt.Errorf("identity of %s: %w", typ, err)
		}
		if o.Identity, err = ctyjson.Marshal(v, s.Type); err != nil {
			return o, fmt.Errorf("identity of %s: %w", typ, err)
		}
	}
	return o, nil
}

// standing gives the value of an object, brought to the schema in force: a
// newer provider may have written its state anew.
func (e *Endpoint) standing(ctx context.Context, b *tfwire.Block, o cloud.Object) (cty.Value, error) {
	if o.SchemaVersion == b.Version {
		if v, err := ctyjson.Unmarshal(o.Attrs, b.Type); err == nil {
			return v, nil
		} // attributes came or went without a new version: the provider knows how
	}
	in, err := proto.Marshal(&tfplugin.UpgradeRequest{TypeName: o.Type, Version: o.SchemaVersion, RawState: &tfplugin.RawState{Json: o.Attrs}})
	if err != nil {
		return cty.NilVal, err
	}
	out, _, err := e.host.remembered(ctx, realprov.Settings{}, "UpgradeResourceState", bytesOf(in))
	if err != nil {
		return cty.NilVal, err
	}
	var resp tfplugin.UpgradeResponse
	if err := proto.Unmarshal(out, &resp); err != nil {
		return cty.NilVal, err
	}
	for _, d := range resp.Diagnostics {
		if d.Severity == tfplugin.Diagnostic_ERROR {
			return cty.NilVal, fmt.Errorf("%s %s cannot be brought to this provider's schema: %s %s", o.Type, o.ID, d.Summary, d.Detail)
		}
	}
	return tfwire.Decode(resp.UpgradedState, b.Type)
}

// identity gives the resource identity of a value, nil where the type has none.
// What the value does not say is as it was.
func (e *Endpoint) identity(p place, typ string, b *tfwire.Block, v cty.Value, was *tfplugin.Identity) (*tfplugin.Identity, error) {
	s := e.host.identities[typ]
	if s == nil || v.IsNull() {
		return nil, nil
	}
	id := s.Of(v, map[string]string{"account_id": p.account, "region": p.awsRegion(b, v)}).AsValueMap()
	before, err := tfwire.Decode(was.GetData(), s.Type)
	if err != nil {
		return nil, fmt.Errorf("identity of %s: %w", typ, err)
	}
	for name, x := range id {
		if old := member(before, name); x.IsNull() && old != cty.NilVal && old.IsWhollyKnown() {
			id[name] = old
		}
	}
	d, err := tfwire.Encode(cty.ObjectVal(id), s.Type)
	return &tfplugin.Identity{Data: d}, err
}

// dropWriteOnly empties write-only attributes: they must never come back.
func dropWriteOnly(b *tfwire.Block, v cty.Value) cty.Value {
	m := v.AsValueMap()
	for _, a := range b.Attrs {
		if a.WriteOnly {
			m[a.Name] = cty.NullVal(a.Type)
		}
	}
	return cty.ObjectVal(m)
}

// cleanPrivate takes out what the old SDK leaves in a plan's private data for
// its own apply.
func cleanPrivate(b []byte) []byte {
	const shim = "_new_extra_shim"
	var m map[string]json.RawMessage
	if len(b) == 0 || json.Unmarshal(b, &m) != nil {
		return b
	}
	if _, ok := m[shim]; !ok {
		return b
	}
	delete(m, shim)
	if len(m) == 0 {
		return nil
	}
	out, err := json.Marshal(m)
	if err != nil {
		return b
	}
	return out
}
