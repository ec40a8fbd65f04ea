package breadth

import (
	"context"
	"errors"
	"fmt"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
)

// tries bounds how often a configuration is repaired; one repair is one small
// change, and a wrong one costs less than a millisecond.
const tries = 120

// search looks for a configuration that the provider validates and plans. Each
// round takes the first error, and the first change it suggests that was not
// tried yet.
type search struct {
	*Runner
	typ    string
	block  *tfwire.Block
	tried  map[string]bool
	config cty.Value
}

// plannable gives a configuration, its plan and the private data of the plan.
// The error tells the last trouble, and at which stage.
func (r *Runner) plannable(ctx context.Context, typ string, b *tfwire.Block) (config, planned cty.Value, private []byte, stage Stage, err error) {
	s := &search{Runner: r, typ: typ, block: b, tried: map[string]bool{}, config: minimal(b)}
	for _, e := range extras[typ] {
		s.config = ensure(b, s.config, steps(e.path), e.value)
	}
	for range tries {
		ds, err := s.validate(ctx)
		stage = Unconfigured
		if err == nil && wrong(ds) == nil {
			stage = Unplanned
			planned, private, ds, err = s.plan(ctx, typ, b, cty.NullVal(b.Type), s.config)
			if err == nil && wrong(ds) == nil {
				return s.config, planned, private, "", nil
			}
		}
		if err != nil {
			return s.config, planned, nil, stage, err
		}
		if !s.improve(ds) {
			return s.config, planned, nil, stage, wrong(ds)
		}
	}
	return s.config, planned, nil, stage, fmt.Errorf("%d repairs were not enough", tries)
}

func (s *search) validate(ctx context.Context) ([]*tfplugin.Diagnostic, error) {
	in, err := tfwire.Encode(s.config, s.block.Type)
	if err != nil {
		return nil, err
	}
	var resp tfplugin.DiagnosticsResponse
	req := &tfplugin.ValidateRequest{TypeName: s.typ, Config: in, ClientCapabilities: &tfplugin.Capabilities{WriteOnlyAttributesAllowed: true}}
	err = s.Real(ctx, "ValidateResourceTypeConfig", req, &resp)
	return resp.Diagnostics, err
}

// improve makes one change; false when there is nothing left to try.
func (s *search) improve(ds []*tfplugin.Diagnostic) bool {
	for _, d := range ds {
		if d.Severity != tfplugin.Diagnostic_ERROR {
			continue
		}
		for _, c := range suggestions(d) {
			key := fmt.Sprint(c.path, c.value, c.do)
			if s.tried[key] {
				continue
			}
			s.tried[key] = true
			next := c.apply(s.block, s.config)
			if !next.RawEquals(s.config) {
				s.config = next
				return true
			}
		}
	}
	return false
}

func wrong(ds []*tfplugin.Diagnostic) error {
	for _, d := range ds {
		if d.Severity == tfplugin.Diagnostic_ERROR {
			return errors.New(d.Summary + ": " + d.Detail)
		}
	}
	return nil
}

// extra is what a type needs beyond what its schema requires and its
// diagnostics tell.
type extra struct{ path, value string }
