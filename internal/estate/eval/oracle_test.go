package eval

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/estate/estatetest"
	"github.com/terrace-cloud/terrace/internal/estate/oracle"
	"github.com/zclconf/go-cty/cty"
)

// terragrunt gives the real program, which is the oracle of this package.
func terragrunt(t *testing.T) *oracle.Terragrunt {
	t.Helper()
	o, err := oracle.Find()
	if err != nil {
		t.Skip(err)
	}
	return o
}

// TestOracle holds every unit of the estates in testdata against what the real
// Terragrunt makes of it: the whole document, not only inputs.
func TestOracle(t *testing.T) {
	t.Parallel()
	program := terragrunt(t)
	for _, estate := range estates(t) {
		t.Run(filepath.Base(estate), func(t *testing.T) {
			t.Parallel()
			agree(t, program, checkout(t, estate))
		})
	}
	t.Run("generated", func(t *testing.T) {
		t.Parallel()
		dir := estatetest.Dir(t)
		for name, text := range estatetest.Files(12) { // whose outputs the oracle's terraform gives from a module at hand
			text = strings.ReplaceAll(text, "tfr:///acme/c/aws?version=1.0.0", "${dirname(find_in_parent_folders(\"root.hcl\"))}/module")
			text = strings.ReplaceAll(text, "backend  = \"s3\"\n", "backend  = \"s3\"\n  disable_dependency_optimization = true\n")
			estatetest.Write(t, dir, map[string]string{name: text})
		}
		estatetest.Write(t, dir, map[string]string{"module/main.tf": "output \"id\" {\n  value = \"i-1\"\n}\n"})
		agree(t, program, dir)
	})
}

// agree holds every unit below a folder against Terragrunt.
func agree(t *testing.T, program *oracle.Terragrunt, dir string) {
	for _, unit := range unitsIn(t, dir) {
		name, _ := filepath.Rel(dir, unit)
		c, want, err := evaluated(t, program, unit)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if err := c.Findings.Err(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, d := range oracle.Differences(c.Object(), want) {
			t.Errorf("%s: %s", name, d)
		}
	}
}

// evaluated gives what a unit says here and what it says in Terragrunt, which
// goes first: what its stand-in for terraform notes as outputs, both then have.
func evaluated(t *testing.T, program *oracle.Terragrunt, unit string) (*Config, map[string]any, error) {
	t.Helper()
	record := t.TempDir()
	more, err := oracle.WithOutputs(record)
	if err != nil {
		t.Fatal(err)
	}
	want, err := program.Render(unit, more...)
	e := New(Options{Env: oracle.Env, Mocks: true, Command: "render", Outputs: func(dir string) (cty.Value, bool) { return oracle.Outputs(record, dir) }})
	return e.Config(DefaultFile(e.view, unit)), want, err
}

// estates lists the estates of testdata.
func estates(t *testing.T) (out []string) {
	t.Helper()
	es, err := os.ReadDir("testdata/estates")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range es {
		out = append(out, filepath.Join("testdata/estates", e.Name()))
	}
	return out
}

// checkout copies an estate into a repository of its own.
func checkout(t *testing.T, estate string) string {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, os.DirFS(estate)); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("git", "init", "-q", dir).CombinedOutput(); err != nil {
		t.Fatalf("git init: %v %s", err, out)
	}
	return dir
}

// unitsIn lists the folders with a unit; those named like roots are not units.
func unitsIn(t *testing.T, dir string) (out []string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == ".terragrunt-cache" || d.Name() == ".git") {
			return fs.SkipDir
		}
		if (d.Name() == unitFile || d.Name() == unitJSON) && filepath.Dir(p) != dir {
			out = append(out, filepath.Dir(p))
		}
		return nil
	})
	if err != nil || len(out) == 0 {
		t.Fatalf("%s: %d units, %v", dir, len(out), err)
	}
	return out
}
