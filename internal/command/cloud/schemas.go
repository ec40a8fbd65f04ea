package cloud

import (
	"context"

	"github.com/terrace-cloud/terrace/internal/config"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/engine"
	provided "github.com/terrace-cloud/terrace/internal/rehearsal/schemas"
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
	return provided.Of(s.ctx, tools.Provider.Path)
}
