package rehearsal

import (
	"encoding/json"
	"fmt"
	"path/filepath"

	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/estate/eval/tffunc"
	"github.com/terrace-cloud/terrace/internal/rehearsal/awsfront"
	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/home"
	"github.com/terrace-cloud/terrace/internal/rehearsal/states"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

// Standing is the rehearsal of a repository, to be looked at.
type Standing struct {
	store *awsfront.Store
	db    *cloud.DB
	kept  map[string]states.Place // by folder of a unit
}

// Stand opens the rehearsal that stands at the top of a repository, to look at
// these units.
func Stand(top string, units []*estate.Unit) (*Standing, error) {
	folder := filepath.Join(top, home.Name)
	db, err := cloud.Look((&home.Home{Dir: folder}).Cloud())
	if err != nil {
		return nil, err
	}
	store, err := awsfront.NewStore(db, "")
	if err != nil {
		db.Close()
		return nil, err
	}
	s := &Standing{store: store, db: db, kept: map[string]states.Place{}}
	for _, u := range units {
		if p := KeptBy(top, folder, u); p.Known() {
			s.kept[u.Dir] = p
		}
	}
	return s, nil
}

// Close gives back what was opened.
func (s *Standing) Close() { s.db.Close() }

// Outputs gives what the unit in a folder has as outputs, as [estate.Options]
// take them; false where its state has none.
func (s *Standing) Outputs(dir string) (cty.Value, bool) {
	p, ok := s.kept[dir]
	if !ok {
		return cty.NilVal, false
	}
	found, err := p.Read(s.store)
	if err != nil || len(found) != 1 { // of several workspaces nobody can tell
		return cty.NilVal, false
	}
	out, err := outputsOf(found[0])
	return out, err == nil && out.LengthInt() > 0
}

// outputsOf reads the outputs in a state.
func outputsOf(state []byte) (cty.Value, error) {
	var f struct {
		Outputs map[string]struct {
			Value, Type json.RawMessage
			Sensitive   bool
		}
	}
	if err := json.Unmarshal(state, &f); err != nil {
		return cty.NilVal, err
	}
	out := make(map[string]cty.Value, len(f.Outputs))
	for name, o := range f.Outputs {
		t, err := ctyjson.UnmarshalType(o.Type)
		if err != nil {
			return cty.NilVal, fmt.Errorf("output %s: %w", name, err)
		}
		if out[name], err = ctyjson.Unmarshal(o.Value, t); err != nil {
			return cty.NilVal, fmt.Errorf("output %s: %w", name, err)
		}
		if o.Sensitive {
			out[name] = out[name].Mark(tffunc.Sensitive)
		}
	}
	return cty.ObjectVal(out), nil
}
