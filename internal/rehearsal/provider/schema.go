package provider

import (
	"context"

	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
)

// schema gives Terraform the schemas of what is in use.
func (e *Endpoint) schema(_ context.Context, c *conn, _ *tfwire.Raw) (any, error) {
	var uses map[string]*tfwire.Uses
	if e.session.Uses != nil {
		uses = e.session.Uses(c.from)
	}
	if len(uses) == 0 {
		return e.host.schemas.Full(), nil
	}
	answer := e.host.schemas.Trim(func(k tfwire.Kind, name string) *tfwire.Uses {
		if u := uses[name]; u == nil || k == tfwire.Resource {
			return u
		}
		return &tfwire.Uses{All: true}
	})
	return answer, e.remember(answer, uses)
}

// remember keeps the types that Terraform does not know in full.
func (e *Endpoint) remember(answer []byte, uses map[string]*tfwire.Uses) error {
	told, err := tfwire.ParseSchemas(answer)
	if err != nil {
		return err
	}
	cut := map[string]*tfwire.Block{}
	for name, u := range uses {
		if u.All || !told.Has(tfwire.Resource, name) {
			continue
		}
		if cut[name], err = told.Block(tfwire.Resource, name); err != nil {
			return err
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.cut, e.report.Cut = cut, len(cut) > 0
	return nil
}

// block gives the schema of a resource type as Terraform knows it. Values that
// do not fit a type that was cut are refused on either side: then the whole
// schema is needed.
func (e *Endpoint) block(typ string) (*tfwire.Block, error) {
	e.mu.Lock()
	b := e.cut[typ]
	e.mu.Unlock()
	if b != nil {
		return b, nil
	}
	return e.host.Block(typ)
}
