package provider

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
)

// read gives what stands: drift is a change to the store.
func (e *Endpoint) read(ctx context.Context, c *conn, in *tfwire.Raw) (any, error) {
	var req tfplugin.ReadRequest
	if err := in.Decode(&req); err != nil {
		return nil, err
	}
	b, err := e.block(req.TypeName)
	if err != nil {
		return nil, err
	}
	current, err := tfwire.Decode(req.CurrentState, b.Type)
	if err != nil {
		return nil, err
	}
	fail := func(err error) (any, error) {
		return &tfplugin.ReadResponse{NewState: req.CurrentState, Private: req.Private, NewIdentity: req.CurrentIdentity, Diagnostics: e.failure(err)}, nil
	}
	p := c.place()
	o, ok, err := e.host.Cloud.Get(p.key(req.TypeName, b, current))
	if err != nil {
		return fail(err)
	}
	v := cty.NullVal(b.Type)
	resp := &tfplugin.ReadResponse{Private: req.Private}
	if ok {
		if v, err = e.standing(ctx, b, o); err != nil {
			return fail(err)
		}
		v = p.ignore.drop(v)
		if len(resp.Private) == 0 {
			resp.Private = o.Private
		}
	}
	if resp.NewState, err = tfwire.Encode(v, b.Type); err != nil {
		return fail(err)
	}
	if resp.NewIdentity, err = e.identity(p, req.TypeName, b, v, req.CurrentIdentity); err != nil {
		return fail(err)
	}
	return resp, nil
}

// importState finds what stands by its id, its ARN, its name, or its identity.
func (e *Endpoint) importState(ctx context.Context, c *conn, in *tfwire.Raw) (any, error) {
	var req tfplugin.ImportRequest
	if err := in.Decode(&req); err != nil {
		return nil, err
	}
	b, err := e.block(req.TypeName)
	if err != nil {
		return nil, err
	}
	fail := func(err error) (any, error) {
		return &tfplugin.ImportResponse{Diagnostics: e.failure(err)}, nil
	}
	p := c.place()
	id, wanted := req.Id, map[string]string{}
	if s := e.host.identities[req.TypeName]; s != nil && req.Identity != nil {
		v, err := tfwire.Decode(req.Identity.Data, s.Type)
		if err != nil {
			return fail(err)
		}
		wanted = known(v)
		p.account, p.region = first(wanted["account_id"], p.account), first(wanted["region"], p.region)
	} else if before, region, ok := cutRegion(id); ok && b.Attr("region") != nil { // provider 6: ID@REGION
		id, p.region = before, region
	}
	region := cloud.RegionOf(req.TypeName, p.region)
	found, err := e.host.Cloud.List(func(o *cloud.Object) bool {
		if o.Account != p.account || o.Region != region || o.Type != req.TypeName {
			return false
		}
		if len(wanted) > 0 {
			return isIdentity(o, wanted)
		}
		return id != "" && (o.ID == id || o.Name == id || attr(o.Attrs, "id") == id || attr(o.Attrs, "arn") == id)
	})
	if err != nil {
		return fail(err)
	}
	if len(found) == 0 {
		return &tfplugin.ImportResponse{Diagnostics: e.refuse(refusal{
			summary: "Cannot import non-existent remote object",
			detail:  fmt.Sprintf("No %s %q stands in account %s, region %s of the simulated cloud.", req.TypeName, first(id, text(wanted)), p.account, region),
			fix:     "`terrace cloud ls` lists what stands.",
		})}, nil
	}
	v, err := e.standing(ctx, b, found[0])
	if err != nil {
		return fail(err)
	}
	v = p.ignore.drop(v)
	got := &tfplugin.Imported{TypeName: req.TypeName, Private: found[0].Private}
	if got.State, err = tfwire.Encode(v, b.Type); err != nil {
		return fail(err)
	}
	if got.Identity, err = e.identity(p, req.TypeName, b, v, req.Identity); err != nil {
		return fail(err)
	}
	return &tfplugin.ImportResponse{ImportedResources: []*tfplugin.Imported{got}}, nil
}

// cutRegion cuts the region off an import id as provider 6 reads it.
func cutRegion(id string) (before, region string, ok bool) {
	i := strings.LastIndexByte(id, '@')
	if i < 0 || strings.Count(id[i:], "-") < 2 {
		return id, "", false
	}
	return id[:i], id[i+1:], true
}

// isIdentity tells whether an object is the one that an identity names: by the
// identity it was made with, else by its attributes.
func isIdentity(o *cloud.Object, wanted map[string]string) bool {
	for name, want := range wanted {
		have := first(attr(o.Identity, name), attr(o.Attrs, name))
		if have == "" && (name == "account_id" || name == "region") {
			continue // said by where the object lives
		}
		if have != want {
			return false
		}
	}
	return true
}

// known gives the texts of an object that are known.
func known(v cty.Value) map[string]string {
	out := map[string]string{}
	if v.IsNull() || !v.IsKnown() || !v.Type().IsObjectType() {
		return out
	}
	for name := range v.Type().AttributeTypes() {
		if s := tfwire.Str(v, name); s != "" {
			out[name] = s
		}
	}
	return out
}

func text(m map[string]string) string {
	b, err := json.Marshal(m)
	if err != nil || len(m) == 0 {
		return ""
	}
	return string(b)
}

// attr reads one string out of an object's JSON.
func attr(attrs []byte, name string) string {
	var m map[string]json.RawMessage
	var s string
	if json.Unmarshal(attrs, &m) == nil {
		_ = json.Unmarshal(m[name], &s)
	}
	return s
}
