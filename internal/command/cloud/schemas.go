package cloud

import (
	"context"
	"io"

	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
)

// schemas asks the real provider for its schemas, once, and only when somebody
// wants to know: nearly every type is told by its attributes alone.
type schemas struct {
	ctx      context.Context
	settings *config.Settings
	top      string
	tried    bool
	have     *tfwire.Schemas
	err      error
}

func (s *schemas) block(typ string) (*tfwire.Block, error) {
	if !s.tried {
		s.tried = true
		s.have, s.err = s.ask()
	}
	if s.err != nil {
		return nil, s.err
	}
	return s.have.Block(tfwire.Resource, typ)
}

func (s *schemas) ask() (*tfwire.Schemas, error) {
	tools, l := engine.Find(s.ctx, engine.Config{Settings: s.settings, Top: s.top, Offline: true})
	if tools == nil || tools.Provider.Path == "" {
		return nil, append(l, &diag.Finding{Severity: diag.Error, Code: diag.Missing, Summary: "There is no AWS provider to ask"})
	}
	pool, err := realprov.Start(tools.Provider.Path, io.Discard)
	if err != nil {
		return nil, err
	}
	defer pool.Close()
	var raw tfwire.Raw
	if err := pool.Call(s.ctx, "GetSchema", []byte{}, &raw); err != nil {
		return nil, err
	}
	defer raw.Free()
	return tfwire.ParseSchemas(append([]byte(nil), raw.Bytes()...))
}
