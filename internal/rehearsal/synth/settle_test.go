package synth

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
)

// provider plans by a function from the prior object to the planned one, or to
// a diagnostic on an attribute.
type provider func(prior map[string]cty.Value) (on, says string)

func (p provider) plan(t *testing.T, b *tfwire.Block, calls *int) Planner {
	return func(_ context.Context, req *tfplugin.PlanRequest) (*tfplugin.PlanResponse, error) {
		*calls++
		prior, err := tfwire.Decode(req.PriorState, b.Type)
		if err != nil {
			t.Fatal(err)
		}
		m := prior.AsValueMap()
		resp := &tfplugin.PlanResponse{}
		if on, says := p(m); says != "" {
			d := &tfplugin.Diagnostic{Severity: tfplugin.Diagnostic_ERROR, Summary: "Invalid", Detail: says}
			if on != "" {
				d.Attribute = &tfplugin.AttributePath{Steps: []*tfplugin.Step{{Selector: &tfplugin.Step_AttributeName{AttributeName: on}}}}
			}
			resp.Diagnostics = append(resp.Diagnostics, d)
			return resp, nil
		}
		resp.PlannedState, err = tfwire.Encode(cty.ObjectVal(m), b.Type)
		return resp, err
	}
}

func TestSettle(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		provider provider
		want     map[string]string // attributes after
		err      []string          // what the error names
	}{
		{
			name:     "content at once",
			provider: func(map[string]cty.Value) (string, string) { return "", "" },
			want:     map[string]string{"name": "n"},
		},
		{
			name: "wants another value where it was ours to choose",
			provider: func(m map[string]cty.Value) (string, string) {
				m["mode"] = cty.StringVal("standard")
				return "", ""
			},
			want: map[string]string{"mode": "standard"},
		},
		{
			name: "names the values it takes",
			provider: func(m map[string]cty.Value) (string, string) {
				if v := at(cty.ObjectVal(m), "mode"); v != "READY" {
					return "mode", "Given Value: x\nValid Values: [CREATING READY]"
				}
				return "", ""
			},
			want: map[string]string{"mode": "READY"},
		},
		{
			name: "names the attribute in its text only, and takes nothing",
			provider: func(m map[string]cty.Value) (string, string) {
				if v := m["mode"]; !v.IsNull() {
					return "", "cannot be set\nPath: mode"
				}
				return "", ""
			},
			want: map[string]string{"mode": "null"},
		},
		{
			name: "would change what the configuration says",
			provider: func(m map[string]cty.Value) (string, string) {
				m["name"] = cty.StringVal("other")
				return "", ""
			},
			err: []string{`name from "n" to "other"`},
		},
		{
			name: "would change a secret",
			provider: func(m map[string]cty.Value) (string, string) {
				m["password"] = cty.StringVal("hunter3")
				return "", ""
			},
			err: []string{"password from (sensitive) to (sensitive)"},
		},
		{
			name: "never knows",
			provider: func(m map[string]cty.Value) (string, string) {
				m["mode"] = cty.UnknownVal(cty.String)
				return "", ""
			},
			err: []string{"mode from", "to (not known)"},
		},
		{
			name:     "refuses what cannot be mended",
			provider: func(map[string]cty.Value) (string, string) { return "name", "is not a name" },
			err:      []string{"is not a name"},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			b := block(t, "id oc\nname r\nmode c\npassword os")
			q := request(t, "aws_thing", b, `"name":"n","password":"hunter2"`)
			m := New(&world{})
			v, err := m.Fill(t.Context(), q)
			if err != nil {
				t.Fatal(err)
			}
			calls := 0
			v, err = m.Settle(t.Context(), q, v, c.provider.plan(t, b, &calls))
			if len(c.err) == 0 && err != nil {
				t.Fatal(err)
			}
			var u *Unsettled
			if len(c.err) > 0 && !errors.As(err, &u) {
				t.Fatalf("no Unsettled: %v", err)
			}
			for _, w := range append(c.err, "") {
				if err != nil && !strings.Contains(err.Error(), w) {
					t.Errorf("%q is not told in %q", w, err)
				}
			}
			if err != nil && strings.Contains(err.Error(), "hunter") {
				t.Errorf("a secret is told: %s", err)
			}
			for path, want := range c.want {
				if got := at(v, path); got != want {
					t.Errorf("%s is %s, want %s", path, got, want)
				}
			}
			if calls == 0 || calls > 3*rounds {
				t.Errorf("%d plans", calls)
			}
		})
	}
}

