package eval

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/estate/oracle"

	"github.com/google/go-cmp/cmp"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"
)

var update = flag.Bool("update", false, "write golden files anew")

// TestGolden evaluates the estates of testdata without the oracle: what they
// gave when it was at hand stands in testdata/golden.
func TestGolden(t *testing.T) {
	t.Parallel()
	for _, estate := range estates(t) {
		t.Run(filepath.Base(estate), func(t *testing.T) {
			t.Parallel()
			dir := checkout(t, estate)
			e := New(Options{Env: oracle.Env, Mocks: true, Command: "render"})
			doc := map[string]any{}
			for _, unit := range unitsIn(t, dir) {
				name, _ := filepath.Rel(dir, unit)
				c := e.Config(DefaultFile(e.view, unit))
				doc[name] = map[string]any{"says": show(c.Object()), "reads": c.Reads, "findings": c.Findings}
			}
			golden(t, filepath.Join("testdata/golden", filepath.Base(estate)+".json"), dir, doc)
		})
	}
}

// golden compares a document with a file; dir is written as DIR.
func golden(t *testing.T, file, dir string, doc any) {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(doc); err != nil {
		t.Fatal(err)
	}
	got := strings.ReplaceAll(b.String(), dir, "DIR")
	got = strings.ReplaceAll(got, strconv.Quote(runtime.GOOS), `"OS"`)
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), got); d != "" {
		t.Errorf("%s (-want +got; -update writes it anew):\n%s", file, d)
	}
}

// show makes a value fit for JSON; unknown parts are written as such.
func show(v cty.Value) any {
	v, _ = v.UnmarkDeep()
	v, _ = cty.Transform(v, func(_ cty.Path, v cty.Value) (cty.Value, error) {
		if !v.IsKnown() {
			return cty.StringVal("(unknown)"), nil
		}
		return plain(v), nil
	})
	b, err := ctyjson.Marshal(v, v.Type())
	if err != nil {
		return err.Error()
	}
	return json.RawMessage(b)
}

// TestFunctionsAreHeld keeps the estate `functions` complete: what it does not
// call is held against nothing.
func TestFunctionsAreHeld(t *testing.T) {
	t.Parallel()
	calls, e := map[string]bool{}, New(Options{})
	for _, unit := range unitsIn(t, "testdata/estates") {
		for name := range parse(e.view, DefaultFile(e.view, unit), unitShape).calls {
			calls[name] = true
		}
	}
	differs := map[string]bool{ // each time, or by machine, or asks the world
		"bcrypt": true, "rsadecrypt": true, "timestamp": true, "uuid": true, "pathexpand": true, "sops_decrypt_file": true,
		"get_aws_account_alias": true, "get_aws_account_id": true, "get_aws_caller_identity_arn": true, "get_aws_caller_identity_user_id": true,
	}
	for _, f := range Functions() {
		if !calls[f.Name] && !differs[f.Name] {
			t.Errorf("no estate in testdata calls %s", f.Name)
		}
	}
}
