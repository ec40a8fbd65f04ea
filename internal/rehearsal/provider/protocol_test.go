package provider

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/synth"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

const box = "aws_tiny_box"

// identity reads a resource identity of the tiny provider.
func (c *caller) identity(i *tfplugin.Identity) map[string]string {
	c.t.Helper()
	s := c.w.identities[box]
	if s == nil {
		c.t.Fatal("the type has no identity")
	}
	v, err := tfwire.Decode(i.GetData(), s.Type)
	if err != nil {
		c.t.Fatal(err)
	}
	return known(v)
}

// An object is known by the same identity when it is made, read, listed and
// imported; Terraform 1.12 and later ask for it.
func TestIdentityIsTheSameEverywhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	c := w.dial(t, w.serve(t, Session{Unit: "u", Account: "222233334444"}))
	if ds := c.configure(texted("region", "eu-central-1")); len(ds) > 0 {
		t.Fatal(ds)
	}
	b := c.block(tfwire.Resource, box)
	v, made := c.apply(box, cty.NilVal, texted("name", "one", "region", "eu-north-1"))
	want := map[string]string{"name": "one", "account_id": "222233334444", "region": "eu-north-1"}
	same := func(where string, got map[string]string) {
		t.Helper()
		for k := range want {
			if got[k] != want[k] {
				t.Errorf("%s: %s is %q, want %q", where, k, got[k], want[k])
			}
		}
	}
	same("apply", c.identity(made.NewIdentity))

	var read tfplugin.ReadResponse
	c.call("ReadResource", &tfplugin.ReadRequest{TypeName: box, CurrentState: c.encode(v, b)}, &read)
	same("read", c.identity(read.NewIdentity))

	lb := c.block(tfwire.List, box)
	listed := events[tfplugin.ListEvent](c, "ListResource", &tfplugin.ListRequest{TypeName: box, Config: c.encode(c.value(lb, texted("region", "eu-north-1")), lb), IncludeResourceObject: true})
	if len(listed) != 1 || len(listed[0].Diagnostic) > 0 {
		t.Fatalf("listed %v", listed)
	}
	same("list", c.identity(listed[0].Identity))
	if o, err := tfwire.Decode(listed[0].ResourceObject, b.Type); err != nil || !o.RawEquals(v) {
		t.Errorf("listed with the value %#v (%v)", o, err)
	}

	var imported tfplugin.ImportResponse
	c.call("ImportResourceState", &tfplugin.ImportRequest{TypeName: box, Identity: made.NewIdentity}, &imported)
	if len(imported.ImportedResources) != 1 {
		t.Fatalf("imported %v", &imported)
	}
	same("import", c.identity(imported.ImportedResources[0].Identity))
	if o := w.object(t, box); attr(o.Identity, "name") != "one" {
		t.Errorf("the cloud keeps the identity %s", o.Identity)
	}
}

func TestListsAreNarrowed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	c := w.dial(t, w.serve(t, Session{}))
	c.configure(texted("region", "eu-central-1"))
	for _, name := range []string{"a", "b", "c"} {
		c.apply(box, cty.NilVal, texted("name", name, "note", "note of "+name))
	}
	lb := c.block(tfwire.List, box)
	for _, k := range []struct {
		with  map[string]cty.Value
		limit int64
		want  int
	}{{nil, 0, 3}, {nil, 2, 2}, {texted("note", "note of b"), 0, 1}, {texted("region", "us-east-1"), 0, 0}} {
		got := events[tfplugin.ListEvent](c, "ListResource", &tfplugin.ListRequest{TypeName: box, Config: c.encode(c.value(lb, k.with), lb), Limit: k.limit})
		if len(got) != k.want {
			t.Errorf("with %v, at most %d: %d listed, want %d", k.with, k.limit, len(got), k.want)
		}
	}
	got := events[tfplugin.ListEvent](c, "ListResource", &tfplugin.ListRequest{TypeName: "aws_tiny_crate"})
	if len(got) != 1 || len(got[0].Diagnostic) != 1 || got[0].Diagnostic[0].Summary != "aws_tiny_crate cannot be listed" {
		t.Errorf("a type without a list gave %v", got)
	}
}

