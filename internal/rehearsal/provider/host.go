// Package provider is the provider that Terraform is attached to: the real one
// for everything that needs no cloud, the simulated cloud for the rest.
//
// A [Host] is shared by a whole rehearsal: the real provider, its schemas, the
// memo of pure answers. An [Endpoint] is the plugin socket of one unit's run,
// so that the owner of every call is known without asking the system.
package provider

import (
	"context"
	"fmt"
	"sync"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov"
	"github.com/terrace-cloud/terrace/internal/rehearsal/synth"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

// memoLimit is how many bytes of answers a host remembers.
const memoLimit = 256 << 20

// Law refuses what AWS refuses at apply although every plan passes. It sees
// the object as it would stand (null: it would go) before it is written.
type Law func(ctx context.Context, key cloud.Key, unit string, attrs []byte) error

// Maker makes up what only AWS could know; *synth.Maker is the one in use.
type Maker interface {
	// Fill gives the planned value without unknowns.
	Fill(context.Context, synth.Request) (cty.Value, error)
	// Settle mends a filled value until the planner would not change it.
	Settle(context.Context, synth.Request, cty.Value, synth.Planner) (cty.Value, error)
	// Data answers a data source, and tells what it had to assume.
	Data(context.Context, synth.Request) (cty.Value, []synth.Assumption, error)
	// Ephemeral answers an ephemeral resource.
	Ephemeral(context.Context, synth.Request) (cty.Value, error)
}

// Config is what a host is made of.
type Config struct {
	Real  *realprov.Pool
	Cloud cloud.Store
	Maker Maker
	Laws  []Law
}

// Host serves the plugin protocol for all units of a rehearsal.
type Host struct {
	Config
	schemas    *tfwire.Schemas
	identities map[string]*tfwire.IdentitySchema
	memo       *memo
	old        sync.Map // resource type -> whether its plans follow the old SDK's type system
}

// New asks the real provider for its schemas and makes a host of it.
func New(ctx context.Context, c Config) (*Host, error) {
	h := &Host{Config: c, memo: newMemo(memoLimit)}
	h.answerUpgrades()
	h.answerTables()
	answer, err := h.fetch(ctx, "GetSchema")
	if err != nil {
		return nil, fmt.Errorf("the AWS provider does not tell its schemas: %w", err)
	}
	if h.schemas, err = tfwire.ParseSchemas(answer); err != nil {
		return nil, err
	}
	answer, err = h.fetch(ctx, "GetResourceIdentitySchemas")
	if status.Code(err) == codes.Unimplemented { // a provider from before resource identity
		return h, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the AWS provider does not tell what identifies its resources: %w", err)
	}
	h.identities, err = tfwire.ParseIdentities(answer)
	return h, err
}

func (h *Host) fetch(ctx context.Context, method string) ([]byte, error) {
	out := &tfwire.Raw{}
	if err := h.Real.Call(ctx, method, []byte{}, out); err != nil {
		return nil, err
	}
	defer out.Free()
	return out.Bytes(), nil
}

// Block gives the schema of a resource type.
func (h *Host) Block(typ string) (*tfwire.Block, error) { return h.schemas.Block(tfwire.Resource, typ) }

// Schemas gives the schemas of the real provider.
func (h *Host) Schemas() *tfwire.Schemas { return h.schemas }

// MemoHits tells how many answers came from the memo.
func (h *Host) MemoHits() int64 { return h.memo.hits.Load() }

// planner plans with the real provider under one configuration.
func (h *Host) planner(s realprov.Settings) synth.Planner {
	return func(ctx context.Context, req *tfplugin.PlanRequest) (*tfplugin.PlanResponse, error) {
		in, err := proto.MarshalOptions{Deterministic: true}.Marshal(req)
		if err != nil {
			return nil, err
		}
		out, _, err := h.remembered(ctx, s, "PlanResourceChange", bytesOf(in))
		if err != nil {
			return nil, err
		}
		resp := &tfplugin.PlanResponse{}
		if err := proto.Unmarshal(out, resp); err != nil {
			return nil, err
		}
		h.old.Store(req.TypeName, resp.LegacyTypeSystem)
		return resp, nil
	}
}

// legacy tells whether values of a type follow the old SDK's looser rules: as
// its plans say, else by the mark of the old SDK, an id that is optional too.
func (h *Host) legacy(typ string, b *tfwire.Block) bool {
	if said, ok := h.old.Load(typ); ok {
		return said.(bool)
	}
	id := b.Attr("id")
	return id != nil && id.Optional
}
