package eval

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/zclconf/go-cty/cty"
)

// terragrunt gives the real program, which is the oracle of this package.
func terragrunt(t *testing.T) string {
	t.Helper()
	if p := os.Getenv("TERRACE_TERRAGRUNT"); p != "" {
		return p
	}
	for _, name := range []string{"terragrunt", "terragrunt-1.1.0"} {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	t.Skip("the oracle is missing: set TERRACE_TERRAGRUNT to a terragrunt 1.x, or put it on the PATH")
	return ""
}

// render asks Terragrunt what a unit says.
func render(t *testing.T, program, dir string) (map[string]any, error) {
	t.Helper()
	cmd := exec.Command(program, "render", "--format", "json", "--no-color", "--log-level", "error", "--working-dir", dir)
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "TG_TF_PATH=no-terraform", "TERRACE_FIXTURE=from the environment",
		"GIT_CEILING_DIRECTORIES=" + os.TempDir()}
	var out, trouble bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &trouble
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, trouble.String())
	}
	if strings.TrimSpace(out.String()) == "" {
		return nil, errors.New("the oracle gave an empty answer\n" + trouble.String())
	}
	d := json.NewDecoder(&out)
	d.UseNumber()
	var doc map[string]any
	if err := d.Decode(&doc); err != nil {
		return nil, err
	}
	return doc, nil
}

// fixtureEnv is the environment that the oracle gets.
func fixtureEnv(name string) (string, bool) {
	if name == "TERRACE_FIXTURE" {
		return "from the environment", true
	}
	return "", false
}

// TestOracle holds every unit of the estates in testdata against what the real
// Terragrunt makes of it: the whole document, not only inputs.
func TestOracle(t *testing.T) {
	t.Parallel()
	program := terragrunt(t)
	for _, estate := range estates(t) {
		t.Run(filepath.Base(estate), func(t *testing.T) {
			t.Parallel()
			dir := checkout(t, estate)
			e := New(Options{Env: fixtureEnv, Mocks: true, Command: "render"})
			for _, unit := range unitsIn(t, dir) {
				name, _ := filepath.Rel(dir, unit)
				want, err := render(t, program, unit)
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				c := e.Config(DefaultFile(e.view, unit))
				if err := c.Findings.Err(); err != nil {
					t.Errorf("%s: %v", name, err)
				}
				for _, d := range differences("", c.Object(), want) {
					t.Errorf("%s: %s", name, d)
				}
			}
		})
	}
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

// differences compares our value with the oracle's JSON; what we carry as
// unknown agrees with anything.
func differences(path string, ours cty.Value, theirs any) (out []string) {
	ours, _ = ours.Unmark()
	if !ours.IsKnown() {
		return nil
	}
	if strings.HasPrefix(path, ".dependency.") && strings.HasSuffix(path, ".outputs") {
		return nil // Terragrunt fills them where a file is read, but not at the top of what it renders
	}
	differ := func() []string { return []string{fmt.Sprintf("%s: ours %#v, Terragrunt's %v", path, ours, theirs)} }
	if ours.IsNull() {
		if theirs == nil {
			return nil
		}
		return differ()
	}
	switch w := theirs.(type) {
	case map[string]any:
		if !isObject(ours) {
			return differ()
		}
		o := ours.AsValueMap()
		keys := slices.Concat(keys(o), keys(w))
		slices.Sort(keys)
		for _, k := range slices.Compact(keys) {
			v, a := o[k]
			x, b := w[k]
			if a && b {
				out = append(out, differences(path+"."+k, v, x)...)
			} else if !a || v.IsKnown() {
				out = append(out, fmt.Sprintf("%s.%s: ours %v, Terragrunt's %v", path, k, a, b))
			}
		}
		return out
	case []any:
		if !isList(ours) || ours.LengthInt() != len(w) {
			return differ()
		}
		for i, v := range ours.AsValueSlice() {
			out = append(out, differences(fmt.Sprintf("%s[%d]", path, i), v, w[i])...)
		}
		return out
	case string:
		if ours.Type() == cty.String && ours.AsString() == w {
			return nil
		}
	case bool:
		if ours.Type() == cty.Bool && ours.True() == w {
			return nil
		}
	case json.Number:
		n, _, err := big.ParseFloat(w.String(), 10, 512, big.ToNearestEven)
		if err == nil && ours.Type() == cty.Number && ours.AsBigFloat().Cmp(n) == 0 {
			return nil
		}
	}
	return differ()
}