func TestActionsAreValidatedAndNotRun(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	e := w.serve(t, Session{})
	c := w.dial(t, e)
	c.configure(texted("region", "eu-central-1"))
	b := c.block(tfwire.Action, "aws_tiny_ring")
	req := &tfplugin.ActionRequest{ActionType: "aws_tiny_ring", Config: c.encode(c.value(b, texted("tone", "a")), b)}
	var said tfplugin.DiagnosticsResponse
	c.call("ValidateActionConfig", req, &said)
	c.call("PlanAction", req, &said)
	if len(said.Diagnostics) > 0 {
		t.Fatal(said.Diagnostics)
	}
	got := events[tfplugin.ActionEvent](c, "InvokeAction", req)
	if len(got) != 1 || len(got[0].GetCompleted().GetDiagnostics()) != 1 {
		t.Fatalf("invoke gave %v", got)
	}
	if d := got[0].GetCompleted().Diagnostics[0]; d.Severity != tfplugin.Diagnostic_WARNING || !strings.Contains(d.Detail, "InvokeAction of aws_tiny_ring") {
		t.Errorf("invoke said %v", d)
	}
	if r := e.Report(); len(r.NotRun) != 1 || r.NotRun[0] != "aws_tiny_ring" {
		t.Errorf("the report has %v", r.NotRun)
	}
}

func TestCallsWithoutAnAnswerAreNamed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	c := w.dial(t, w.serve(t, Session{}))
	err := c.try("DoSomethingNew", []byte{}, &tfwire.Raw{})
	if status.Code(err) != codes.Unimplemented || !strings.Contains(err.Error(), "no answer to DoSomethingNew") {
		t.Errorf("got %v", err)
	}
	if err := c.conn.Invoke(t.Context(), "/plugin.GRPCStdio/StreamStdio", []byte{}, &tfwire.Raw{}); status.Code(err) != codes.Unimplemented {
		t.Errorf("the stdio service gave %v", err)
	}
	if err := c.conn.Invoke(t.Context(), "/plugin.GRPCController/Shutdown", []byte{}, &tfwire.Raw{}); err != nil {
		t.Errorf("Shutdown gave %v", err)
	}
}

// Terraform stops its provider on Ctrl-C; the shared one goes on for the others.
func TestStopIsNotPassedOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	pids := w.Real.Pids()
	c := w.dial(t, w.serve(t, Session{}))
	c.call("Stop", []byte{}, &tfwire.Raw{})
	c.configure(texted("region", "eu-central-1"))
	c.apply(box, cty.NilVal, texted("name", "one"))
	if now := w.Real.Pids(); len(now) != 1 || now[0] != pids[0] {
		t.Errorf("process %v is now %v", pids, now)
	}
}

// Each connection has its own account and region, at the same time.
func TestConnectionsAreKeptApart(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	e := w.serve(t, Session{})
	var wg sync.WaitGroup
	for _, region := range []string{"eu-central-1", "us-east-1", "ap-south-1"} {
		c := w.dial(t, e)
		c.configure(texted("region", region))
		wg.Go(func() {
			for _, name := range []string{"a", "b", "c", "d"} {
				if v, _ := c.apply(box, cty.NilVal, texted("name", name)); tfwire.Str(v, "place") != region {
					t.Errorf("%s was made in %s, want %s", name, tfwire.Str(v, "place"), region)
				}
			}
		})
	}
	wg.Wait()
	l, err := w.db.List(nil)
	if err != nil || len(l) != 12 {
		t.Errorf("%d objects stand, want 12 (%v)", len(l), err)
	}
}

func TestPureCallsAreRemembered(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	e := w.serve(t, Session{})
	here, there := w.dial(t, e), w.dial(t, e)
	here.configure(texted("region", "eu-central-1"))
	there.configure(texted("region", "us-east-1"))
	first := here.plan(box, cty.NilVal, texted("name", "one"))
	again := here.plan(box, cty.NilVal, texted("name", "one"))
	if !proto.Equal(first, again) || e.Report().MemoHits != 1 {
		t.Errorf("asked again, %d answers came from the memo, want one", e.Report().MemoHits)
	}
	if other := there.plan(box, cty.NilVal, texted("name", "one")); proto.Equal(first, other) {
		t.Error("another provider configuration got the same plan")
	}
	if r := e.Report(); r.MemoHits != 1 || r.Calls["PlanResourceChange"] != 3 || r.Calls["Configure"] != 2 {
		t.Errorf("the report has %+v", r)
	}
}

// A rehearsal's own trouble reaches the user in the words of who found it.
func TestFailuresKeepTheirWords(t *testing.T) {
	t.Parallel()
	for _, k := range []struct {
		err  error
		want []string
	}{
		{&diag.Finding{Severity: diag.Error, Summary: "The disk is full", Detail: "Nothing was kept.", Fix: "Make room."}, []string{"The disk is full", "Nothing was kept.\n\nMake room."}},
		{errors.New("broken"), []string{"The rehearsal failed", "broken"}},
	} {
		w := newWorld(t, "", func(c *Config) { c.Maker = failing{err: k.err} })
		c := w.dial(t, w.serve(t, Session{}))
		c.configure(texted("region", "eu-central-1"))
		_, r := c.apply(box, cty.NilVal, texted("name", "one"))
		if len(r.Diagnostics) != 1 || r.Diagnostics[0].Summary != k.want[0] || r.Diagnostics[0].Detail != k.want[1] {
			t.Errorf("%v became %v", k.err, r.Diagnostics)
		}
		if !absent(r.NewState) {
			t.Error("a failed creation gave a state")
		}
	}
}

