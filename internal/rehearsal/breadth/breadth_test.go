package breadth

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terrace-cloud/terrace/internal/engine/locate"
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

// program finds the real provider: named, else as terrace finds it.
func program(t testing.TB) string {
	if path := os.Getenv("TERRACE_AWS_PROVIDER"); path != "" {
		return path
	}
	home, _ := os.UserHomeDir()
	cache, _ := os.UserCacheDir()
	found, _, _ := locate.Providers(t.Context(), locate.Options{Top: repository, Home: home, Cache: filepath.Join(cache, "terrace"), Env: os.Getenv, OS: runtime.GOOS, Arch: runtime.GOARCH})
	for _, f := range found {
		if !f.Packed {
			return f.Path
		}
	}
	return ""
}

// runner starts the real provider; without one the test is skipped.
func runner(t testing.TB) (*Runner, *realprov.Pool) {
	t.Helper()
	ctx := t.Context()
	path := program(t)
	if path == "" {
		t.Skip("no AWS provider on this machine: `terrace setup` brings one, TERRACE_AWS_PROVIDER names one")
	}
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
func settings(t testing.TB, s *tfwire.Schemas) realprov.Settings {
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

const repository = "../../.."

// TestSampleOfTypes tries 150 types and all that the estate and its modules declare.
func TestSampleOfTypes(t *testing.T) {
	r, _ := runner(t)
	types := Sample(r.Schemas.Names(tfwire.Resource), 150)
	answers := map[tfwire.Kind][]string{tfwire.Data: Sample(r.Schemas.Names(tfwire.Data), 60), tfwire.Ephemeral: r.Schemas.Names(tfwire.Ephemeral)}
	for _, dir := range []string{"infrastructure", "test/mirror"} {
		d, err := Declared(os.DirFS(filepath.Join(repository, dir)))
		if err != nil {
			t.Fatal(err)
		}
		types = append(types, d["resource"]...)
		answers[tfwire.Data] = append(answers[tfwire.Data], d["data"]...)
	}
	known := told(t)
	for _, o := range try(t.Context(), r, sorted(slices.Compact(sorted(types)))) {
		if !o.Idempotent() && !known[o.Type] {
			t.Errorf("%s: %s: %s", o.Type, o.Stage, o.Detail)
		}
	}
	for kind, names := range answers {
		for _, n := range names {
			if err := r.Answer(t.Context(), kind, n); err != nil {
				t.Errorf("%s: %s", n, err)
			}
		}
	}
}

// told reads the exceptions out of docs/breadth.md.
func told(t *testing.T) map[string]bool {
	raw, err := os.ReadFile(filepath.Join(repository, "docs", "breadth.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(raw), "## Exceptions")
	list, _, _ = strings.Cut(list, "\n## ")
	out := map[string]bool{}
	for _, m := range regexp.MustCompile(`(?m)^\| (aws_\w+) `).FindAllStringSubmatch(list, -1) {
		out[m[1]] = true
	}
	return out
}

// TestTablesFitTheProvider holds the tables of values against the schemas.
func TestTablesFitTheProvider(t *testing.T) {
	r, _ := runner(t)
	for _, line := range synth.Stale(r.Schemas) {
		t.Errorf("no such type or attribute: %s", line)
	}
}

// TestBreadth tries everything and writes docs/breadth.md.
func TestBreadth(t *testing.T) {
	if !*full {
		t.Skip("`make breadth` runs this")
	}
	r, pool := runner(t)
	rep := &Report{Provider: "hashicorp/aws " + version(program(t)), Answers: map[string]error{}}
	rep.Resources = try(t.Context(), r, sorted(r.Schemas.Names(tfwire.Resource)))
	for _, kind := range []tfwire.Kind{tfwire.Data, tfwire.Ephemeral} {
		for _, n := range r.Schemas.Names(kind) {
			rep.Answers[map[tfwire.Kind]string{tfwire.Data: "data ", tfwire.Ephemeral: "ephemeral "}[kind]+n] = r.Answer(t.Context(), kind, n)
		}
	}
	rep.Answered, rep.Refused = pool.Trap().Counts()
	t.Logf("%d of %d resource types idempotent, %d of %d answers failing", rep.Idempotent(), len(rep.Resources), len(rep.Failing()), len(rep.Answers))
	if rep.Idempotent() < 1288 {
		t.Errorf("fewer idempotent types than the 1288 that were reached before")
	}
	for _, n := range rep.Failing() {
		t.Errorf("%s: %s", n, rep.Answers[n])
	}
	if err := os.WriteFile(filepath.Join(repository, "docs", "breadth.md"), []byte(rep.Markdown()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// version reads the version out of the name of a provider's binary.
func version(path string) string {
	if m := regexp.MustCompile(`_v([0-9][0-9.]*)`).FindStringSubmatch(filepath.Base(path)); m != nil {
		return m[1]
	}
	return "of unknown version"
}
