package eval

import (
	"path/filepath"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/terrace-cloud/terrace/internal/estate/oracle"
	"github.com/zclconf/go-cty/cty"
)

// doubting holds what is evaluated quickly against HCL.
func doubting(t *testing.T) func(*frame, hcl.Expression, cty.Value) {
	return func(fr *frame, x hcl.Expression, quick cty.Value) {
		v, ds := x.Value(fr.context())
		if ds.HasErrors() || v.GoString() != quick.GoString() {
			t.Errorf("%s: quickly %#v, by HCL %#v %v", x.Range(), quick, v, ds)
		}
	}
}

// TestQuickIsRight evaluates all estates at hand and asks HCL about each
// expression that was evaluated without it.
func TestQuickIsRight(t *testing.T) {
	t.Parallel()
	n := 0
	for _, estate := range append(estates(t), "../../../infrastructure") {
		dir := checkout(t, estate)
		e := New(Options{Env: oracle.Env, Mocks: true, Command: "render"})
		doubt := doubting(t)
		e.doubt = func(fr *frame, x hcl.Expression, v cty.Value) {
			n++
			doubt(fr, x, v)
		}
		for _, unit := range unitsIn(t, dir) {
			e.Config(filepath.Join(unit, unitFile))
		}
	}
	if n < 1000 {
		t.Errorf("only %d expressions were evaluated quickly", n)
	}
}
