package cloud_test

import (
	"os"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
)

// The tables name types and attributes of the provider: a slip of the pen would
// make a row that never counts.
func TestTablesAgainstTheRealProvider(t *testing.T) {
	t.Parallel()
	program := os.Getenv("TERRACE_AWS_PROVIDER")
	if program == "" {
		t.Skip("TERRACE_AWS_PROVIDER does not name the AWS provider's program: this test runs the real one")
	}
	pool, err := realprov.Start(program, t.Output())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	var raw tfwire.Raw
	if err := pool.Call(t.Context(), "GetSchema", []byte{}, &raw); err != nil {
		t.Fatal(err)
	}
	schemas, err := tfwire.ParseSchemas(append([]byte(nil), raw.Bytes()...))
	raw.Free()
	if err != nil {
		t.Fatal(err)
	}
	types := schemas.Names(tfwire.Resource)
	for _, r := range cloud.TableRows() {
		if stem, ok := strings.CutSuffix(strings.TrimPrefix(r.Type, "!"), "*"); ok {
			if !anyPrefix(types, stem) {
				t.Errorf("%s: no type begins with %s", r.Table, stem)
			}
			continue
		}
		b, err := schemas.Block(tfwire.Resource, strings.TrimPrefix(r.Type, "!"))
		if err != nil {
			t.Errorf("%s: %v", r.Table, err)
			continue
		}
		for _, a := range r.Attrs {
			known := false
			for _, path := range strings.Split(a, "/") {
				top, _, _ := strings.Cut(path, ".")
				known = known || b.Type.HasAttribute(top)
			}
			if !known {
				t.Errorf("%s: %s has no %s", r.Table, r.Type, a)
			}
		}
	}
}

func anyPrefix(l []string, p string) bool {
	for _, s := range l {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