func TestSettleGivesUpWhenTheProviderNeverDoes(t *testing.T) {
	t.Parallel()
	b := block(t, "id oc\nmode c")
	q := request(t, "aws_thing", b, ``)
	n := 0
	fickle := provider(func(m map[string]cty.Value) (string, string) {
		m["mode"] = cty.StringVal(strings.Repeat("x", n))
		return "", ""
	})
	m := New(&world{})
	v, err := m.Fill(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	_, err = m.Settle(t.Context(), q, v, fickle.plan(t, b, &n))
	var u *Unsettled
	if !errors.As(err, &u) || !strings.Contains(err.Error(), "something else each time") {
		t.Errorf("got %v", err)
	}
}

func TestSettleTellsThatTheProviderIsGone(t *testing.T) {
	t.Parallel()
	gone := errors.New("gone")
	q := request(t, "aws_thing", block(t, "id oc\nmode c"), ``)
	m := New(&world{})
	v, _ := m.Fill(t.Context(), q)
	if _, err := m.Settle(t.Context(), q, v, func(context.Context, *tfplugin.PlanRequest) (*tfplugin.PlanResponse, error) { return nil, gone }); !errors.Is(err, gone) {
		t.Errorf("got %v", err)
	}
}

// The old SDK knows an element of a set by its content: one with a value made
// up in it is another one than the configuration's.
func TestSettleInsideSets(t *testing.T) {
	t.Parallel()
	b := block(t, "id oc\nauth set {\nname r\nkind oc\n}")
	q := request(t, "aws_thing", b, `"auth":[{"name":"a","kind":null}]`)
	sdk := provider(func(m map[string]cty.Value) (string, string) {
		x := head(m["auth"]).AsValueMap()
		if k := text(x["kind"]); k != "" || x["kind"].IsNull() {
			x["kind"] = cty.UnknownVal(cty.String)
			m["auth"] = cty.SetVal([]cty.Value{cty.ObjectVal(x)})
		}
		return "", ""
	})
	m := New(&world{})
	v, err := m.Fill(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	calls := 0
	if v, err = m.Settle(t.Context(), q, v, sdk.plan(t, b, &calls)); err != nil {
		t.Fatal(err)
	}
	if x := head(v.GetAttr("auth")); x.GetAttr("kind").IsNull() || x.GetAttr("kind").AsString() != "" {
		t.Errorf("%#v", x)
	}
}

func TestPropose(t *testing.T) {
	t.Parallel()
	b := block(t, "id oc\nname r\nsize oc number\nnote o\nlist {\nkey r\nuid c\n}\nset set {\nkey r\nuid c\n}")
	prior := config(t, b, `"id":"i","name":"old","size":3,"note":"was","list":[{"key":"a","uid":"1"}],"set":[{"key":"x","uid":"7"},{"key":"y","uid":"8"}]`)
	next := config(t, b, `"name":"new","list":[{"key":"b","uid":null}],"set":[{"key":"y","uid":null},{"key":"z","uid":null}]`)
	want := config(t, b, `"id":"i","name":"new","size":3,"list":[{"key":"b","uid":"1"}],"set":[{"key":"y","uid":"8"},{"key":"z","uid":null}]`)
	if got := Propose(b, prior, next); !got.RawEquals(want) {
		t.Errorf("got %#v\nwant %#v", got, want)
	}
}

func TestNormal(t *testing.T) {
	t.Parallel()
	b := block(t, "id oc\nouter {\nname o\ninner set {\nkey o\n}\n}")
	v := config(t, b, `"outer":[{"name":"a","inner":null}]`)
	got := Normal(b, v)
	if in := child(head(got.GetAttr("outer")), "inner"); in.IsNull() || in.LengthInt() != 0 {
		t.Errorf("%#v", got)
	}
	if again := Normal(b, got); !again.RawEquals(got) {
		t.Errorf("%#v", again)
	}
}

func TestKeptPrivate(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]string{
		{"", ""}, {"not JSON", "not JSON"}, {`{"_new_extra_shim":{}}`, ""},
		{`{"_new_extra_shim":{},"schema_version":"1"}`, `{"schema_version":"1"}`}, {`{"a":1}`, `{"a":1}`},
	} {
		if got := string(KeptPrivate([]byte(c[0]))); got != c[1] {
			t.Errorf("%s gives %s, want %s", c[0], got, c[1])
		}
	}
}
