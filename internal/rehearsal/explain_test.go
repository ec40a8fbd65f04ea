package rehearsal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/diag"
	"github.com/terrace-cloud/terrace/internal/engine"
	"github.com/terrace-cloud/terrace/internal/estate"
	"github.com/terrace-cloud/terrace/internal/rehearsal/workspace"
)

// How Terraform says that it cannot have a provider, its lines broken as they
// come, is told in words of ours, at the place that asks for it.
func TestProviderThatCannotBeHad(t *testing.T) {
	t.Parallel()
	at := diag.Pos{File: "main.tf", Line: 3}
	for text, want := range map[string]string{
		"Could not retrieve the list of available versions for provider\nhashicorp/random: provider registry.terraform.io/hashicorp/random was not\nfound in any of the search locations": "no binary of it",
		"Could not retrieve the list\n  of available versions for provider hashicorp/random: no available\nreleases match the given constraints >= 99.0.0":                                "meets the constraint",
		"Could not retrieve the list of available versions for provider hashicorp/helm: provider was not found":                                                                           "allowed to run for real",
		"Invalid for_each argument": "",
	} {
		u := &unitRun{runner: &runner{Options: Options{Offline: true}}, asked: map[string]diag.Pos{"hashicorp/random": at, "hashicorp/helm": at}}
		f := u.lacksProvider(text)
		switch {
		case (f == nil) != (want == ""):
			t.Errorf("%q: %v", text, f)
		case f != nil && (f.Where != at || !strings.Contains(f.Detail, want) || !strings.Contains(f.Fix, "--offline") || diag.CodeOf(f) != diag.Missing):
			t.Errorf("%q: %v", text, f)
		}
	}
}

// A plan that the provider takes back is told once, by its resource, though
// Terraform tells it once for each attribute; and that AWS would see it too.
func TestPlanTakenBack(t *testing.T) {
	t.Parallel()
	says := func(address, what string) engine.Diagnostic {
		return engine.Diagnostic{Severity: diag.Error, Summary: "Provider produced inconsistent final plan",
			Detail: "When expanding the plan for " + address + " to include new values learned so far during apply, provider \"aws\" " + what + ".\n\nThis is a bug in the provider."}
	}
	u := &unitRun{runner: &runner{}}
	l := u.explain([]engine.Diagnostic{
		says(`aws_a.this["vpc"]`, "changed the planned action from Update to DeleteThenCreate"),
		says(`aws_a.this["vpc"]`, "produced an invalid new value for .id"),
		says("aws_b.this", "produced an invalid new value for .id"),
	})
	if len(l) != 2 || l[0].Address != `aws_a.this["vpc"]` || !strings.Contains(l[0].Detail, "Update to DeleteThenCreate") || l[1].Address != "aws_b.this" {
		t.Errorf("told as %v", l)
	}
	if !strings.Contains(l[0].Fix, "in AWS too") {
		t.Errorf("what to do: %q", l[0].Fix)
	}
}

// What Terraform tells without a place, or leaves to guess, has one here.
func TestPlacesThatTerraformLeavesOut(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(`resource "aws_a" "x" { name = aws_b.y.name }
resource "aws_b" "y" { name = aws_a.x.name }
import {
  to = aws_b.y
  id = "gone"
}
terraform {
  backend "s3" {}
}
`), 0o600); err != nil {
		t.Fatal(err)
	}
	u := &unitRun{runner: &runner{tree: &workspace.Workspace{Source: "/repo", Dir: "/copy"}}, unit: &estate.Unit{Dir: dir}, source: dir, assumed: map[string]bool{"aws_ami": true}}
	for _, c := range []struct {
		says      engine.Diagnostic
		line, via int
		fix       string
	}{
		{engine.Diagnostic{Summary: "Cycle: aws_b.y, aws_a.x (expand)"}, 1, 1, "cut one of the references"},
		{engine.Diagnostic{Summary: noImport, Detail: `No aws_b "gone" stands`}, 3, 0, "terrace cloud load"},
		{engine.Diagnostic{Summary: "Failed to get existing workspaces: InvalidBucketName"}, 8, 0, ""},
		{engine.Diagnostic{Summary: "Invalid index", Snippet: &engine.Snippet{Code: "x = split(\"-\", data.aws_ami.al.name)[9]"}}, 0, 0, "What data.aws_ami.al answers was made up"},
		{engine.Diagnostic{Summary: "Invalid index", Snippet: &engine.Snippet{Code: "x = data.aws_vpc.a.tags[9]"}}, 0, 0, "Check the key"},
	} {
		c.says.Severity = diag.Error
		l := u.explain([]engine.Diagnostic{c.says})
		if len(l) != 1 || l[0].Where.Line != c.line || len(l[0].Also) != c.via || !strings.Contains(l[0].Fix, c.fix) {
			t.Errorf("%s: %+v", c.says.Summary, l)
		}
	}
	headline := engine.Diagnostic{Severity: diag.Error, Summary: "Terraform encountered problems during initialisation"}
	lock := engine.Diagnostic{Severity: diag.Warning, Summary: "Incomplete lock file information for providers"}
	if l := u.explain([]engine.Diagnostic{headline, lock, {Severity: diag.Error, Summary: "Zero assert blocks"}}); len(l) != 1 {
		t.Errorf("noise: %v", l)
	}
	if l := u.explain([]engine.Diagnostic{headline}); len(l) != 1 {
		t.Errorf("all that was said: %v", l)
	}
}
