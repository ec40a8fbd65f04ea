package scaffold

import (
	"strings"
	"testing"
)

const facts = `# Facts.
locals {
  name = "ai" # first
  parts = {
    gpu = true # dear
  }
}
`

// Nothing but the values changes: comments and spaces stay.
func TestEdit(t *testing.T) {
	t.Parallel()
	got, err := edit("f.hcl", []byte(facts), map[string]string{"name": quoted("a${b}"), "parts.gpu": "false"})
	if err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer(`"ai"`, `"a$${b}"`, "true", "false").Replace(facts)
	if string(got) != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestEditOfWhatIsNotThere(t *testing.T) {
	t.Parallel()
	for _, path := range []string{"nowhere", "parts.cpu", "name.first"} {
		if _, err := edit("f.hcl", []byte(facts), map[string]string{path: "1"}); err == nil || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestAlertsFollowNames(t *testing.T) {
	t.Parallel()
	const text = `alerts:
  - name: a
    environments:
      dev: { threshold: 1 }
      production: { threshold: 2 }

  - name: b
    environments:
      staging: { enabled: false }

  - name: c
`
	a := Answers{Environments: []Environment{{Name: "test", Like: "dev"}, {Name: "trial", Like: "dev"}, {Name: "production", Like: "production"}}}
	const want = `alerts:
  - name: a
    environments:
      test: { threshold: 1 }
      trial: { threshold: 1 }
      production: { threshold: 2 }

  - name: b

  - name: c
`
	if got := string(a.alerts([]byte(text))); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
