package rehearsal

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
)

// reconcile brings the cloud to what the unit's saved state says: before a run,
// for the sake of one that was killed, and after, so that what is saved counts
// as saved from then on.
func (u *unitRun) reconcile(ctx context.Context) error {
	standing, err := u.cloud.ByUnit(u.unit.Path)
	if err != nil || len(standing) == 0 {
		return err
	}
	raw, known, err := u.state()
	if err != nil || !known {
		return err
	}
	objects, err := cloud.ParseState(raw, u.host.Block)
	if err != nil {
		return fmt.Errorf("state of %s: %w", u.unit.Path, err)
	}
	rep, err := u.cloud.Reconcile(ctx, u.unit.Path, objects, u.Run)
	if err != nil {
		return err
	}
	for _, o := range rep.RolledBack {
		u.note(func(r *Result) {
			r.Reconciled = append(r.Reconciled, fmt.Sprintf("%s: rolled back %s %s, which a killed run had made and no state holds", u.unit.Path, o.Type, o.ID))
		})
	}
	return nil
}

// state gives the unit's Terraform state as saved last, empty when there is
// none. known is false where it lies with a backend that cannot be looked into:
// nothing may be concluded then.
func (u *unitRun) state() (raw []byte, known bool, err error) {
	if u.place.bucket != "" {
		raw, _, err = u.front.State(u.place.bucket, u.place.key)
		return raw, err == nil, err
	}
	b, err := backendOf(u.workDir())
	switch {
	case err != nil:
		return nil, false, err
	case b.Type == "s3":
		raw, _, err = u.front.State(b.Config.Bucket, b.Config.Key)
	case b.Type == "" || b.Type == "local":
		raw, err = os.ReadFile(b.localState(u.workDir()))
		if errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
	default:
		return nil, false, nil
	}
	return raw, err == nil, err
}

// backend is where `init` has found that a module keeps its state.
type backend struct {
	Type   string
	Config struct{ Bucket, Key, Path string }
}

func (b backend) localState(dir string) string {
	switch {
	case b.Config.Path == "":
		return filepath.Join(dir, "terraform.tfstate")
	case filepath.IsAbs(b.Config.Path):
		return b.Config.Path
	}
	return filepath.Join(dir, b.Config.Path)
}

// backendOf reads what `init` wrote down; a module without a backend block has
// none of it, and keeps its state in the folder.
func backendOf(dir string) (backend, error) {
	var f struct{ Backend backend }
	path := filepath.Join(dir, ".terraform", "terraform.tfstate")
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return backend{}, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &f)
	}
	if err != nil {
		return backend{}, &diag.Finding{Severity: diag.Error, Summary: "The module's backend cannot be told", Detail: err.Error(),
			Where: diag.Pos{File: path}, Fix: "Remove the folder's .terraform, or start over with `terrace rehearse --fresh`."}
	}
	return f.Backend, nil
}
