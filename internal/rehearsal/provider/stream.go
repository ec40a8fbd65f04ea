package provider

import (
	"context"
	"fmt"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
)

// list gives the objects of a type that stand, as `terraform query` asks for
// them. An argument of the list narrows it where the type has an attribute of
// that name; what else a provider would filter by is not known here.
func (e *Endpoint) list(ctx context.Context, c *conn, in *tfwire.Raw, send func(any) error) error {
	var req tfplugin.ListRequest
	if err := in.Decode(&req); err != nil {
		return err
	}
	fail := func(ds []*tfplugin.Diagnostic) error { return send(&tfplugin.ListEvent{Diagnostic: ds}) }
	b, err := e.block(req.TypeName)
	if err != nil {
		return fail(e.failure(err))
	}
	if e.host.identities[req.TypeName] == nil || !e.host.schemas.Has(tfwire.List, req.TypeName) {
		return fail(e.refuse(refusal{summary: req.TypeName + " cannot be listed", detail: "This version of the provider has no list of it."}))
	}
	lb, err := e.host.schemas.Block(tfwire.List, req.TypeName)
	if err != nil {
		return fail(e.failure(err))
	}
	config, err := tfwire.Decode(req.Config, lb.Type)
	if err != nil {
		return fail(e.failure(err))
	}
	p := c.place()
	p.region = first(tfwire.Str(config, "region"), p.region)
	region := cloud.RegionOf(req.TypeName, p.region)
	wanted := known(config)
	delete(wanted, "region")
	found, err := e.host.Cloud.List(func(o *cloud.Object) bool {
		return o.Account == p.account && o.Region == region && o.Type == req.TypeName && isLike(b, o, wanted)
	})
	if err != nil {
		return fail(e.failure(err))
	}
	for i, o := range found {
		if req.Limit > 0 && int64(i) >= req.Limit {
			break
		}
		v, err := e.standing(ctx, b, o)
		if err != nil {
			return fail(e.failure(err))
		}
		ev := &tfplugin.ListEvent{DisplayName: first(o.Name, o.ID)}
		if ev.Identity, err = e.identity(p, o.Type, b, v, nil); err != nil {
			return fail(e.failure(err))
		}
		if req.IncludeResourceObject {
			if ev.ResourceObject, err = tfwire.Encode(v, b.Type); err != nil {
				return fail(e.failure(err))
			}
		}
		if err := send(ev); err != nil {
			return err
		}
	}
	return nil
}

// isLike tells whether an object has the wanted values, as far as its type has
// attributes of those names.
func isLike(b *tfwire.Block, o *cloud.Object, wanted map[string]string) bool {
	for name, want := range wanted {
		if b.Attr(name) != nil && attr(o.Attrs, name) != want {
			return false
		}
	}
	return true
}

// invoke does not run an action: what it does is outside of the cloud's state.
// It says so, and lets the run go on.
func (e *Endpoint) invoke(_ context.Context, _ *conn, in *tfwire.Raw, send func(any) error) error {
	var req tfplugin.ActionRequest
	if err := in.Decode(&req); err != nil {
		return err
	}
	e.note(func(r *Report) { r.NotRun = append(r.NotRun, req.ActionType) })
	return send(&tfplugin.ActionEvent{Type: &tfplugin.ActionEvent_Completed{Completed: &tfplugin.ActionCompleted{Diagnostics: []*tfplugin.Diagnostic{{
		Severity: tfplugin.Diagnostic_WARNING, Summary: "Action not run",
		Detail: fmt.Sprintf("InvokeAction of %s is not simulated: in a rehearsal it does nothing.", req.ActionType),
	}}}}})
}
