package synth

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
)

// Planner asks the real provider for a plan.
type Planner func(ctx context.Context, req *tfplugin.PlanRequest) (*tfplugin.PlanResponse, error)

// rounds bounds how often the provider is asked again after a mend.
const rounds = 8

// Settle asks the real provider to plan from the value made up, as Terraform
// will on the next run, and mends what was made up until the provider plans no
// change: it takes over what the provider would rather have, and reads from its
// diagnostics which values it allows. Only what the plan left unknown is ever
// mended. What cannot be is an [*Unsettled]; the value is then the last one
// tried.
func (m *Maker) Settle(ctx context.Context, q Request, filled cty.Value, plan Planner) (cty.Value, error) {
	if filled.IsNull() || q.Config == cty.NilVal || q.Config.IsNull() {
		return filled, nil
	}
	q.Planned = Normal(q.Block, q.Planned)
	v, err := settle(ctx, q, filled, plan)
	var trouble *Unsettled
	if !errors.As(err, &trouble) {
		return v, err
	}
	for _, blank := range []func(cty.Type) cty.Value{zero, cty.NullVal} {
		plain := plainer(q.Planned, filled, false, blank)
		if plain.RawEquals(filled) {
			break
		}
		if w, e := settle(ctx, q, plain, plan); e == nil {
			return w, nil
		}
	}
	return v, err
}

func settle(ctx context.Context, q Request, filled cty.Value, plan Planner) (cty.Value, error) {
	for range rounds {
		req, err := planRequest(q, filled)
		if err != nil {
			return filled, err
		}
		resp, err := plan(ctx, req)
		if err != nil {
			return filled, fmt.Errorf("%s cannot be planned again: %w", q.Type, err)
		}
		next, trouble, err := mend(q, filled, resp)
		switch {
		case err != nil:
			return filled, err
		case trouble != nil:
			return filled, trouble
		case next.RawEquals(filled):
			return filled, nil
		}
		filled = next
	}
	return filled, &Unsettled{Type: q.Type, Diagnostics: []string{fmt.Sprintf("the provider wants something else each time, %d times over", rounds)}}
}

func planRequest(q Request, filled cty.Value) (*tfplugin.PlanRequest, error) {
	t := q.Block.Type
	req := &tfplugin.PlanRequest{TypeName: q.Type, PriorPrivate: q.Private, ClientCapabilities: &tfplugin.Capabilities{WriteOnlyAttributesAllowed: true}}
	var err error
	for _, x := range []struct {
		to **tfplugin.DynamicValue
		v  cty.Value
	}{{&req.PriorState, filled}, {&req.ProposedNewState, Propose(q.Block, filled, q.Config)}, {&req.Config, q.Config}} {
		if *x.to, err = tfwire.Encode(x.v, t); err != nil {
			return nil, err
		}
	}
	return req, nil
}

// mend gives the value after one answer of the provider; the same value when
// the provider has nothing to say.
func mend(q Request, filled cty.Value, resp *tfplugin.PlanResponse) (cty.Value, *Unsettled, error) {
	u := &Unsettled{Type: q.Type}
	next, told := fromDiagnostics(q, filled, resp.Diagnostics, u)
	if told {
		if len(u.Diagnostics) > 0 && next.RawEquals(filled) {
			return filled, u, nil
		}
		return next, nil, nil
	}
	wanted, err := tfwire.Decode(resp.PlannedState, q.Block.Type)
	if err != nil {
		return filled, nil, err
	}
	if wanted.IsNull() {
		u.Diagnostics = append(u.Diagnostics, "the provider plans to delete it")
		return filled, u, nil
	}
	next = adopt(q.Planned, filled, Normal(q.Block, wanted), "", u)
	if !next.RawEquals(filled) { // judge again with what was adopted
		return next, nil, nil
	}
	for _, p := range resp.RequiresReplace {
		u.Replace = append(u.Replace, tfwire.PathText(p))
	}
	if len(u.Changes) > 0 {
		u.hide(q.Block)
		return filled, u, nil
	}
	return filled, nil, nil
}

