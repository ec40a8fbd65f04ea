// Package modules runs what the estate's own modules promise: their tests,
// against the simulated cloud and without a mock, and a rehearsal of each alone.
package modules

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// repository copies the modules and the stand-ins that they call into a
// repository of its own, and gives the program too.
func repository(t *testing.T) (terrace, top string, modules []string) {
	t.Helper()
	for _, tool := range []string{"TERRACE_TERRAGRUNT", "TERRACE_AWS_PROVIDER"} {
		if os.Getenv(tool) == "" {
			t.Skip(tool + " names no tool: `make test` sets it")
		}
	}
	if testing.Short() {
		t.Skip("every module in turn takes minutes; not in -short")
	}
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	top = filepath.Join(dir, "repository")
	for from, to := range map[string]string{"infrastructure/modules": "modules", "test/mirror": "test/mirror"} {
		if err := os.CopyFS(filepath.Join(top, to), os.DirFS(filepath.Join("..", "..", from))); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(top, ".git"), 0o700); err != nil { // the top; not for git itself
		t.Fatal(err)
	}
	terrace = filepath.Join(dir, "terrace")
	if out, err := exec.Command("go", "build", "-o", terrace, "../../cmd/terrace").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	files, err := filepath.Glob(filepath.Join(top, "modules", "*", "tests", "*.tftest.hcl"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no tests: %v", err)
	}
	for _, f := range files {
		modules = append(modules, filepath.Base(filepath.Dir(filepath.Dir(f))))
	}
	return terrace, top, modules
}

// each runs terraform test in every module, one after the other, in one
// session of the cloud, and says how each ended.
const each = `for m in modules/*/; do
  (cd "$m" && terraform init -backend=false -no-color >init.log 2>&1 || { cat init.log; exit 1; } && terraform test -no-color) >test.log 2>&1
  code=$?
  echo "== $(basename "$m") $code"
  [ $code = 0 ] || cat test.log
done`

func TestModules(t *testing.T) {
	t.Parallel()
	terrace, top, modules := repository(t)
	c := exec.Command(terrace, "cloud", "exec", "--offline", "--", "sh", "-c", each)
	c.Dir = top
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	results := map[string]string{}
	for _, part := range strings.Split("\n"+string(out), "\n== ")[1:] {
		name, rest, _ := strings.Cut(part, " ")
		results[name] = rest
	}
	for _, m := range modules {
		if code, text, _ := strings.Cut(results[m], "\n"); code != "0" {
			t.Errorf("%s: %s\n%s", m, code, text)
		}
	}
}

// Each module stands alone: with the values of its tests it is applied, and
// planned again without a change.
func TestModulesAlone(t *testing.T) {
	t.Parallel()
	terrace, top, modules := repository(t)
	for _, m := range modules {
		alone(t, filepath.Join(top, "modules", m))
	}
	c := exec.Command(terrace, "rehearse", "--offline", "--json", "modules")
	c.Dir = top
	c.Stderr = os.Stderr
	out, err := c.Output()
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	var doc struct {
		Settled bool
		Units   []struct{ Path, Phase string }
	}
	if jerr := json.Unmarshal([]byte(lines[len(lines)-1]), &doc); jerr != nil {
		t.Fatalf("%v %v\n%s", err, jerr, out)
	}
	for _, u := range doc.Units {
		if u.Phase != "settled" {
			t.Errorf("%s: %s", u.Path, u.Phase)
		}
	}
	if !doc.Settled || len(doc.Units) != len(modules) {
		t.Errorf("settled %v, %d units of %d modules", doc.Settled, len(doc.Units), len(modules))
	}
}

// alone makes a unit of a module: its inputs are the variables of its test.
func alone(t *testing.T, dir string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "tests", "*.tftest.hcl"))
	if err != nil {
		t.Fatal(err)
	}
	src, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	f, diags := hclsyntax.ParseConfig(src, files[0], hcl.InitialPos)
	if diags.HasErrors() {
		t.Fatal(diags)
	}
	var unit strings.Builder
	unit.WriteString("inputs = {\n")
	for _, b := range f.Body.(*hclsyntax.Body).Blocks {
		switch b.Type {
		case "variables":
			for name, a := range b.Body.Attributes {
				fmt.Fprintf(&unit, "  %s = %s\n", name, a.Expr.Range().SliceBytes(src))
			}
		case "provider":
			provider := b.Range()
			provider.End = b.CloseBraceRange.End
			if err := os.WriteFile(filepath.Join(dir, "provider.tf"), provider.SliceBytes(src), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	unit.WriteString("}\n")
	if err := os.WriteFile(filepath.Join(dir, "terragrunt.hcl"), []byte(unit.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}
