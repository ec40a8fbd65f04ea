package scan

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

const (
	estate  = "../../infrastructure"
	modules = estate + "/modules"
	skips   = estate + "/skips.yaml"
)

// Every skip says why, who, and until when; one that has ended fails the test.
func TestSkips(t *testing.T) {
	t.Parallel()
	list, err := ReadSkips(skips, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range list {
		for _, p := range s.Places {
			if found, _ := filepath.Glob(filepath.Join(estate, filepath.FromSlash(p))); len(found) == 0 {
				t.Errorf("%s:%d: nothing stands at %s", skips, s.line, p)
			}
		}
	}
}

// What the scanners find is skipped, or the test fails. `make scan` runs it: the
// scanners take minutes to be built and installed.
func TestEstate(t *testing.T) {
	list, err := ReadSkips(skips, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	lint, check, plans := os.Getenv("TERRACE_TFLINT"), os.Getenv("TERRACE_CHECKOV"), os.Getenv("TERRACE_PLANS")
	if lint == "" || check == "" {
		t.Skip("TERRACE_TFLINT and TERRACE_CHECKOV name no scanners: `make scan` sets them")
	}
	found := must(t)(tflint(lint, "../../tools/tflint/tflint.hcl", modules))
	found = append(found, must(t)(checkov(check, "terraform", modules, module))...)
	if plans != "" {
		found = append(found, must(t)(checkov(check, "terraform_plan", plans, unit))...)
	}
	open := 0
	for _, f := range found {
		if !covered(list, f) {
			open++
			t.Error(f)
		}
	}
	t.Logf("%d findings, %d of them open", len(found), open)
	for _, s := range list {
		if !s.used && (plans != "" || strings.HasPrefix(s.Places[0], "modules/")) {
			t.Errorf("%s:%d: nothing is found there any more: take the skip of %s away", skips, s.line, s.Rule)
		}
	}
}

func covered(list []*Skip, f Finding) (yes bool) {
	for _, s := range list {
		yes = s.Covers(f) || yes
	}
	return yes
}

func must(t *testing.T) func([]Finding, error) []Finding {
	return func(f []Finding, err error) []Finding {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
}
