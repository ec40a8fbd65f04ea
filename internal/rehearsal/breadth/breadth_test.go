package breadth

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terrace-cloud/terrace/internal/rehearsal/cloud"
	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov"
	"github.com/terrace-cloud/terrace/internal/rehearsal/synth"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/msgpack"
	"google.golang.org/protobuf/proto"
)

var (
	full = flag.Bool("full", false, "try every type, and write what came of it to docs/breadth.md")
	only = flag.String("only", "", "try the types with this in their name, and print all outcomes")
)

// runner starts the real provider; without one the test is skipped.
func runner(t *testing.T) (*Runner, *realprov.Pool) {
	t.Helper()
	path := os.Getenv("TERRACE_AWS_PROVIDER")
	if path == "" {
		t.Skip("TERRACE_AWS_PROVIDER does not name the AWS provider's binary (`terrace setup` tells where it is)")
	}
	ctx := t.Context()
	pool, err := realprov.Start(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	var raw tfwire.Raw
	if err := pool.Call(ctx, "GetSchema", []byte{}, &raw); err != nil {
		t.Fatal(err)
	}
	schemas, err := tfwire.ParseSchemas(append([]byte(nil), raw.Bytes()...))
	raw.Free()
	if err != nil {
		t.Fatal(err)
	}
	world, err := cloud.Open(filepath.Join(t.TempDir(), "cloud.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { world.Close() })
	set := settings(t, schemas)
	return &Runner{Schemas: schemas, Maker: synth.New(world), Real: func(ctx context.Context, method string, in, out proto.Message) error {
		return pool.CallUnder(ctx, set, method, in, out)
	}}, pool
}

// settings configures the provider for Account and Region, without a way out.
func settings(t *testing.T, s *tfwire.Schemas) realprov.Settings {
	b, err := s.Block(tfwire.Provider, "")
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]cty.Value{}
	for k, x := range minimal(b).AsValueMap() {
		m[k] = x
	}
	for k, v := range map[string]cty.Value{
		"region": cty.StringVal(Region), "access_key": cty.StringVal("AKIAREHEARSAL0000000"), "secret_key": cty.StringVal("rehearsal"),
		"skip_credentials_validation": cty.True, "skip_requesting_account_id": cty.True, "skip_region_validation": cty.True,
		"skip_metadata_api_check": cty.StringVal("true"), "max_retries": cty.NumberIntVal(1),
	} {
		m[k] = v
	}
	for _, n := range b.Nested {
		if n.Name == "default_tags" {
			m[n.Name] = cty.ListVal([]cty.Value{cty.ObjectVal(map[string]cty.Value{"tags": cty.MapVal(map[string]cty.Value{"Environment": cty.StringVal("breadth")})})})
		}
	}
	raw, err := msgpack.Marshal(cty.ObjectVal(m), b.Type)
	if err != nil {
		t.Fatal(err)
	}
	return realprov.NewSettings(raw)
}

func sorted(names []string) []string { sort.Strings(names); return names }

// try runs over types, two at a time.
func try(ctx context.Context, r *Runner, types []string) []Outcome {
	out := make([]Outcome, len(types))
	var wg sync.WaitGroup
	next := make(chan int)
	for range 2 {
		wg.Go(func() {
			for i := range next {
				out[i] = r.Resource(ctx, types[i])
			}
		})
	}
	for i := range types {
		next <- i
	}
	close(next)
	wg.Wait()
	return out
}

func TestOnly(t *testing.T) {
	if *only == "" {
		t.Skip("-only names no types")
	}
	r, _ := runner(t)
	var types []string
	for _, n := range sorted(r.Schemas.Names(tfwire.Resource)) {
		if strings.Contains(n, *only) {
			types = append(types, n)
		}
	}
	start := time.Now()
	count := map[Stage]int{}
	for _, o := range try(t.Context(), r, types) {
		t.Logf("%s: %s: %s", o.Type, o.Stage, strings.ReplaceAll(o.Detail, "\n", " "))
		count[o.Stage]++
	}
	t.Log(len(types), "types", time.Since(start), count)
}