func TestWhatCannotBeSettledIsNamed(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "", func(c *Config) {
		c.Maker = failing{settle: &synth.Unsettled{Type: box, Changes: []synth.Change{{Attribute: "note", Old: "a", New: "b"}}}}
	})
	c := w.dial(t, w.serve(t, Session{}))
	c.configure(texted("region", "eu-central-1"))
	_, r := c.apply(box, cty.NilVal, texted("name", "one"))
	if len(r.Diagnostics) != 1 || tfwire.PathText(r.Diagnostics[0].Attribute) != "note" || !strings.Contains(r.Diagnostics[0].Summary, "cannot settle "+box) {
		t.Errorf("got %v", r.Diagnostics)
	}
	if l, _ := w.db.List(nil); len(l) > 0 {
		t.Errorf("what could not be settled stands: %v", l)
	}
}

// failing is a maker that does not get done.
type failing struct {
	namer
	err, settle error
}

func (f failing) Fill(ctx context.Context, q synth.Request) (cty.Value, error) {
	if f.err != nil {
		return cty.NilVal, f.err
	}
	return f.namer.Fill(ctx, q)
}

func (f failing) Settle(_ context.Context, _ synth.Request, v cty.Value, _ synth.Planner) (cty.Value, error) {
	return v, f.settle
}

// A law refuses before anything is written.
func TestALawRefuses(t *testing.T) {
	t.Parallel()
	law := func(_ context.Context, k cloud.Key, unit string, attrs []byte) error {
		switch {
		case attrs == nil && unit == "keeper":
			return errors.New("OperationNotPermitted: " + k.ID + " is protected")
		case attr(attrs, "name") == "bad":
			return errors.New("InvalidName: a box must not be bad")
		}
		return nil
	}
	w := newWorld(t, "", func(c *Config) { c.Laws = []Law{law} })
	c := w.dial(t, w.serve(t, Session{Unit: "keeper"}))
	c.configure(texted("region", "eu-central-1"))
	if _, r := c.apply(box, cty.NilVal, texted("name", "bad")); len(r.Diagnostics) != 1 || !strings.Contains(r.Diagnostics[0].Detail, "InvalidName") {
		t.Errorf("got %v", r.Diagnostics)
	}
	v, _ := c.apply(box, cty.NilVal, texted("name", "good"))
	b := c.block(tfwire.Resource, box)
	var r tfplugin.ApplyResponse
	c.call("ApplyResourceChange", &tfplugin.ApplyRequest{TypeName: box, PriorState: c.encode(v, b), PlannedState: c.encode(cty.NullVal(b.Type), b)}, &r)
	if len(r.Diagnostics) != 1 || absent(r.NewState) {
		t.Errorf("a refused destroy gave %v", &r)
	}
	w.object(t, box)
}

func TestWhatIsGoneReadsAsNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	c := w.dial(t, w.serve(t, Session{}))
	c.configure(texted("region", "eu-central-1"))
	v, _ := c.apply(box, cty.NilVal, texted("name", "one"))
	if err := w.db.Delete(t.Context(), w.object(t, box).Key); err != nil {
		t.Fatal(err)
	}
	var r tfplugin.ReadResponse
	b := c.block(tfwire.Resource, box)
	c.call("ReadResource", &tfplugin.ReadRequest{TypeName: box, CurrentState: c.encode(v, b)}, &r)
	if !absent(r.NewState) || len(r.Diagnostics) > 0 {
		t.Errorf("read %v", &r)
	}
	// and deleting it once more is no error
	var gone tfplugin.ApplyResponse
	c.call("ApplyResourceChange", &tfplugin.ApplyRequest{TypeName: box, PriorState: c.encode(v, b), PlannedState: c.encode(cty.NullVal(b.Type), b)}, &gone)
	if len(gone.Diagnostics) > 0 {
		t.Error(gone.Diagnostics)
	}
}

func TestGarbageIsAnErrorAndNoPanic(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "")
	c := w.dial(t, w.serve(t, Session{}))
	for method := range simulated {
		for _, in := range [][]byte{{}, {0xff, 0xff}, {0x0a, 0x03, 'a', 'w', 's'}} {
			_ = c.try(method, in, &tfwire.Raw{}) // an answer or an error: both will do
		}
	}
	for method := range streamed {
		events[tfplugin.DiagnosticsResponse](c, method, []byte{0xff})
	}
	c.configure(texted("region", "eu-central-1"))
	c.apply(box, cty.NilVal, texted("name", "one"))
}
