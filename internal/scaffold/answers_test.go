package scaffold

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestParse(t *testing.T) {
	t.Parallel()
	got, err := Parse("answers.yaml", []byte(`
organization: acme
domain: acme.example
repository: acme/platform
regions: [eu-west-1]
environments:
  - { name: live, like: production, account: "012345678901" }
without: [gpu]
`))
	if err != nil {
		t.Fatal(err)
	}
	want := Answers{Organization: "acme", Domain: "acme.example", Repository: "acme/platform", Regions: []string{"eu-west-1"}, CIDR: "10.0.0.0/8",
		Environments: []Environment{{Name: "live", Like: "production", Account: "012345678901"}}, Without: []string{"gpu"}}
	if d := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Answers{})); d != "" {
		t.Errorf("-want +got\n%s", d)
	}
}

// Each wrong answer is told with its line and what to do.
func TestParseRefuses(t *testing.T) {
	t.Parallel()
	const good = "environments: [{name: dev, account: \"111122223333\"}]\n"
	for name, c := range map[string]struct{ text, want string }{
		"unknown key":    {good + "colour: blue\n", "answers.yaml:2: the answers cannot be read: field colour not found"},
		"long name":      {"organization: a-very-long-name\n" + good, `answers.yaml:1:1: "a-very-long-name" cannot begin the names`},
		"capitals":       {"organization: Acme\n" + good, `answers.yaml:1:1: "Acme" cannot begin`},
		"no domain":      {good + "domain: acme\n", `answers.yaml:2:1: "acme" is not a domain`},
		"three regions":  {good + "regions: [eu-west-1, eu-west-2, eu-west-3]\n", "one region or in two"},
		"same region":    {good + "regions: [eu-west-1, eu-west-1]\n", "one region or in two"},
		"other region":   {good + "regions: [mars-1]\n", `does not know the region "mars-1"`},
		"number":         {"environments: [{name: dev, account: 12345}]\n", `"12345" is not an account`},
		"one account":    {"environments: [{name: dev, account: \"111122223333\"}, {name: staging, account: \"111122223333\"}]\n", "dev and staging are in one account"},
		"none":           {"domain: a.example\n", "there is no environment"},
		"like nothing":   {"environments: [{name: live, account: \"111122223333\"}]\n", "live is like no environment"},
		"folder":         {"environments: [{name: modules, like: dev, account: \"111122223333\"}]\n", "the folder modules has another use"},
		"public":         {good + "cidr: 8.0.0.0/8\n", "8.0.0.0/8 is not private"},
		"host bits":      {good + "cidr: 10.1.2.3/8\n", "is not a block"},
		"small":          {good + "cidr: 10.0.0.0/16\n", "has no room"},
		"unknown part":   {good + "without: [lambda]\n", `there is no part "lambda"`},
		"long together":  {"organization: abcdefghijkl\nenvironments: [{name: a-long-environment, like: dev, account: \"111122223333\"}]\n", "too long to begin"},
		"not a document": {"- a\n", "answers.yaml:1: the answers cannot be read"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := Parse("answers.yaml", []byte(c.text))
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q in it", err, c.want)
			}
		})
	}
}

func TestNetworks(t *testing.T) {
	t.Parallel()
	for cidr, want := range map[string]string{ // environment 1 in region 1
		"10.0.0.0/8": "10.11.0.0/16", "172.16.0.0/12": "172.19.0.0/16", "10.64.0.0/10": "10.67.0.0/16",
	} {
		a := Answers{CIDR: cidr}
		if got := a.network(1, 1).String(); got != want {
			t.Errorf("%s: %s, not %s", cidr, got, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("organization: acme\n")
	f.Add("environments: [{name: dev, account: \"111122223333\"}]\ncidr: 10.0.0.0/8\n")
	f.Fuzz(func(t *testing.T, text string) {
		a, err := Parse("answers.yaml", []byte(text))
		if err == nil {
			for i := range a.Environments { // what is accepted can be addressed
				a.network(i, 1)
			}
		}
	})
}
