package target

import (
	"context"

	"github.com/terrace-cloud/terrace/internal/contract"
	"github.com/terrace-cloud/terrace/internal/contract/infer"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/rehearsal/schemas"
)

// Remember keeps the types of a provider that was found, so that commands which
// only look know them too. Where that fails, they know less: it is a note.
func Remember(ctx context.Context, into *schemas.Store, p engine.Provider) diag.Findings {
	err := into.Ask(ctx, p.Path, p.Version)
	if err == nil || ctx.Err() != nil {
		return nil
	}
	return diag.Findings{{Severity: diag.Note, Summary: "The AWS provider does not tell its types", Detail: err.Error() + ". What depends on them is not known before a run.",
		Fix: "Run `terrace setup` again, or with another provider."}}
}

// book gives the interfaces and the types of the modules in use.
func (t *Target) book() (*infer.Book, error) {
	lock, err := contract.Open(contract.Path(t.Top, t.Settings.Contracts))
	if err != nil {
		return nil, err
	}
	return infer.NewBook(lock, schemas.Here()), nil
}