// adopt takes what the provider wants wherever the plan left the value open,
// and notes what it wants elsewhere.
func adopt(open, have, want cty.Value, path string, u *Unsettled) cty.Value {
	switch {
	case have.RawEquals(want):
		return have
	case open == cty.NilVal || open.IsKnown() && open.IsWhollyKnown():
		u.Changes = append(u.Changes, Change{Attribute: path, Old: show(have), New: show(want)})
		return have
	case !open.IsKnown():
		if want.IsWhollyKnown() {
			return want
		}
		u.Changes = append(u.Changes, Change{Attribute: path, Old: show(have), New: show(want)})
		return have
	}
	t := have.Type()
	if have.IsNull() || want.IsNull() || !want.IsKnown() {
		u.Changes = append(u.Changes, Change{Attribute: path, Old: show(have), New: show(want)})
		return have
	}
	if t.IsObjectType() {
		m, o, w := have.AsValueMap(), open.AsValueMap(), want.AsValueMap()
		for _, k := range sortedKeys(m) {
			m[k] = adopt(o[k], m[k], w[k], strings.TrimPrefix(path+"."+k, "."), u)
		}
		return cty.ObjectVal(m)
	}
	if !t.IsSetType() && have.LengthInt() == want.LengthInt() && have.LengthInt() == open.LengthInt() {
		w := want
		return elements(have, func(i int, key string, x cty.Value) cty.Value {
			return adopt(match(open, key, i, x), x, match(w, key, i, x), path+"."+key, u)
		})
	}
	if want.IsWhollyKnown() { // a set with something open in it: its elements cannot be told apart
		return want
	}
	u.Changes = append(u.Changes, Change{Attribute: path, Old: show(have), New: show(want)})
	return have
}

// plainer blanks what was made up inside sets: the old SDK knows an element by
// its content, so that what it did not compute itself makes it another one.
func plainer(open, have cty.Value, inSet bool, blank func(cty.Type) cty.Value) cty.Value {
	switch {
	case open == cty.NilVal || open.IsWhollyKnown():
		return have
	case !open.IsKnown() && inSet && have.Type().IsPrimitiveType():
		return blank(have.Type())
	case !open.IsKnown() || have.IsNull():
		return have
	}
	if have.Type().IsObjectType() {
		m, o := have.AsValueMap(), open.AsValueMap()
		for _, k := range sortedKeys(m) {
			m[k] = plainer(o[k], m[k], inSet, blank)
		}
		return cty.ObjectVal(m)
	}
	if !have.CanIterateElements() || have.LengthInt() != open.LengthInt() {
		return have
	}
	inSet = inSet || have.Type().IsSetType()
	return elements(have, func(i int, key string, x cty.Value) cty.Value {
		return plainer(opened(open, key, i, x), x, inSet, blank)
	})
}

// opened finds the planned element, unknowns in it, that x was made of.
func opened(open cty.Value, key string, i int, x cty.Value) cty.Value {
	if !open.Type().IsSetType() {
		return match(open, key, i, x)
	}
	for _, o := range open.AsValueSlice() {
		if agrees(o, x) {
			return o
		}
	}
	return cty.NilVal
}

func zero(t cty.Type) cty.Value {
	switch t {
	case cty.String:
		return cty.StringVal("")
	case cty.Number:
		return cty.Zero
	case cty.Bool:
		return cty.False
	}
	return cty.NullVal(t)
}

var (
	allowed    = regexp.MustCompile(`(?i)(?:valid values(?: are)?: |one of:? )\[([^\]]*)\]`)
	pathInText = regexp.MustCompile(`(?m)^Path: ([a-z0-9_]+)`)
)

// favoured are the states in which AWS shows what is ready, best first.
var favoured = []string{"ACTIVE", "READY", "AVAILABLE", "ENABLED", "CREATED", "COMPLETED", "SUCCEEDED"}

// fromDiagnostics reads which values the provider allows for what was made up;
// told is false when it found nothing wrong.
func fromDiagnostics(q Request, filled cty.Value, ds []*tfplugin.Diagnostic, u *Unsettled) (next cty.Value, told bool) {
	m := filled.AsValueMap()
	for _, d := range ds {
		if d.Severity != tfplugin.Diagnostic_ERROR {
			continue
		}
		told = true
		u.Diagnostics = append(u.Diagnostics, strings.TrimSpace(d.Summary+": "+d.Detail))
		name := ""
		if s := d.GetAttribute().GetSteps(); len(s) > 0 {
			name = s[0].GetAttributeName()
		}
		if x := pathInText.FindStringSubmatch(d.Detail); name == "" && x != nil {
			name = x[1]
		}
		if name == "" || m[name] == cty.NilVal || child(q.Planned, name).IsWhollyKnown() {
			continue
		}
		m[name] = cty.NullVal(m[name].Type())
		if x := allowed.FindStringSubmatch(d.Detail); x != nil && m[name].Type() == cty.String {
			m[name] = cty.StringVal(choose(strings.FieldsFunc(x[1], func(r rune) bool { return strings.ContainsRune(` ,"`, r) })))
		}
	}
	return cty.ObjectVal(m), told
}

func choose(from []string) string {
	for _, want := range favoured {
		for _, s := range from {
			if strings.EqualFold(s, want) {
				return s
			}
		}
	}
	if len(from) == 0 {
		return ""
	}
	return from[0]
}
