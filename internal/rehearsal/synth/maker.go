package synth

import (
	"context"
	"fmt"
	"sync"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/zclconf/go-cty/cty"
)

// Request is one object whose unknown values are wanted.
type Request struct {
	Type        string        // Terraform type, as "aws_vpc"
	Block       *tfwire.Block // schema of the type
	Account     string        // 12 digits
	Region      string        // AWS region of the provider configuration
	Unit        string        // path of the unit, part of the seed; may be empty
	DefaultTags map[string]string
	Prior       cty.Value // the object before; null or NilVal when it is created
	Planned     cty.Value // what the provider planned, unknowns in it
	Config      cty.Value // what the configuration says; for data sources all there is
	Private     []byte    // the provider's private data out of the plan
}

// Maker makes values up. It is safe for concurrent use.
type Maker struct {
	world  cloud.Store
	tables *tables
	mu     sync.RWMutex
	fixed  []Fixture
}

// New gives a maker over a cloud: look-ups go there, and counters live there.
func New(world cloud.Store) *Maker { return &Maker{world: world, tables: builtin()} }

// Fill gives the planned value with every unknown in it made up. What the plan
// knows stays as it is.
func (m *Maker) Fill(ctx context.Context, q Request) (cty.Value, error) {
	q.Planned = Normal(q.Block, q.Planned)
	if q.Planned.IsNull() || q.Planned.IsWhollyKnown() {
		return q.Planned, nil
	}
	if !q.Planned.IsKnown() {
		return cty.NilVal, fmt.Errorf("%s: the plan says nothing about the object", q.Type)
	}
	f := m.filling(ctx, q, q.Planned)
	v := f.root()
	if f.err != nil {
		return cty.NilVal, fmt.Errorf("%s: %w", q.Type, f.err)
	}
	return v, nil
}
