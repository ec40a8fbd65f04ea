package check

import (
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// The workflows of the examples are such as GitHub runs: each has events, and
// jobs that say where they run and what they do.
func TestWorkflowsOfExamplesAreReal(t *testing.T) {
	t.Parallel()
	seen := 0
	for _, r := range All() {
		for _, f := range Fixture(r.ID).Files {
			if !strings.Contains(f.Name, ".github/workflows/") {
				continue
			}
			seen++
			var w struct {
				On   yaml.Node `yaml:"on"`
				Jobs map[string]struct {
					RunsOn yaml.Node `yaml:"runs-on"`
					Uses   string    `yaml:"uses"`
					Steps  []struct {
						Uses string `yaml:"uses"`
						Run  string `yaml:"run"`
					} `yaml:"steps"`
				} `yaml:"jobs"`
			}
			if err := yaml.Unmarshal(f.Data, &w); err != nil || w.On.IsZero() || len(w.Jobs) == 0 {
				t.Errorf("%s: %s: %v", r.ID, f.Name, err)
			}
			for name, j := range w.Jobs {
				if j.Uses == "" && (j.RunsOn.IsZero() || len(j.Steps) == 0) || j.Uses != "" && len(j.Steps) > 0 {
					t.Errorf("%s: %s: job %s does not run", r.ID, f.Name, name)
				}
				for i, s := range j.Steps {
					if (s.Uses == "") == (s.Run == "") {
						t.Errorf("%s: %s: step %d of %s either uses or runs", r.ID, f.Name, i+1, name)
					}
				}
			}
		}
	}
	if seen < 28 {
		t.Errorf("%d workflows in the examples", seen)
	}
}
