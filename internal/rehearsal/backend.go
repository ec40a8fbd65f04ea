package rehearsal

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/rehearsal/states"
)

// override is the file that takes the place of a backend in the copy of a unit.
// https://developer.hashicorp.com/terraform/language/files/override#merging-terraform-blocks
const override = "terrace_backend_override.tf"

// keepState sees that nothing of a rehearsal is written to where the unit really
// keeps its state. S3 is simulated and the copy has files of its own; any other
// backend would act for real, and is replaced in the copy.
func (u *unitRun) keepState() error {
	away, at := u.away()
	if away == "" {
		return nil
	}
	why := fmt.Sprintf("The backend %q would act for real.", away)
	if away == "local" {
		why = "The file lies outside of the copy that a rehearsal runs in."
	}
	u.res.Findings = append(u.res.Findings, &diag.Finding{Severity: diag.Note, Unit: u.name, Where: u.shown(at),
		Summary: "The state is kept in this rehearsal, and not where this says", Detail: why})
	return os.WriteFile(filepath.Join(u.tree.To(u.unit.Dir), override), []byte("terraform {\n  backend \"local\" {}\n}\n"), 0o600)
}

// away gives the type of a backend that would act for real, and its place; "" where
// the unit has none.
func (u *unitRun) away() (string, diag.Pos) {
	dir := u.workDir()
	if s := u.unit.RemoteState; s != nil {
		b := states.NewBlock(s.Backend, s.Pos, func(name string) string { return text(s.Config, name) })
		if b.Away(u.tree.From(dir), u.Top) { // paths in it are told as in the user's tree
			return b.Type, b.Where
		}
		return "", diag.Pos{}
	}
	for _, g := range u.unit.Generate {
		if b, ok, err := states.BackendIn([]byte(g.Contents), g.Path); err == nil && ok {
			if b.Away(u.tree.From(dir), u.Top) {
				return b.Type, g.Pos
			}
			return "", diag.Pos{}
		}
	}
	if b, ok, err := states.Backend(u.source); err == nil && ok && b.Away(dir, u.tree.Dir) {
		return b.Type, b.Where
	}
	return "", diag.Pos{}
}
