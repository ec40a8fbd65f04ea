package report

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/terrace-cloud/terrace/internal/check"
	"github.com/terrace-cloud/terrace/internal/check/rule"
	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/term"
)

// sample makes a report with n findings of each severity.
func sample(n int) *Report {
	r := &Report{Result: &check.Result{Units: 3}, Rules: check.All(), Version: "1.2.3"}
	for i := range n {
		for _, x := range []struct {
			id string
			s  diag.Severity
		}{{"mocks", diag.Note}, {"bare-include", diag.Warning}, {"state-unencrypted", diag.Error}} {
			r.Findings = append(r.Findings, &rule.Finding{Rule: x.id, Fingerprint: fmt.Sprintf("%024x", i), Finding: diag.Finding{Severity: x.s,
				Summary: "50% of it, and\nmore", Fix: "Mend it.", Where: diag.Pos{File: "a b/ü,1:2.hcl", Line: i + 1, Column: 2}, Unit: "a b",
				Also: []diag.Pos{{File: "root.hcl", Line: 1}}}})
		}
	}
	r.Findings = append(r.Findings, &rule.Finding{Rule: check.Evaluation, Finding: diag.Finding{Severity: diag.Error, Summary: "a folder cannot be read"}})
	return r
}

// SARIF keeps to its official schema, with no field that the schema does not
// know, and within what GitHub takes: the worst findings are those that stay.
func TestSARIF(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 2, 4000} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			if err := SARIF(&b, sample(n)); err != nil {
				t.Fatal(err)
			}
			// The library validates what it has read, so what it does not know
			// would be lost: it must give back all that was written.
			read, err := sarif.FromBytes(b.Bytes())
			if err != nil {
				t.Fatal(err)
			}
			again, err := json.Marshal(read)
			if err != nil {
				t.Fatal(err)
			}
			var ours, theirs any
			if json.Unmarshal(b.Bytes(), &ours) != nil || json.Unmarshal(again, &theirs) != nil {
				t.Fatal("no JSON")
			}
			if at := missing(ours, theirs, "$"); at != "" {
				t.Errorf("%s is not in the schema", at)
			}
			if n < 100 { // the validator is slow, and one result is like the next
				valid(t, read)
			}
			results := read.Runs[0].Results
			if len(results) > mostResults || len(results) < min(3*n+1, mostResults) {
				t.Errorf("%d results", len(results))
			}
			if n == 4000 && results[len(results)-1].Level != "warning" {
				t.Errorf("the last result is a %s", results[len(results)-1].Level)
			}
			var packed bytes.Buffer
			z := gzip.NewWriter(&packed)
			_, _ = z.Write(b.Bytes())
			if _ = z.Close(); packed.Len() > 10<<20 {
				t.Errorf("%d bytes, compressed", packed.Len())
			}
		})
	}
}

// valid holds a document to the schema. The library writes three optional fields
// even where the document had none: there they get their defaults.
func valid(t *testing.T, read *sarif.Report) {
	t.Helper()
	for _, r := range read.Runs {
		if r.Language != "" || len(r.NewlineSequences) > 0 || r.Tool.Driver.Language != "" {
			t.Error("languages and newline sequences are not checked here")
		}
		r.Language, r.Tool.Driver.Language, r.NewlineSequences = "en-US", "en-US", []string{"\n"}
	}
	if err := read.Validate(); err != nil {
		t.Error(err)
	}
}

// missing gives the first place of a that b has not.
func missing(a, b any, at string) string {
	switch a := a.(type) {
	case map[string]any:
		m, ok := b.(map[string]any)
		if !ok {
			return at
		}
		for k, v := range a {
			if _, ok := m[k]; !ok {
				return at + "." + k
			}
			if x := missing(v, m[k], at+"."+k); x != "" {
				return x
			}
		}
	case []any:
		l, ok := b.([]any)
		if !ok || len(l) != len(a) {
			return at
		}
		for i := range a {
			if x := missing(a[i], l[i], fmt.Sprintf("%s[%d]", at, i)); x != "" {
				return x
			}
		}
	default:
		if a != b {
			return at
		}
	}
	return ""
}

// Annotations are escaped, the worst come first, and there are no more than
// GitHub keeps.
func TestGitHub(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := GitHub(&b, sample(30)); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	count := map[string]int{}
	for _, l := range lines {
		kind, _, _ := strings.Cut(strings.TrimPrefix(l, "::"), " ")
		count[kind]++
	}
	if count["error"] != 10 || count["warning"] != 10 || count["notice"] != 10 {
		t.Errorf("%v", count)
	}
	if want := "::error file=a b/ü%2C1%3A2.hcl,line=1,col=2,title=state-unencrypted::50%25 of it, and%0Amore. Mend it."; lines[0] != want {
		t.Errorf("%s", lines[0])
	}
	if !strings.HasSuffix(b.String(), "62 more finding(s) than GitHub shows: see the log of the step, or upload --format sarif.\n") {
		t.Errorf("%s", lines[len(lines)-1])
	}
	b.Reset()
	if err := GitHub(&b, sample(0)); err != nil || b.String() != "::error title=evaluation::a folder cannot be read.\n" {
		t.Errorf("%q %v", b.String(), err)
	}
}

// A rule that found nothing is a test that passes; a note fails none.
func TestJUnit(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := JUnit(&b, sample(2)); err != nil {
		t.Fatal(err)
	}
	var s junitSuites
	if err := xml.Unmarshal(b.Bytes(), &s); err != nil {
		t.Fatal(err)
	}
	if want := len(check.All()) - 3 + 7; s.Tests != want || s.Failures != 5 {
		t.Errorf("%d tests, %d failures; want %d, 5", s.Tests, s.Failures, want)
	}
}

// The line of a secret is never shown, whatever else is found on it.
func TestTextHidesSecrets(t *testing.T) {
	t.Parallel()
	at := diag.Pos{File: "a.hcl", Line: 3, Column: 1}
	r := &Report{Result: &check.Result{Units: 1}, Rules: check.All()}
	for _, id := range []string{"name-too-long", "secret-literal"} {
		r.Findings = append(r.Findings, &rule.Finding{Rule: id, Finding: diag.Finding{Severity: diag.Error, Summary: "found", Fix: "Mend it.", Where: at}})
	}
	r.Findings = append(r.Findings, &rule.Finding{Rule: "mocks", Finding: diag.Finding{Summary: "found", Fix: "Mend it.", Where: diag.Pos{File: "a.hcl", Line: 4, Column: 3}}})
	var b bytes.Buffer
	err := Text(&b, r, func(_ term.Style, s string) string { return s }, func(p diag.Pos) string { return fmt.Sprintf("\tline %d hunter2", p.Line) })
	if err != nil || strings.Contains(b.String(), "line 3") || !strings.Contains(b.String(), "  4 |  line 4 hunter2\n    |   ^\n") {
		t.Errorf("%v\n%s", err, b.String())
	}
}
