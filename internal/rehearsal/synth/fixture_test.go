package synth

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/terrace-cloud/terrace/internal/diag"
)

func TestFixturesComeFirst(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "fixtures.yaml")
	if err := os.WriteFile(path, []byte(`
- type: aws_ami
  match: {most_recent: true, owners: [amazon]}
  set: {id: ami-1, tags: {os: linux}}
- type: aws_ami
  set: {id: ami-2}
`), 0o600); err != nil {
		t.Fatal(err)
	}
	list, err := LoadFixtures(path)
	if err != nil {
		t.Fatal(err)
	}
	m := New(&world{})
	m.Fixtures(list)
	const ami = "id oc\nmost_recent o bool\nowners o [\"list\",\"string\"]\nimage_id c\ntags oc [\"map\",\"string\"]"
	v, assumed := ask(t, m, "aws_ami", ami, `"most_recent":true,"owners":["amazon"]`)
	if at(v, "id") != "ami-1" || at(v, "image_id") != "ami-1" || at(v, "tags") != `{"os":"linux"}` || assumed != "" {
		t.Errorf("%#v, assumed %s", v, assumed)
	}
	if v, _ := ask(t, m, "aws_ami", ami, ``); at(v, "id") != "ami-2" {
		t.Errorf("%#v", v)
	}
}

func TestFaultsInFixtures(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ text, want string }{
		{"a: [", "f.yaml: the fixtures are not YAML"},
		{"a: b", "f.yaml:1: the fixtures are not a list"},
		{"- x", "f.yaml:1: a fixture is not a map"},
		{"- type: aws_ami\n  set: {id: x}\n  when: y", `f.yaml:3: a fixture has no "when"`},
		{"- type: aws_ami\n  set: [x]", "f.yaml:2: set of a fixture has the wrong shape"},
		{"- set: {id: x}", "f.yaml:1: a fixture needs the type of a data source"},
		{"\n- type: aws_ami", "f.yaml:2: a fixture for aws_ami sets nothing"},
	} {
		_, err := ParseFixtures("f.yaml", []byte(c.text))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q: %v, want %s", c.text, err, c.want)
		}
		if diag.CodeOf(err) != diag.Config {
			t.Errorf("%q: code %d", c.text, diag.CodeOf(err))
		}
	}
	if _, err := LoadFixtures(filepath.Join(t.TempDir(), "none.yaml")); diag.CodeOf(err) != diag.Config {
		t.Errorf("a missing file: %v", err)
	}
	if list, err := ParseFixtures("f.yaml", nil); list != nil || err != nil {
		t.Errorf("an empty file: %v %v", list, err)
	}
}

func TestFixturesThatDoNotFitTheType(t *testing.T) {
	t.Parallel()
	b := block(t, "id oc\ncount c number")
	c := config(t, b, ``)
	for set, want := range map[string]string{"nothing": `aws_ami has no attribute "nothing"`, "count": "aws_ami.count does not take this value"} {
		m := New(&world{})
		m.Fixtures([]Fixture{{Type: "aws_ami", Set: map[string]any{set: "x"}, Where: diag.Pos{File: "f.yaml", Line: 4}}})
		_, _, err := m.Data(t.Context(), Request{Type: "aws_ami", Block: b, Account: account, Region: region, Config: c, Planned: c})
		var f *diag.Finding
		if !errors.As(err, &f) || f.Where.Line != 4 || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", set, err)
		}
	}
}

func FuzzFixtures(f *testing.F) {
	f.Add([]byte("- type: aws_ami\n  match: {a: 1}\n  set: {id: x}"))
	f.Add([]byte("- &a {type: aws_x, set: *a}"))
	f.Fuzz(func(t *testing.T, raw []byte) { _, _ = ParseFixtures("f.yaml", raw) })
}
