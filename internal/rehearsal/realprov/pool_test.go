package realprov_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov"
	"github.com/terrace-cloud/terrace/internal/rehearsal/realprov/tinyprov"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire"
	"github.com/terrace-cloud/terrace/internal/rehearsal/tfwire/tfplugin"
	"github.com/zclconf/go-cty/cty"
)

func TestMain(m *testing.M) { tinyprov.Main(m) }

func start(t testing.TB, o ...realprov.Option) *realprov.Pool {
	t.Helper()
	p, err := realprov.Start(tinyprov.Program(t), t.Output(), o...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	return p
}

// ask calls a provider function.
func ask(ctx context.Context, p *realprov.Pool, name, in string) (string, error) {
	arg, err := tfwire.Encode(cty.StringVal(in), cty.String)
	if err != nil {
		return "", err
	}
	var r tfplugin.CallResponse
	if err := p.Call(ctx, "CallFunction", &tfplugin.CallRequest{Name: name, Arguments: []*tfplugin.DynamicValue{arg}}, &r); err != nil {
		return "", err
	}
	if r.Error != nil {
		return "", errors.New(r.Error.Text)
	}
	v, err := tfwire.Decode(r.Result, cty.String)
	if err != nil {
		return "", err
	}
	return v.AsString(), nil
}

// settings is a provider configuration as the rehearsal forwards it.
func settings(t testing.TB, p *realprov.Pool, region string) realprov.Settings {
	t.Helper()
	b := schemas(t, p, tfwire.Provider, "")
	m := map[string]cty.Value{}
	for name, typ := range b.Type.AttributeTypes() {
		m[name] = cty.NullVal(typ)
		if typ.IsListType() {
			m[name] = cty.ListValEmpty(typ.ElementType())
		}
	}
	m["region"] = cty.StringVal(region)
	m["skip_credentials_validation"], m["skip_requesting_account_id"] = cty.True, cty.True
	d, err := tfwire.Encode(cty.ObjectVal(m), b.Type)
	if err != nil {
		t.Fatal(err)
	}
	return realprov.NewSettings(d.Msgpack)
}

func schemas(t testing.TB, p *realprov.Pool, k tfwire.Kind, name string) *tfwire.Block {
	t.Helper()
	var raw tfwire.Raw
	if err := p.Call(t.Context(), "GetSchema", []byte{}, &raw); err != nil {
		t.Fatal(err)
	}
	defer raw.Free()
	s, err := tfwire.ParseSchemas(raw.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	b, err := s.Block(k, name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// place plans a box and gives the region that the plan was made under.
func place(ctx context.Context, p *realprov.Pool, s realprov.Settings, b *tfwire.Block) (string, error) {
	m := map[string]cty.Value{}
	for _, a := range b.Attrs {
		m[a.Name] = cty.NullVal(a.Type)
	}
	m["name"] = cty.StringVal("a")
	config := cty.ObjectVal(m)
	for _, a := range b.Attrs {
		if a.Computed {
			m[a.Name] = cty.UnknownVal(a.Type)
		}
	}
	none, err1 := tfwire.Encode(cty.NullVal(b.Type), b.Type)
	c, err2 := tfwire.Encode(config, b.Type)
	proposed, err3 := tfwire.Encode(cty.ObjectVal(m), b.Type)
	if err := errors.Join(err1, err2, err3); err != nil {
		return "", err
	}
	var r tfplugin.PlanResponse
	err := p.CallUnder(ctx, s, "PlanResourceChange", &tfplugin.PlanRequest{TypeName: "aws_tiny_box", PriorState: none, Config: c, ProposedNewState: proposed}, &r)
	if err != nil {
		return "", err
	}
	if len(r.Diagnostics) > 0 {
		return "", errors.New(r.Diagnostics[0].Summary + ": " + r.Diagnostics[0].Detail)
	}
	v, err := tfwire.Decode(r.PlannedState, b.Type)
	return tfwire.Str(v, "place"), err
}

func TestCallsReachTheProvider(t *testing.T) {
	t.Parallel()
	got, err := ask(t.Context(), start(t), "shout", "hello")
	if err != nil || got != "HELLO" {
		t.Errorf("got %q, %v", got, err)
	}
}

// Whatever the order, a plan is made under the configuration that it names.
func TestConfigurationsAreKeptApart(t *testing.T) {
	t.Parallel()
	for _, size := range []int{1, 2, 4} {
		t.Run(fmt.Sprint(size, " at most"), func(t *testing.T) {
			t.Parallel()
			p := start(t, realprov.Size(size))
			b := schemas(t, p, tfwire.Resource, "aws_tiny_box")
			regions := []string{"eu-central-1", "us-east-1", "eu-west-1"}
			var wg sync.WaitGroup
			for i := range 60 {
				region := regions[i%len(regions)]
				s := settings(t, p, region)
				wg.Go(func() {
					if got, err := place(t.Context(), p, s, b); err != nil || got != region {
						t.Errorf("planned under %q, want %q (%v)", got, region, err)
					}
				})
				wg.Go(func() { // calls that need no configuration go on meanwhile
					if _, err := ask(t.Context(), p, "shout", "x"); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
			if n := len(p.Pids()); n > size {
				t.Errorf("%d processes run, want at most %d", n, size)
			}
		})
	}
}

func TestTheProvidersOwnWordsOnItsConfiguration(t *testing.T) {
	t.Parallel()
	p := start(t)
	err := p.Configure(t.Context(), settings(t, p, "nowhere"))
	var c *realprov.ConfigError
	if !errors.As(err, &c) || err.Error() != "Invalid region: nowhere is no region" {
		t.Fatalf("got %v", err)
	}
	// and another configuration is not the worse for it
	if err := p.Configure(t.Context(), settings(t, p, "eu-central-1")); err != nil {
		t.Error(err)
	}
}

// A provider that is killed is started once, however many calls saw it die.
func TestDeathIsRepairedOnce(t *testing.T) {
	t.Parallel()
	p := start(t)
	b, s := schemas(t, p, tfwire.Resource, "aws_tiny_box"), settings(t, p, "eu-central-1")
	for range 10 {
		before := p.Pids()[0]
		if err := syscall.Kill(before, syscall.SIGKILL); err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for range 20 {
			wg.Go(func() {
				if got, err := place(t.Context(), p, s, b); err != nil || got != "eu-central-1" {
					t.Errorf("after the death: %q, %v", got, err)
				}
			})
		}
		wg.Wait()
		after := p.Pids()
		if len(after) != 1 || after[0] == before {
			t.Errorf("processes %v run after %d died", after, before)
		}
	}
}

func TestACallThatKillsTheProviderIsTold(t *testing.T) {
	t.Parallel()
	p := start(t)
	_, err := ask(t.Context(), p, "die", "")
	if err == nil || !strings.Contains(err.Error(), "ended twice under this call") {
		t.Errorf("got %v", err)
	}
	if got, err := ask(t.Context(), p, "shout", "still there"); err != nil || got != "STILL THERE" {
		t.Errorf("the next call: %q, %v", got, err)
	}
}

// Of the calls that are under way when the provider crashes, only the one that it
// crashes under fails, and is told why.
func TestACrashIsNotForOthers(t *testing.T) {
	t.Parallel()
	p := start(t)
	b, s := schemas(t, p, tfwire.Resource, "aws_tiny_box"), settings(t, p, "eu-central-1")
	var wg sync.WaitGroup
	for range 20 {
		wg.Go(func() {
			if got, err := place(t.Context(), p, s, b); err != nil || got != "eu-central-1" {
				t.Errorf("beside the crash: %q, %v", got, err)
			}
		})
	}
	wg.Go(func() {
		if _, err := ask(t.Context(), p, "panic", "odd value"); err == nil || !strings.Contains(err.Error(), "crashed under this call: panic: odd value") {
			t.Errorf("the crash is told as %v", err)
		}
	})
	wg.Wait()
	if n := len(p.Pids()); n != 1 {
		t.Errorf("%d processes run", n)
	}
}

func TestACallEndsWithItsContext(t *testing.T) {
	t.Parallel()
	p := start(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := ask(ctx, p, "shout", "x"); err == nil {
		t.Error("a cancelled call was made")
	}
}

func TestCloseEndsEveryProcess(t *testing.T) {
	t.Parallel()
	p := start(t, realprov.Size(2))
	for _, r := range []string{"eu-central-1", "us-east-1"} {
		if err := p.Configure(t.Context(), settings(t, p, r)); err != nil {
			t.Fatal(err)
		}
	}
	pids := p.Pids()
	if len(pids) != 2 {
		t.Fatalf("processes %v, want two", pids)
	}
	p.Close()
	p.Close()
	for _, pid := range pids {
		if !gone(pid) {
			t.Errorf("process %d still runs", pid)
		}
	}
	if _, err := ask(t.Context(), p, "shout", "x"); err == nil {
		t.Error("a call was made after Close")
	}
}

func gone(pid int) bool {
	for range 100 {
		if err := syscall.Kill(pid, 0); errors.Is(err, syscall.ESRCH) {
			return true
		}
		time.Sleep(20 * time.Millisecond)
	}
	return false
}

func TestAProgramThatIsNoProviderIsNamed(t *testing.T) {
	t.Parallel()
	if _, err := realprov.Start(os.DevNull, nil); err == nil || !strings.Contains(err.Error(), os.DevNull) {
		t.Errorf("got %v", err)
	}
}

func BenchmarkCall(b *testing.B) {
	p := start(b)
	var n tfwire.Raw
	for b.Loop() {
		if err := p.Call(b.Context(), "GetSchema", []byte{}, &n); err != nil {
			b.Fatal(err)
		}
		b.SetBytes(int64(n.Buf.Len()))
		n.Free()
	}
}

func BenchmarkChangeOfConfiguration(b *testing.B) {
	p := start(b)
	s := []realprov.Settings{settings(b, p, "eu-central-1"), settings(b, p, "us-east-1")}
	for i := 0; b.Loop(); i++ {
		if err := p.Configure(b.Context(), s[i%2]); err != nil {
			b.Fatal(err)
		}
	}
}
