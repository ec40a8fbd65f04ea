package rehearsal

import (
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/diag"
)

// How Terraform says that it cannot have a provider, its lines broken as they
// come, is told in words of ours, at the place that asks for it.
func TestProviderThatCannotBeHad(t *testing.T) {
	t.Parallel()
	at := diag.Pos{File: "main.tf", Line: 3}
	for text, want := range map[string]string{
		"Could not retrieve the list of available versions for provider\nhashicorp/random: provider registry.terraform.io/hashicorp/random was not\nfound in any of the search locations": "no binary of it",
		"Could not retrieve the list\n  of available versions for provider hashicorp/random: no available\nreleases match the given constraints >= 99.0.0":                                "meets the constraint",
		"Invalid for_each argument": "",
	} {
		u := &unitRun{runner: &runner{Options: Options{Offline: true}}, asked: map[string]diag.Pos{"hashicorp/random": at}}
		f := u.lacksProvider(text)
		switch {
		case (f == nil) != (want == ""):
			t.Errorf("%q: %v", text, f)
		case f != nil && (f.Where != at || !strings.Contains(f.Detail, want) || !strings.Contains(f.Fix, "--offline") || diag.CodeOf(f) != diag.Missing):
			t.Errorf("%q: %v", text, f)
		}
	}
}
