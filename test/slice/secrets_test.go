package slice

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// planted are values that the estate handles as secrets, and one beside them
// that it does not.
type planted struct {
	secret map[string]string // what it is -> value
	open   string            // stands in states: where it is found nowhere, nothing was planted
}

// plant makes the rehearsal answer with known values where AWS would make a
// secret up, or hand one out.
func plant(t *testing.T, top string) planted {
	t.Helper()
	p := planted{
		secret: map[string]string{"a generated password": "Planted.Generated.7Qx", "the password in a secret": "Planted.Kept.9Wz"},
		open:   "PLANTEDUSER",
	}
	write(t, filepath.Join(top, "terrace.yaml"), "fixtures: fixtures.yaml\n")
	write(t, filepath.Join(top, "fixtures.yaml"), fmt.Sprintf(`- type: aws_secretsmanager_random_password
  set: {random_password: %q}
- type: aws_secretsmanager_secret_version
  set: {secret_string: '{"username": "platform", "password": %q}'}
- type: aws_caller_identity
  set: {user_id: %q}
`, p.secret["a generated password"], p.secret["the password in a secret"], p.open))
	return p
}

// stay holds the rehearsal to its word: no secret stands in a state, a plan, a
// log, the cloud or in what was printed.
func (p planted) stay(t *testing.T, terrace, top, said string) {
	t.Helper()
	plans := filepath.Join(top, ".terrace", "plans")
	units := []string{"infrastructure/production/eu-central-1/security/secrets"}
	cmd := exec.Command(terrace, append([]string{"rehearse", "--offline", "--plan-only", "--plans", plans}, units...)...)
	cmd.Dir = top
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %v\n%s", cmd.Args, err, out)
	}
	for what, value := range p.secret {
		if strings.Contains(said+string(out), value) {
			t.Errorf("%s was printed", what)
		}
	}
	seen := map[string]bool{}
	err = filepath.WalkDir(filepath.Join(top, ".terrace"), func(path string, d os.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(top, path)
		if strings.HasSuffix(rel, filepath.Join("tree", "fixtures.yaml")) { // the copy of what was planted
			return nil
		}
		for what, value := range p.secret {
			if bytes.Contains(text, []byte(value)) {
				t.Errorf("%s stands in %s", what, rel)
			}
		}
		if bytes.Contains(text, []byte("aws_secretsmanager_secret_version")) {
			seen[filepath.Ext(rel)] = true
		}
		if bytes.Contains(text, []byte(p.open)) {
			seen[p.open] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, ext := range []string{".db", ".json", ".log"} { // the cloud with the states, plans, logs
		if !seen[ext] {
			t.Errorf("no *%s in .terrace tells of a secret's version: there was nothing to look at", ext)
		}
	}
	if !seen[p.open] {
		t.Errorf("%s stands in no state: what was planted did not reach the estate", p.open)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
