// Package init_test hands the estate out to organizations that are unlike this
// repository's own, and looks whether it stands up there.
package init_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2/hclwrite"
)

// everywhere is set where each estate is rehearsed, as by `make rehearse-init`;
// else it is the smallest environment of one.
const everywhere = "TERRACE_INIT"

// TestAnswers takes each file of answers in testdata.
func TestAnswers(t *testing.T) {
	t.Parallel()
	terrace := filepath.Join(t.TempDir(), "terrace")
	if out, err := exec.Command("go", "build", "-o", terrace, "../../cmd/terrace").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	files, err := filepath.Glob("testdata/*.yaml")
	if err != nil || len(files) < 6 {
		t.Fatalf("%d files of answers: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			t.Parallel()
			e := handOut(t, terrace, file)
			e.formatted(t)
			e.run(t, "check") // findings are an exit code of their own
			for _, dir := range e.toRehearse(t) {
				e.rehearse(t, dir)
			}
		})
	}
}

// estate is one that was handed out.
type estate struct {
	terrace, top string
	environments []string
}

func handOut(t *testing.T, terrace, answers string) *estate {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	e := &estate{terrace: terrace, top: filepath.Join(dir, "repository")}
	if err := os.MkdirAll(filepath.Join(e.top, ".git"), 0o700); err != nil { // the top; not for git itself
		t.Fatal(err)
	}
	answers, err = filepath.Abs(answers)
	if err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Answers struct {
			Environments []struct{ Name string }
			Management   string
		}
	}
	if err := json.Unmarshal(e.run(t, "init", ".", "--answers", answers, "--json"), &doc); err != nil {
		t.Fatal(err)
	}
	for _, env := range doc.Answers.Environments {
		e.environments = append(e.environments, env.Name)
	}
	if doc.Answers.Management != "" {
		e.environments = append(e.environments, "management")
	}
	return e
}

// run runs terrace in the organization's repository, and gives what it prints.
func (e *estate) run(t *testing.T, args ...string) []byte {
	t.Helper()
	c := exec.CommandContext(t.Context(), e.terrace, args...)
	c.Dir = e.top
	var trouble bytes.Buffer
	c.Stderr = &trouble
	out, err := c.Output()
	if err != nil {
		t.Fatalf("terrace %s: %v\n%s%s", strings.Join(args, " "), err, out, trouble.String())
	}
	return out
}

// formatted holds every file to what `terragrunt hcl fmt` makes of it: both
// format by hclwrite.
func (e *estate) formatted(t *testing.T) {
	err := filepath.WalkDir(e.top, func(file string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(file) != ".hcl" {
			return err
		}
		text, err := os.ReadFile(file)
		if err == nil && !bytes.Equal(hclwrite.Format(text), text) {
			t.Errorf("%s is not formatted", file)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// toRehearse gives the environments to stand up, one after the other.
func (e *estate) toRehearse(t *testing.T) []string {
	switch {
	case os.Getenv("TERRACE_TERRAGRUNT") == "" || testing.Short():
		return nil
	case os.Getenv(everywhere) == "all":
		return e.environments
	case os.Getenv(everywhere) != "" || strings.HasSuffix(t.Name(), "/one-region"):
		return e.environments[:1]
	}
	return nil
}

// rehearse stands an environment up, plans it again, and takes it down.
func (e *estate) rehearse(t *testing.T, env string) {
	mirror, err := filepath.Abs("../mirror")
	if err != nil {
		t.Fatal(err)
	}
	args := []string{"rehearse", "--json", "--offline", "--module-mirror", mirror, filepath.Join("infrastructure", env)}
	var doc struct {
		Settled   bool
		Seconds   float64
		Resources int
		Units     []struct{ Path, Phase string }
		Calls     struct{ Refused map[string]int } `json:"aws_calls"`
	}
	lines := bytes.Split(bytes.TrimSpace(e.run(t, args...)), []byte("\n"))
	if err := json.Unmarshal(lines[len(lines)-1], &doc); err != nil {
		t.Fatal(err)
	}
	if !doc.Settled || len(doc.Calls.Refused) > 0 {
		t.Errorf("%s does not settle: %+v", env, doc)
	}
	t.Logf("%s: %d units, %d resources, %.0f s", env, len(doc.Units), doc.Resources, doc.Seconds)
}
